import type { ReaderCommands } from '../catalogue-reader.ts';
import type { SimilarCommands } from '../catalogue-similar.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import type { CatalogueProjections } from '../types.ts';

/** The part of a catalogue that keeps maps; vectors are read in the thread that compares sounds. */
export function projectionMethods(
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
  similarThread: () => Promise<Thread<SimilarCommands>>,
): CatalogueProjections {
  const ask = async () => (await similarThread()).call;
  return {
    vectorSetsOf: async (modelVersion) => (await ask())('vectorSetsOf', modelVersion),
    soundMeans: async (modelVersion, levels, afterVectorSet, limit) =>
      (await ask())('soundMeans', modelVersion, levels, afterVectorSet, limit),
    soundMeansOf: async (levels, vectorSets) => (await ask())('soundMeansOf', levels, vectorSets),
    lackingPlaces: (method) => read('lackingPlaces', method),
    storeProjection: (projection) => write('storeProjection', projection),
    addPlaces: (name, places) => write('addPlaces', name, places),
    projectionSpace: (name) => read('projectionSpace', name),
    projectionStates: (silent) => read('projectionStates', silent ?? new Map()),
    mappedSounds: (method) => read('mappedSounds', method),
  };
}
