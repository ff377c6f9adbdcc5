import type { Database } from 'better-sqlite3';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { type AudibleLevels, embeddingLength, type SoundMeans } from '../types.ts';
import { frameBytes, restoreFrames } from '../vectors/quantized-frames.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import { floatsOf } from '../vectors/stored-floats.ts';

type SetRow = readonly [id: number, frames: number, levels: Buffer | null];

/** What stands for each sound on a map: the mean of its audible frames. */
export function createSoundMeansReader(db: Database) {
  const columns = `v.id, v.frame_count, (SELECT f.levels_db FROM idx.frame_levels f WHERE f.vector_set_id = v.id)`;
  const behind = db
    .prepare<[ModelVersionId, number, number], SetRow>(
      `SELECT ${columns} FROM idx.vector_sets v
       WHERE v.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND v.id > ? ORDER BY v.id LIMIT ?`,
    )
    .raw();
  const listed = db
    .prepare<[string], SetRow>(
      `SELECT ${columns} FROM json_each(?) j CROSS JOIN idx.vector_sets v ON v.id = j.value ORDER BY v.id`,
    )
    .raw();
  const range = db.prepare<[ModelVersionId], { readonly count: number; readonly last: number }>(
    `SELECT count(*) AS count, coalesce(max(v.id), 0) AS last FROM idx.vector_sets v
     WHERE v.model_id = (SELECT id FROM model_versions WHERE version_id = ?)`,
  );
  const chunks = db
    .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
    .pluck();

  const meansOf = (rows: readonly SetRow[], levels: AudibleLevels): Omit<SoundMeans, 'next'> => {
    const vectorSets = new Uint32Array(rows.length);
    const means = new Float32Array(rows.length * embeddingLength);
    let count = 0;
    let embeddings = new Float32Array(0);
    for (const [id, frames, levelBytes] of rows) {
      const audible = audibleFrames(floatsOf(levelBytes ?? undefined), levels);
      if (audible.length === 0) continue;
      if (embeddings.length < frames * embeddingLength) embeddings = new Float32Array(frames * embeddingLength);
      let at = 0;
      for (const chunk of chunks.iterate(id * chunksPerSet, (id + 1) * chunksPerSet)) {
        restoreFrames(chunk, embeddings, at);
        at += chunk.length / frameBytes;
      }
      const mean = means.subarray(count * embeddingLength, (count + 1) * embeddingLength);
      for (const frame of audible) {
        const from = frame * embeddingLength;
        for (let column = 0; column < embeddingLength; column += 1) {
          mean[column] = (mean[column] as number) + (embeddings[from + column] as number) / audible.length;
        }
      }
      vectorSets[count] = id;
      count += 1;
    }
    return { vectorSets: vectorSets.slice(0, count), means: means.slice(0, count * embeddingLength) };
  };

  return {
    vectorSetsOf: (modelVersion: ModelVersionId) => range.get(modelVersion) ?? { count: 0, last: 0 },
    soundMeans: (
      modelVersion: ModelVersionId,
      levels: AudibleLevels,
      afterVectorSet: number,
      limit: number,
    ): SoundMeans => {
      const rows = behind.all(modelVersion, afterVectorSet, limit);
      return { ...meansOf(rows, levels), next: rows.length < limit ? null : (rows.at(-1)?.[0] ?? null) };
    },
    soundMeansOf: (levels: AudibleLevels, vectorSets: Uint32Array): SoundMeans => ({
      ...meansOf(listed.all(JSON.stringify([...vectorSets])), levels),
      next: null,
    }),
  };
}

function audibleFrames(levelsDb: Float32Array, { quietDbfs, silenceDbfs }: AudibleLevels): number[] {
  const audible: number[] = [];
  let loudest = 0;
  for (const [frame, level] of levelsDb.entries()) {
    if (level > quietDbfs) audible.push(frame);
    if (level > (levelsDb[loudest] as number)) loudest = frame;
  }
  return audible.length === 0 && (levelsDb[loudest] ?? silenceDbfs) > silenceDbfs ? [loudest] : audible;
}
