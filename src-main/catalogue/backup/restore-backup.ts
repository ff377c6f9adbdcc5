import { constants, copyFileSync, existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { mainKind } from '../database/file-kinds.ts';
import { inspectCatalogue } from '../database/inspect.ts';
import { lockCatalogue } from '../database/lock.ts';
import { migrate } from '../database/migrations.ts';
import { openForWriting } from '../database/open.ts';
import { removeDatabase, replaceFile, type StepListener } from '../database/replace-file.ts';
import { saysDamaged } from '../database/sqlite-failures.ts';
import { giveNewToken } from '../database/token.ts';

/**
 * Puts a backup in the place of a closed catalogue, as `restoreBackup`; for a thread of its own.
 *
 * @param onStep called before each step
 */
export function restoreFiles(
  cataloguePath: string,
  backupFile: string,
  waitMilliseconds: number,
  onStep: StepListener = () => {},
): { readonly setAside: string | null } {
  const { unlock } = lockCatalogue(cataloguePath, waitMilliseconds);
  const copy = `${cataloguePath}-restoring`;
  try {
    assertWhole(backupFile);
    onStep('copy');
    removeDatabase(copy);
    copyFileSync(backupFile, copy, constants.COPYFILE_FICLONE);
    onStep('prepare');
    prepare(copy);
    onStep('settle');
    settle(cataloguePath);
    const setAside = replaceFile(cataloguePath, copy, 'replaced', new Date(), onStep);
    onStep('index');
    // So that whoever only looks finds an index that fits.
    openForWriting(cataloguePath).db.close();
    return { setAside };
  } finally {
    removeDatabase(copy);
    unlock();
  }
}

function assertWhole(backupFile: string): void {
  if (!existsSync(backupFile)) {
    throw new SonothequeError({
      code: 'backup-missing',
      message: `There is no backup at ${backupFile}.`,
      nextStep: 'Choose another backup.',
    });
  }
  let damage: string | null;
  try {
    ({ damage } = inspectCatalogue(backupFile, { thoroughly: true }));
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    damage = String(error);
  }
  if (damage === null) return;
  throw new SonothequeError({
    code: 'backup-damaged',
    message: `The backup ${backupFile} is damaged; the catalogue was left as it is.`,
    nextStep: 'Choose another backup.',
  });
}

/** The index beside the catalogue is of another state than the copy: the copy gets a name of its own. */
function prepare(copy: string): void {
  const db = new Sqlite(copy, { timeout: 5000 });
  try {
    migrate(db, mainKind);
    giveNewToken(db);
  } finally {
    db.close();
  }
}

/** Folds the old file's write-ahead log in, so that what is set aside is whole. @throws when others have it open */
function settle(cataloguePath: string): void {
  if (!existsSync(cataloguePath)) return;
  try {
    const db = new Sqlite(cataloguePath, { timeout: 1000 });
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
  } catch (error) {
    // What is damaged is set aside as it is, its log beside it.
    if (!saysDamaged(error)) throw error;
  }
}
