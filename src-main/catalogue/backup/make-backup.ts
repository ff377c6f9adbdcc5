import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { inspectCatalogue } from '../database/inspect.ts';
import { createPrivately, PRIVATE_FOLDER_MODE } from '../database/private-files.ts';
import { syncToDisk } from '../database/replace-file.ts';
import type { Backup } from '../types.ts';
import { type BackupName, backupFolderOf, dayOf, namedBackups, nextBackupFile, superfluous } from './places.ts';

/**
 * Copies a catalogue's main file as it stands at one moment, checks the copy, and lets go of what it makes superfluous.
 * For a thread of its own: it takes seconds where there are a million sounds. It only reads, so the writer goes on.
 *
 * @throws SonothequeError `backup-failed` when the copy is not whole; failures of the disk
 */
export function makeBackup(cataloguePath: string, now: Date): Backup {
  const file = nextBackupFile(cataloguePath, dayOf(now));
  mkdirSync(backupFolderOf(cataloguePath), { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const unfinished = `${backupFolderOf(cataloguePath)}/unfinished`;
  rmSync(unfinished, { force: true });
  try {
    createPrivately(unfinished);
    copyAtOneMoment(cataloguePath, unfinished);
    const { damage } = inspectCatalogue(unfinished, { thoroughly: true });
    if (damage !== null) throw new SonothequeError(notWhole);
    syncToDisk(unfinished);
    renameSync(unfinished, file);
    syncToDisk(dirname(file));
  } finally {
    rmSync(unfinished, { force: true });
  }
  for (const old of superfluous(namedBackups(cataloguePath).flatMap(readable))) rmSync(old.file, { force: true });
  return backupAt(file);
}

/** The copies that can be read, newest first. */
export const listBackups = (cataloguePath: string): Backup[] =>
  namedBackups(cataloguePath)
    .flatMap(readable)
    .map(({ file, madeAt, bytes, sounds, labels }) => ({ file, madeAt, bytes, sounds, labels }));

function copyAtOneMoment(from: string, to: string): void {
  const db = new Sqlite(from, { readonly: true, timeout: 5000 });
  try {
    // One read transaction: a snapshot, whatever is written meanwhile. Copying page by page would begin again with every
    // commit of the writer's. What was deleted is left behind.
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

function backupAt(file: string): Backup {
  const { size, mtime } = statSync(file);
  const { sounds, labels } = inspectCatalogue(file, { thoroughly: false });
  return { file, madeAt: mtime, bytes: size, sounds, labels };
}

function readable(name: BackupName): (Backup & BackupName)[] {
  try {
    return [{ ...name, ...backupAt(name.file) }];
  } catch {
    // Not one to restore from; it is left where it lies.
    return [];
  }
}

const notWhole = {
  code: 'backup-failed',
  message: 'The backup of the catalogue is not whole and was thrown away.',
  nextStep: 'Close and open the catalogue, so that it is checked; then try again.',
};
