import { chmodSync, closeSync, openSync, statSync } from 'node:fs';

/** Only its owner reads or writes it: names of sounds and what somebody decided are nobody else's business. */
export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;

/**
 * Makes an empty file for SQLite to fill, where there is none: made by SQLite it could be read by every user of the
 * machine. Its write-ahead log and the like get the mode of the file they belong to.
 *
 * @param like a file whose mode its owner may have changed, and which this one goes with
 */
export function createPrivately(path: string, like?: string): void {
  const mode = (like === undefined ? undefined : modeOf(like)) ?? PRIVATE_FILE_MODE;
  try {
    closeSync(openSync(path, 'wx', mode));
  } catch {
    // It is there and keeps its mode, or it can't be made: then opening it says why.
  }
}

/** Gives a file that takes the place of another that one's mode; where there is no other, ours. */
export function takeModeOf(path: string, replaced: string): void {
  try {
    chmodSync(path, modeOf(replaced) ?? PRIVATE_FILE_MODE);
  } catch {
    // A file system without modes.
  }
}

function modeOf(path: string): number | undefined {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts === undefined ? undefined : facts.mode & 0o777;
}
