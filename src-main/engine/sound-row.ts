import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { Catalogue, SoundRow } from '../catalogue/index.ts';

/** @throws SonothequeError `not-in-catalogue` */
export async function soundRow(catalogue: Pick<Catalogue, 'sounds'>, id: SoundId): Promise<SoundRow> {
  const [row] = await catalogue.sounds([id]);
  if (row) return row;
  throw soundGone();
}

/** `not-in-catalogue`, of a sound that was there when it was chosen. */
export function soundGone(): SonothequeError {
  return new SonothequeError({
    code: 'not-in-catalogue',
    message: 'This sound is not in the catalogue any more.',
    nextStep: 'Search again.',
  });
}
