import type { SimilarCommands } from '../catalogue-similar.ts';
import type { Thread } from '../threads/thread.ts';
import type { CatalogueTraining } from '../types.ts';

/** The part of a catalogue that encoders are trained from: read in the thread that compares sounds, which no page waits for. */
export function trainingMethods(similarThread: () => Promise<Thread<SimilarCommands>>): CatalogueTraining {
  const ask = async () => (await similarThread()).call;
  return {
    labelledSounds: async (libraryId, afterId, limit) => (await ask())('labelledSounds', libraryId, afterId, limit),
    trainableSounds: async (soundIds) => (await ask())('trainableSounds', soundIds),
    labelledCounts: async () => (await ask())('labelledCounts'),
  };
}
