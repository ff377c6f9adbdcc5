import type { ReaderCommands } from '../catalogue-reader.ts';
import type { SimilarCommands } from '../catalogue-similar.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import type { CatalogueLearning } from '../types.ts';

/** The part of a catalogue that suggestions learn from: read in the thread that compares sounds, which no page waits for. */
export function learningMethods(
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
  similarThread: () => Promise<Thread<SimilarCommands>>,
): CatalogueLearning {
  const ask = async () => (await similarThread()).call;
  return {
    scoring: async (modelVersion) => (await ask())('scoring', modelVersion),
    learnableSounds: async (kind, afterId, limit) => (await ask())('learnableSounds', kind, afterId, limit),
    learnableOf: async (kind, soundIds) => (await ask())('learnableOf', kind, soundIds),
    learnableChanges: async (since) => (await ask())('learnableChanges', since),
    trainingLabels: async (soundIds) => (await ask())('trainingLabels', soundIds),
    featuresOfPayload: async (modelVersion, version, payloadHash) =>
      (await ask())('featuresOfPayload', modelVersion, version, payloadHash),
    storedSuggestions: async (modelVersion, soundIds) => (await ask())('storedSuggestions', modelVersion, soundIds),
    payloadsWithoutFeatures: async (kind, afterPayloadId, limit) =>
      (await ask())('payloadsWithoutFeatures', kind, afterPayloadId, limit),
    storedNames: async (kind, soundIds) => (await ask())('storedNames', kind, soundIds),
    unreadNames: async (kind, afterId, limit) => (await ask())('unreadNames', kind, afterId, limit),
    unreadNamesOf: async (kind, soundIds) => (await ask())('unreadNamesOf', kind, soundIds),
    pathsOfLibrary: async (libraryId, after, limit) => (await ask())('pathsOfLibrary', libraryId, after, limit),
    storeNames: (version, batch) => write('storeNames', version, batch),
    payloadsWithoutVectors: async (modelVersion, base, afterPayloadId, limit) =>
      (await ask())('payloadsWithoutVectors', modelVersion, base, afterPayloadId, limit),
    storeVersionVectors: (modelVersion, batch) => write('storeVersionVectors', modelVersion, batch),
    storeFeatures: (modelVersion, batch) => write('storeFeatures', modelVersion, batch),
    renewSuggestions: (modelVersion, batch, quietly) => write('renewSuggestions', modelVersion, batch, quietly),
    settleScoring: (modelVersion, scoring, revision) => write('settleScoring', modelVersion, scoring, revision),
    followChanges: () => read('followChanges'),
  };
}
