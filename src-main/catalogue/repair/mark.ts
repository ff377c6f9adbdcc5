import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { PRIVATE_FILE_MODE } from '../database/private-files.ts';

/** How the last writer left a catalogue: cleanly, without a word, or having met damage. */
export type Ending = 'clean' | 'unclean' | 'damaged';

const damaged = 'damaged\n';
const markOf = (cataloguePath: string): string => `${cataloguePath}-open`;

/** Reads what a clean close would have removed: a file beside the catalogue, for damage must not reach it. */
export function lastEnding(cataloguePath: string): Ending {
  const mark = markOf(cataloguePath);
  if (!existsSync(mark)) return 'clean';
  try {
    return readFileSync(mark, 'utf8') === damaged ? 'damaged' : 'unclean';
  } catch {
    return 'unclean';
  }
}

/** Says that a writer has the catalogue open. A process that is killed leaves it; so does a machine without power. */
export const markOpen = (cataloguePath: string): void => write(cataloguePath, 'open\n');

/** Says that the catalogue wants a check whoever closes it. */
export const markDamaged = (cataloguePath: string): void => write(cataloguePath, damaged);

/** Says that the catalogue was closed; damage that was met stays said. */
export function markClosed(cataloguePath: string): void {
  if (lastEnding(cataloguePath) === 'damaged') return;
  try {
    rmSync(markOf(cataloguePath), { force: true });
  } catch {
    // On a disk that can only be read it stays: the next opening checks once more than it must.
  }
}

function write(cataloguePath: string, text: string): void {
  try {
    const handle = openSync(markOf(cataloguePath), 'w', PRIVATE_FILE_MODE);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // On a full or read-only disk the catalogue says so itself; looking at it must go on.
  }
}
