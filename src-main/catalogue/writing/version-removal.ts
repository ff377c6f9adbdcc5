import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import type { ModelBook } from './models.ts';
import type { WriteSession } from './session.ts';

/** Rows of one kind that a part takes away; the writer is held some milliseconds. */
const ROWS_A_PART = 200;

/** Taking a model version away, in parts: what it heard first, then itself. */
export function createVersionRemoval({ db, transact }: WriteSession, models: ModelBook) {
  const isActive = db.prepare<[number], 1>('SELECT 1 FROM catalogue_state WHERE active_model_id = ?').pluck();
  const sets = db
    .prepare<[number], number>(`SELECT id FROM idx.vector_sets WHERE model_id = ? LIMIT ${ROWS_A_PART}`)
    .pluck();
  const dropChunks = db.prepare('DELETE FROM idx.vector_chunks WHERE id >= ? AND id < ?');
  const dropParts = ['vector_sets WHERE id', 'frame_levels WHERE vector_set_id', 'sign_bits WHERE vector_set_id'].map(
    (rows) => db.prepare(`DELETE FROM idx.${rows} = ?`),
  );
  const keyed = (['sound_features payload_id', 'suggestions sound_id', 'suggestion_lists sound_id'] as const).map(
    (both) => {
      const [table, key] = both.split(' ');
      return db.prepare(
        `DELETE FROM idx.${table} WHERE model_id = @modelId AND ${key} IN
           (SELECT ${key} FROM idx.${table} WHERE model_id = @modelId LIMIT ${ROWS_A_PART})`,
      );
    },
  );
  const dropPlaces = db.prepare(
    'DELETE FROM idx.projected_places WHERE projection_id IN (SELECT id FROM idx.projections WHERE model_id = ?)',
  );
  const dropMaps = db.prepare('DELETE FROM idx.projections WHERE model_id = ?');
  const dropScoring = db.prepare('DELETE FROM idx.suggestion_scorings WHERE model_id = ?');
  const drop = db.prepare('DELETE FROM model_versions WHERE id = ?');

  return {
    /**
     * Takes the next rows of a version away; whether that was all, the version itself included.
     * @throws SonothequeError `unknown-model-version`, `model-version-active`
     */
    removeModelVersionPart: (id: ModelVersionId): boolean => {
      const { rowId } = models.get(id);
      if (isActive.get(rowId) === 1) throw versionActive();
      let removed = 0;
      transact(
        () => {
          for (const setId of sets.all(rowId)) {
            dropChunks.run(setId * chunksPerSet, (setId + 1) * chunksPerSet);
            for (const dropPart of dropParts) dropPart.run(setId);
            removed += 1;
          }
          for (const dropRows of keyed) removed += dropRows.run({ modelId: rowId }).changes;
        },
        { index: true, quietly: true },
      );
      if (removed > 0) return false;
      transact(
        () => {
          dropPlaces.run(rowId);
          dropMaps.run(rowId);
          dropScoring.run(rowId);
          drop.run(rowId);
        },
        { index: true, everything: true },
      );
      models.forget(id);
      return true;
    },
  };
}

const versionActive = (): SonothequeError =>
  new SonothequeError({
    code: 'model-version-active',
    message: 'This model version is the active one; it can’t be removed.',
    nextStep: 'Activate another version first, or roll back.',
  });
