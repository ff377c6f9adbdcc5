import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { MODEL_ACTIVATIONS } from '../model-types.ts';
import { embeddingLength, type NewModelVersion } from '../types.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import type { WriteSession } from './session.ts';

const MOST_ACTIVATIONS = 50;

type ModelRow = { readonly rowId: number; readonly embeddingMean: Float32Array | null };

/** Model versions by name, remembered. */
export type ModelBook = {
  /** @throws SonothequeError `unknown-model-version` */
  readonly get: (id: ModelVersionId) => ModelRow;
  readonly register: (version: NewModelVersion) => void;
  /** With the versions that were active before, newest last, as the setting `modelActivations`. */
  readonly activate: (id: ModelVersionId) => void;
  /** Of a version that was removed. */
  readonly forget: (id: ModelVersionId) => void;
};

export function createModelBook({ db, transact }: WriteSession): ModelBook {
  const find = db.prepare<[string], { rowId: number; mean: Buffer | null }>(
    'SELECT id AS rowId, embedding_mean AS mean FROM model_versions WHERE version_id = ?',
  );
  const add = db.prepare(
    'INSERT INTO model_versions (version_id, name, lineage, embedding_mean, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const rename = db.prepare('UPDATE model_versions SET name = ?, lineage = ? WHERE version_id = ?');
  const activate = db.prepare(
    'UPDATE catalogue_state SET active_model_id = (SELECT id FROM model_versions WHERE version_id = ?)',
  );
  const activeOne = db.prepare<[], number | null>('SELECT active_model_id FROM catalogue_state').pluck();
  const activeName = db
    .prepare<[], string | null>(
      'SELECT version_id FROM model_versions WHERE id = (SELECT active_model_id FROM catalogue_state)',
    )
    .pluck();
  const activations = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const noteActivations = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  const known = new Map<ModelVersionId, ModelRow>();

  const get = (id: ModelVersionId): ModelRow => {
    const remembered = known.get(id);
    if (remembered !== undefined) return remembered;
    const row = find.get(id);
    if (row === undefined) {
      throw new SonothequeError({
        code: 'unknown-model-version',
        message: `The catalogue knows no model version named ${id}.`,
        nextStep: 'List the model versions and choose one of them.',
      });
    }
    const found = { rowId: row.rowId, embeddingMean: row.mean === null ? null : floatsOf(row.mean) };
    known.set(id, found);
    return found;
  };

  return {
    get,
    register: ({ id, name, lineage, embeddingMean }) => {
      if (embeddingMean !== null && embeddingMean.length !== embeddingLength) {
        throw new Error(`An embedding mean has ${embeddingLength} numbers, not ${embeddingMean.length}.`);
      }
      transact(
        () => {
          const text = JSON.stringify(lineage ?? null);
          // The mean stays as it was: stored sign bits were taken around it.
          if (find.get(id) !== undefined) {
            rename.run(name, text, id);
            return;
          }
          const mean = embeddingMean === null ? null : Buffer.from(embeddingMean.slice().buffer);
          add.run(id, name, text, mean, Date.now());
          if (activeOne.get() === null) activate.run(id);
        },
        { everything: true },
      );
    },
    activate: (id) => {
      get(id);
      transact(
        () => {
          const before = activeName.get() ?? null;
          if (before === id) return;
          const past = JSON.parse(activations.get(MODEL_ACTIVATIONS) ?? '[]') as readonly string[];
          // Going back to the last takes it off; anything else is a step on.
          const next = past.at(-1) === id ? past.slice(0, -1) : [...past, ...(before === null ? [] : [before])];
          noteActivations.run(MODEL_ACTIVATIONS, JSON.stringify(next.slice(-MOST_ACTIVATIONS)));
          activate.run(id);
        },
        { everything: true },
      );
    },
    forget: (id) => {
      known.delete(id);
    },
  };
}
