import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { createPrivately } from './private-files.ts';
import { cannotOpen } from './sqlite-failures.ts';

/** Ends being the only writer; `discard` also removes the lock's file where this lock made it. */
export type CatalogueLock = { readonly unlock: () => void; readonly discard: () => void };

/**
 * Makes this process the catalogue's only writer until it unlocks or ends; waits so long for another that is.
 *
 * The lock is a pending write transaction on a small database beside the catalogue: an advisory lock of the operating
 * system, so a killed process never leaves one behind, and nobody reads process ids that may have been given anew.
 *
 * @throws SonothequeError `catalogue-in-use` when another process still holds it then, `catalogue-cannot-open` without a folder.
 */
export function lockCatalogue(cataloguePath: string, waitMilliseconds: number): CatalogueLock {
  if (!existsSync(dirname(cataloguePath))) throw new SonothequeError(cannotOpen);
  const lockPath = `${cataloguePath}-lock`;
  const existed = existsSync(lockPath);
  let db: Database | undefined;
  createPrivately(lockPath, cataloguePath);
  try {
    db = new Sqlite(lockPath, { timeout: waitMilliseconds });
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
  const unlock = () => {
    held.close();
  };
  return {
    unlock,
    // Only for what is no catalogue: to remove the lock of one would let two in, one at the old file, one at a new.
    discard: () => {
      unlock();
      if (!existed) rmSync(lockPath, { force: true });
    },
  };
}
