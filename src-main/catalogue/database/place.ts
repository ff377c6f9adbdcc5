import { type Stats, statSync } from 'node:fs';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

/**
 * Checks that a catalogue lies here or could, before anything is made here or beside it.
 *
 * @throws SonothequeError `catalogue-unnamed`, `catalogue-is-a-folder`, `not-a-catalogue`
 */
export function assertPlaceForCatalogue(path: string): void {
  if (path.trim() === '') {
    throw new SonothequeError({
      code: 'catalogue-unnamed',
      message: 'The catalogue has no name.',
      nextStep: 'Name a file that ends in .sonotheque.',
    });
  }
  let facts: Stats | undefined;
  try {
    facts = statSync(path, { throwIfNoEntry: false });
  } catch {
    // Opening it says why it can't be reached.
    return;
  }
  if (facts === undefined || facts.isFile()) return;
  throw new SonothequeError(
    facts.isDirectory()
      ? {
          code: 'catalogue-is-a-folder',
          message: `“${path}” is a folder; a catalogue is a file.`,
          nextStep: 'Name a file in it that ends in .sonotheque.',
        }
      : {
          code: 'not-a-catalogue',
          message: `“${path}” is a device or a pipe; a catalogue is a file.`,
          nextStep: 'Choose a file that ends in .sonotheque, or a new name for a new catalogue.',
        },
  );
}
