import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { batchLimit, type NamesRead, type NewSuggestions, type VersionedFeatures } from '../types.ts';
import type { FeatureStore } from './features.ts';
import type { ModelBook } from './models.ts';
import type { NameStore } from './names.ts';
import type { WriteSession } from './session.ts';
import type { SuggestionStore } from './suggestions.ts';
import type { VectorStore } from './vectors.ts';

/** What the commands that learning writes by work with. */
export type LearningParts = {
  readonly session: WriteSession;
  readonly models: ModelBook;
  readonly suggestions: SuggestionStore;
  readonly features: FeatureStore;
  readonly names: NameStore;
  readonly vectors: VectorStore;
};

/** Commands that store what was learned. */
export function createLearningCommands({ session, models, suggestions, features, names, vectors }: LearningParts) {
  const { db, transact } = session;
  const isStill = db.prepare<[number, number], 1>('SELECT 1 FROM sounds WHERE id = ? AND payload_id = ?').pluck();
  const isAsRead = db.prepare<[number, number], 1>('SELECT 1 FROM sounds WHERE id = ? AND revision = ?').pluck();
  const isPayload = db.prepare<[number], 1>('SELECT 1 FROM payloads WHERE id = ?').pluck();
  const touch = db.prepare('UPDATE sounds SET revision = ? WHERE id = ?');
  return {
    storeFeatures: (
      modelVersion: ModelVersionId,
      batch: readonly { readonly payloadId: number; readonly features: VersionedFeatures }[],
    ): void => {
      const modelId = models.get(modelVersion).rowId;
      transact(
        (revision) => {
          // Nothing is suggested by them yet, whatever was settled before.
          features.noteScoring(modelId, null, revision);
          for (const item of batch) features.put(modelId, item.payloadId, item.features);
        },
        { index: true, quietly: true, derived: true },
      );
    },

    storeNames: (version: number, batch: readonly NamesRead[]): number[] => {
      if (batch.length > batchLimit) throw new Error(`A batch has at most ${batchLimit} sounds.`);
      const refused: number[] = [];
      transact(
        (revision) => {
          // Suggestions made of them are not there yet, of any version.
          features.noteBorrowed(revision);
          for (const { soundId, revision: readAt, data } of batch) {
            if (isAsRead.get(soundId, readAt) === 1) names.put(soundId, { version, data });
            else refused.push(soundId);
          }
        },
        { index: true, quietly: true, derived: true },
      );
      return refused;
    },

    /** Vectors of a version that doesn't serve yet: nobody need look. */
    storeVersionVectors: (
      modelVersion: ModelVersionId,
      batch: readonly {
        readonly payloadId: number;
        readonly embeddings: Float32Array;
        readonly levelsDb: Float32Array;
      }[],
    ): void => {
      const { rowId, embeddingMean } = models.get(modelVersion);
      transact(
        (revision) => {
          features.noteScoring(rowId, null, revision);
          for (const { payloadId, embeddings, levelsDb } of batch) {
            if (isPayload.get(payloadId) !== 1) continue;
            vectors.put(payloadId, rowId, embeddingMean, { modelVersion, embeddings, levelsDb });
          }
        },
        { index: true, quietly: true, derived: true },
      );
    },

    renewSuggestions: (modelVersion: ModelVersionId, batch: readonly NewSuggestions[], quietly: boolean): void => {
      if (batch.length > batchLimit) throw new Error(`A batch has at most ${batchLimit} sounds.`);
      const modelId = models.get(modelVersion).rowId;
      transact(
        (revision) => {
          features.noteScoring(modelId, null, revision);
          for (const { soundId, payloadId, first, text } of batch) {
            if (isStill.get(soundId, payloadId) !== 1) continue;
            suggestions.putText(soundId, modelId, first, text);
            touch.run(revision, soundId);
          }
        },
        { index: true, quietly, derived: true },
      );
    },

    settleScoring: (modelVersion: ModelVersionId, scoring: string, revision: number): void => {
      const modelId = models.get(modelVersion).rowId;
      transact(() => features.settle(modelId, scoring, revision), { index: true, quietly: true });
    },
  };
}
