import { existsSync } from 'node:fs';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { SoundsInput } from '../../src-shared/contract/inputs.ts';
import type { Catalogue, ResultSetId, SoundSelection } from '../catalogue/index.ts';
import { findSound } from './find-sound.ts';

/**
 * The sounds that a request means.
 * @throws SonothequeError `not-in-catalogue`, `missing-file`
 */
export async function selectionOf(catalogue: Catalogue, sounds: SoundsInput): Promise<SoundSelection> {
  if ('path' in sounds) return { soundIds: [await soundIdOf(catalogue, sounds.path)] };
  if ('ids' in sounds) return { soundIds: sounds.ids };
  const { resultSetId, ranges, except = [] } = sounds;
  return { resultSetId: resultSetId as ResultSetId, except, ...(ranges === undefined ? {} : { ranges }) };
}

async function soundIdOf(catalogue: Catalogue, file: string): Promise<SoundId> {
  const known = await findSound(catalogue, file);
  if (known) return known.id;
  throw new SonothequeError(
    existsSync(file)
      ? {
          code: 'not-in-catalogue',
          message: `“${file}” is not in the catalogue.`,
          nextStep: 'Index the folder it lies in first.',
        }
      : { code: 'missing-file', message: `There is no file “${file}”.`, nextStep: 'Check the spelling.' },
  );
}
