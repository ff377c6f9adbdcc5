import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import { batchLimit, type ScanId, type SeenEntry, type SeenState } from '../types.ts';
import type { Replacement } from './replacement.ts';
import type { Scan, SeenSounds } from './seen-sounds.ts';
import type { WriteSession } from './session.ts';

type KnownRow = {
  readonly id: number;
  readonly same: 0 | 1;
  readonly missing: 0 | 1;
  readonly failed: 0 | 1;
  readonly wantsListening: 0 | 1;
};

/** What one part of finishing did; `done` is false while more is left. */
export type FinishedPart = {
  readonly seen: number;
  readonly missing: number;
  readonly moved: number;
  readonly done: boolean;
};

/** Commands of a walk over a library: what is there, what is not there any more. */
export function createScanCommands(session: WriteSession, seen: SeenSounds, replacement: Replacement) {
  const { db, transact } = session;
  const find = db.prepare<[number, bigint, number, Uint8Array], KnownRow>(
    `SELECT id, size_bytes = ? AND modified_ns = ? AS same, missing, failure_code IS NOT NULL AS failed,
       wants_listening AS wantsListening
     FROM sounds WHERE library_id = ? AND path = ?`,
  );
  const bringBack = db.prepare('UPDATE sounds SET missing = 0, revision = ? WHERE id = ?');
  const present = db.prepare<[number], number>('SELECT id FROM sounds WHERE library_id = ? AND missing = 0').pluck();
  const loseSound = db.prepare('UPDATE sounds SET missing = 1, revision = ? WHERE id = ?');
  const scanned = db.prepare('UPDATE libraries SET last_scan_at = ?, last_scan_revision = ? WHERE id = ?');
  const vanishedOf = new Map<ScanId, number[]>();

  const running = (id: ScanId): Scan => {
    const scan = seen.get(id);
    if (scan !== undefined) return scan;
    throw new SonothequeError({
      code: 'scan-gone',
      message: 'This scan was not begun or has ended.',
      nextStep: 'Begin the scan again.',
    });
  };

  const recordSeen = (libraryId: LibraryId, scanId: ScanId, entries: readonly SeenEntry[]): SeenState[] => {
    const scan = running(scanId);
    if (entries.length > 0) scan.noteFiles();
    const returned: number[] = [];
    const states = entries.map((entry): SeenState => {
      const row = find.get(entry.sizeBytes, entry.modifiedNs, libraryId, entry.path.bytes);
      if (row === undefined) return 'new';
      scan.mark(row.id);
      if (row.same === 0) return 'changed';
      if (row.missing === 1) returned.push(row.id);
      if (row.failed === 1) return 'failedBefore';
      return row.wantsListening === 1 ? 'changed' : 'unchanged';
    });
    if (returned.length > 0) {
      transact((revision) => {
        for (const id of returned) bringBack.run(revision, id);
      });
    }
    return states;
  };

  const finishScanPart = (scanId: ScanId): FinishedPart => {
    const scan = running(scanId);
    let vanished = vanishedOf.get(scanId);
    if (vanished === undefined) {
      vanished = present.all(scan.libraryId).filter((id) => !scan.has(id));
      vanishedOf.set(scanId, vanished);
    }
    const part = vanished.splice(0, batchLimit);
    const done = vanished.length === 0;
    const moved = transact(
      (revision) => {
        let count = 0;
        for (const id of part) {
          loseSound.run(revision, id);
          // An empty folder is an unmounted drive as likely as not: its sounds are away, their equals elsewhere copies.
          if (scan.metFiles() && replacement.takePlaceOfSuccessor(id, revision)) count += 1;
        }
        if (done) scanned.run(scan.beganAt, revision, scan.libraryId);
        return count;
      },
      { index: true, everything: part.length > 0 },
    );
    if (done) abandonScan(scanId);
    return { seen: scan.count(), missing: part.length - moved, moved, done };
  };

  const abandonScan = (scanId: ScanId): void => {
    vanishedOf.delete(scanId);
    seen.forget(scanId);
  };

  return {
    beginScan: (libraryId: LibraryId): ScanId => seen.begin(libraryId).id,
    recordSeen,
    finishScanPart,
    abandonScan,
  };
}
