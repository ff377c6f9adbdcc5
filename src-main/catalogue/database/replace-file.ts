import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { takeModeOf } from './private-files.ts';

/** Called before each step, so that a test can end the process there. */
export type StepListener = (step: string) => void;

/**
 * Puts a file where a catalogue lies and sets what lay there aside, never deleting it. At every moment a whole file, the
 * old or the new, lies at the path. The old one should have been settled (`settle`): a write-ahead log that is still
 * there is set aside with it, for a new file must never meet it. The new one gets the mode of the old.
 *
 * @param kind goes into the name: `NAME.sonotheque-KIND-YYYYMMDD-HHMMSS`
 * @returns where the old file lies now; `null` where there was none
 */
export function replaceFile(path: string, by: string, kind: string, now: Date, onStep: StepListener): string | null {
  takeModeOf(by, path);
  syncToDisk(by);
  const setAside = existsSync(path) ? freeName(`${path}-${kind}-${stamp(now)}`) : null;
  onStep('aside');
  if (setAside !== null) {
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix);
    }
    giveSecondName(path, setAside);
  }
  onStep('in place');
  renameSync(by, path);
  onStep('sync');
  syncToDisk(dirname(path));
  return setAside;
}

/** Waits until the disk has a file, or the names in a folder. */
export function syncToDisk(path: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(path, constants.O_RDONLY);
    fsyncSync(handle);
  } catch (error) {
    // Windows opens no folders and syncs nothing that is open for reading; its renames are journalled.
    if (process.platform !== 'win32') throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function giveSecondName(path: string, name: string): void {
  try {
    linkSync(path, name);
  } catch {
    // A file system without links: a copy, whole before it has its name.
    copyFileSync(path, `${name}.part`, constants.COPYFILE_FICLONE);
    syncToDisk(`${name}.part`);
    renameSync(`${name}.part`, name);
  }
}

function freeName(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(name)) return name;
  }
}

const stamp = (moment: Date): string => {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('');
  return `${day}-${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join('')}`;
};

/** Removes a database that is no longer wanted, with what SQLite puts beside it. */
export const removeDatabase = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
};
