import { existsSync } from 'node:fs';
import path from 'node:path';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import type { SoundsInput } from '../../../../src-shared/contract/inputs.ts';

/** How help says what `withNamedSounds` takes. */
export const namedSoundsHelp = 'a sound of the catalogue, or a query; "" for all';

/** Runs work on the sounds that a person named: one by its file, else all that match the query as it is written. */
export async function withNamedSounds<Result>(
  client: EngineClient,
  named: string,
  work: (sounds: SoundsInput) => Promise<Result>,
): Promise<Result> {
  if (named !== '' && existsSync(named)) return work({ path: path.resolve(named) });
  const { id } = await client.sounds.query({ text: named, thesaurus: false });
  try {
    return await work({ resultSetId: id });
  } finally {
    await client.sounds.release({ resultSetId: id });
  }
}
