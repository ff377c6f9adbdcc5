import { type FileHandle, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

const MOST_NUMBERS = 10_000;

/**
 * Takes a name that no file in a folder has, numbered where need be (`door.wav`, `door 2.wav`…), by creating the empty
 * file: whoever else looks for a free name at the same time finds another.
 * @param name with its extension
 * @throws SonothequeError `no-free-name`; what creating a file throws
 */
export async function reserveName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; number <= MOST_NUMBERS; number++) {
    const place = path.join(folder, number === 1 ? name : `${stem} ${number}${ext}`);
    let handle: FileHandle | null = null;
    try {
      handle = await open(place, 'wx');
      return place;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      await handle?.close();
    }
  }
  throw new SonothequeError({
    code: 'no-free-name',
    message: `There are too many files named like “${name}” in that folder.`,
    nextStep: 'Choose another folder or another name.',
  });
}

/** Gives a reserved name back. */
export async function releaseName(place: string): Promise<void> {
  await unlink(place).catch(() => {});
}
