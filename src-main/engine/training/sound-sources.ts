import type { ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { Listener } from '../../indexing/index.ts';
import { meanEmbedding, type SoundSources, type SpectraCache } from '../../training/datasets/index.ts';

/**
 * How a run's sounds are read: decoded by the children that index, embedded as the catalogue stored it.
 *
 * @param start the version that the run starts from; `null`: from random weights
 */
export function soundSources(
  catalogue: Pick<Catalogue, 'vectors'>,
  listener: Pick<Listener, 'spectra' | 'listen' | 'opened'>,
  cache: SpectraCache,
  start: ModelVersionId | null,
): SoundSources {
  const stored = (soundId: number | null, version?: ModelVersionId) =>
    soundId === null ? null : catalogue.vectors(soundId as SoundId, version);
  return {
    decode: (file, signal) => listener.spectra(file, signal),
    embed: async ({ soundId, file, payloadHash }, signal) => {
      const found = start === null ? null : await stored(soundId, start);
      if (found) return { ...found, payloadHash };
      // Only with the encoder at work: another's embeddings would be of another space.
      if (start === null || (await listener.opened()).modelVersion !== start) return null;
      const { products, payloadHash: heardHash } = await listener.listen({ path: file, signal });
      return products && { ...products, payloadHash: heardHash };
    },
    mean: async ({ soundId }) => {
      const found = await stored(soundId);
      return found && meanEmbedding(found.embeddings);
    },
    cache,
  };
}
