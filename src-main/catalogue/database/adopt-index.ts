import type { Database } from 'better-sqlite3';
import { chunksPerSet } from '../vectors/stored-chunks.ts';

/** Of a row of `main.sounds`: what listening to it gives is not in the index. */
export const missesVectors = `(payload_id IS NULL
  OR NOT EXISTS (SELECT 1 FROM idx.peaks k WHERE k.payload_id = sounds.payload_id)
  OR NOT EXISTS (SELECT 1 FROM idx.vector_sets v WHERE v.payload_id = sounds.payload_id
    AND v.model_id IS (SELECT active_model_id FROM main.catalogue_state)))`;

/**
 * Makes an index fit an earlier state of its catalogue: what belongs to rows that are not there is taken out (their
 * numbers will be given again), full text will be filled again, and sounds that miss something are marked to be listened
 * to. Both files are changed in one transaction; done twice, it does nothing more.
 *
 * @returns the sounds that want listening again
 */
export function adoptIndex(db: Database, token: string): number {
  return db
    .transaction(() => {
      dropWhatIsGone(db);
      const { changes } = db
        .prepare(
          `UPDATE main.sounds SET wants_listening = 1
           WHERE failure_code IS NULL AND wants_listening = 0 AND ${missesVectors}`,
        )
        .run();
      db.prepare(
        `UPDATE idx.index_state SET token = ?, text_version = 0,
           sequence = (SELECT index_sequence FROM main.catalogue_state)`,
      ).run(token);
      return changes;
    })
    .immediate();
}

/**
 * Takes out what belongs to rows of the main file that are not there, for their numbers will be given again; all but full
 * text. Used inside a transaction.
 */
export function dropWhatIsGone(db: Database): void {
  const gone = db
    .prepare<[], number>(
      `SELECT id FROM idx.vector_sets WHERE payload_id NOT IN (SELECT id FROM main.payloads)
         OR model_id NOT IN (SELECT id FROM main.model_versions)`,
    )
    .pluck()
    .all();
  const dropChunks = db.prepare('DELETE FROM idx.vector_chunks WHERE id >= ? AND id < ?');
  const dropParts = ['vector_sets WHERE id', 'frame_levels WHERE vector_set_id', 'sign_bits WHERE vector_set_id'].map(
    (rows) => db.prepare(`DELETE FROM idx.${rows} = ?`),
  );
  for (const setId of gone) {
    dropChunks.run(setId * chunksPerSet, (setId + 1) * chunksPerSet);
    for (const drop of dropParts) drop.run(setId);
  }
  db.exec(`
    DELETE FROM idx.peaks WHERE payload_id NOT IN (SELECT id FROM main.payloads);
    DELETE FROM idx.suggestions WHERE sound_id NOT IN (SELECT id FROM main.sounds);
    DELETE FROM idx.suggestion_lists WHERE sound_id NOT IN (SELECT id FROM main.sounds);
    DELETE FROM idx.sound_features WHERE payload_id NOT IN (SELECT id FROM main.payloads)
      OR model_id NOT IN (SELECT id FROM main.model_versions);
    DELETE FROM idx.suggestion_scorings;
    DELETE FROM idx.sound_names;
    DELETE FROM idx.duplicate_members WHERE sound_id NOT IN (SELECT id FROM main.sounds)
      OR group_id NOT IN (SELECT id FROM main.sounds) OR payload_id NOT IN (SELECT id FROM main.payloads);
  `);
}
