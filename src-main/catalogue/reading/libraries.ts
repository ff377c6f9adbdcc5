import type { Database } from 'better-sqlite3';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Library } from '../types.ts';
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
