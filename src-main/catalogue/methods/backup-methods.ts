import { backupDays, dayOf } from '../backup/places.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import { callOnce, entryUrl } from '../threads/thread.ts';
import type { Backup, CatalogueBackups } from '../types.ts';

/** How long restoring waits for a catalogue that is just being closed. */
const waitMilliseconds = 3000;

/** The part of a catalogue that copies it: in a thread of its own, so that reading and writing go on. */
export function backupMethods(path: string, assertWritable: () => void): CatalogueBackups {
  let running: Promise<unknown> = Promise.resolve();
  const make = (now: Date): Promise<Backup> =>
    callOnce<ReaderCommands, 'makeBackup'>(reader(), 'makeBackup', path, now);
  // One after the other: they share a folder.
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = running.then(work, work);
    running = mine;
    return mine;
  };
  return {
    backup: async (now = new Date()) => {
      assertWritable();
      return inTurn(() => make(now));
    },
    backupIfDue: async (now) => {
      assertWritable();
      return inTurn(async () => (backupDays(path).includes(dayOf(now)) ? null : make(now)));
    },
    backups: () => callOnce<ReaderCommands, 'listBackups'>(reader(), 'listBackups', path),
  };
}

/**
 * Puts a backup in the place of a catalogue that is closed. What lay there is set aside, never deleted; the index beside
 * it is brought to the same state when the catalogue is opened next. A process that is killed leaves the old or the new.
 *
 * @returns where the old catalogue lies now; `null` where there was none
 * @throws SonothequeError `catalogue-in-use`, `catalogue-busy` when others have it open, `backup-missing`,
 *   `backup-damaged`, `not-a-catalogue`, `catalogue-newer`, `catalogue-full`, `catalogue-read-only`
 */
export const restoreBackup = (
  cataloguePath: string,
  backupFile: string,
): Promise<{ readonly setAside: string | null }> =>
  callOnce<ReaderCommands, 'restoreBackup'>(reader(), 'restoreBackup', cataloguePath, backupFile, waitMilliseconds);

const reader = (): URL => entryUrl('catalogue-reader');
