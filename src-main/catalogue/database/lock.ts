import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { cannotOpen } from './sqlite-failures.ts';

/**
 * Makes this process the catalogue's only writer until the returned function is called or the process ends.
 *
 * The lock is a pending write transaction on a small database beside the catalogue: an advisory lock of the operating
 * system, so a killed process never leaves one behind, and nobody reads process ids that may have been given anew.
 *
 * @throws SonothequeError `catalogue-in-use` while another process holds it, `catalogue-cannot-open` without a folder.
 */
export function lockCatalogue(cataloguePath: string): () => void {
  if (!existsSync(dirname(cataloguePath))) throw new SonothequeError(cannotOpen);
  let db: Database | undefined;
  try {
    db = new Sqlite(`${cataloguePath}-lock`, { timeout: 0 });
    // Nothing is ever written, and no journal file must appear.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new SonothequeError(
        {
          code: 'catalogue-in-use',
          message: `Another Sonotheque is using this catalogue (${cataloguePath}).`,
          nextStep: 'Close the other one or wait until it is done; looking at sounds works meanwhile.',
        },
        { cause: error },
      );
    }
    throw error;
  }
  const held = db;
  return () => held.close();
}
