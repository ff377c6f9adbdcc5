import type { Database } from 'better-sqlite3';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Library, LibraryCounts } from '../types.ts';
import { pathNameOf } from './paths.ts';

type LibraryRow = {
  readonly id: LibraryId;
  readonly name: string;
  readonly root: Buffer;
  readonly display: string;
  readonly addedAt: number;
  readonly lastScanAt: number | null;
};

/** A condition on `sounds` that leaves out those of removed libraries. */
export const inNoRemovedLibrary = 'library_id NOT IN (SELECT id FROM libraries WHERE removed_at IS NOT NULL)';

/** Counts of every library that holds sounds, in one pass over the rows: for a window that opens before columns are read. */
export function createLibraryCounter(db: Database): () => ReadonlyMap<LibraryId, LibraryCounts> {
  const counted = db.prepare<[], LibraryCounts & { readonly libraryId: LibraryId }>(
    `SELECT library_id AS libraryId, count(*) AS sounds, sum(missing = 0 AND failure_code IS NOT NULL) AS failed,
            sum(missing) AS missing
     FROM sounds GROUP BY library_id`,
  );
  return () => new Map(counted.all().map(({ libraryId, ...counts }) => [libraryId, counts]));
}

/** Libraries in the order they were added. */
export function createLibraryReader(db: Database): () => readonly Library[] {
  const all = db.prepare<[], LibraryRow>(
    `SELECT id, name, root, root_display AS display, added_at AS addedAt, last_scan_at AS lastScanAt
     FROM libraries WHERE removed_at IS NULL ORDER BY id`,
  );
  return () =>
    all.all().map(({ id, name, root, display, addedAt, lastScanAt }) => ({
      id,
      name,
      root: pathNameOf(root, display),
      addedAt: new Date(addedAt),
      lastScanAt: lastScanAt === null ? null : new Date(lastScanAt),
    }));
}
