import type { VersionedFeatures } from '../types.ts';
import type { WriteSession } from './session.ts';

/** What suggestions are made of and by; used inside a transaction. */
export type FeatureStore = {
  readonly put: (modelId: number, payloadId: number, features: VersionedFeatures) => void;
  /** Takes away those of every model version. */
  readonly drop: (payloadId: number) => void;
  /** Suggestions were stored that were made by something; `null`: nobody knows by what. */
  readonly noteScoring: (modelId: number, scoring: string | null, revision: number) => void;
  /** Suggestions of every model version may be those of another sound with the same content. */
  readonly noteBorrowed: (revision: number) => void;
  /** All suggestions are made by this, unless others came after a revision. */
  readonly settle: (modelId: number, scoring: string, revision: number) => void;
};

export function createFeatureStore({ db }: Pick<WriteSession, 'db'>): FeatureStore {
  const put = db.prepare(
    'INSERT OR REPLACE INTO idx.sound_features (model_id, payload_id, version, data) VALUES (?, ?, ?, ?)',
  );
  const models = db.prepare<[], number>('SELECT id FROM model_versions').pluck();
  const drop = db.prepare('DELETE FROM idx.sound_features WHERE model_id = ? AND payload_id = ?');
  const scoringOf = db
    .prepare<[number], string | null>('SELECT scoring FROM idx.suggestion_scorings WHERE model_id = ?')
    .pluck();
  const mix = db.prepare(
    `INSERT INTO idx.suggestion_scorings (model_id, scoring, changed_revision) VALUES (?, NULL, ?)
     ON CONFLICT (model_id) DO UPDATE SET scoring = NULL, changed_revision = excluded.changed_revision`,
  );
  const settle = db.prepare(
    `INSERT INTO idx.suggestion_scorings (model_id, scoring, changed_revision) VALUES (@modelId, @scoring, 0)
     ON CONFLICT (model_id) DO UPDATE SET scoring = @scoring WHERE changed_revision <= @revision`,
  );
  return {
    put: (modelId, payloadId, { version, data }) => {
      put.run(modelId, payloadId, version, data);
    },
    drop: (payloadId) => {
      for (const modelId of models.all()) drop.run(modelId, payloadId);
    },
    noteScoring: (modelId, scoring, revision) => {
      if (scoring === null || scoringOf.get(modelId) !== scoring) mix.run(modelId, revision);
    },
    noteBorrowed: (revision) => {
      for (const modelId of models.all()) mix.run(modelId, revision);
    },
    settle: (modelId, scoring, revision) => {
      settle.run({ modelId, scoring, revision });
    },
  };
}
