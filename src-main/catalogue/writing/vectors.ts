import { framesPerChunk } from '../database/index-schema.ts';
import { embeddingLength, type FrameVectors } from '../types.ts';
import { frameBytes, quantizeFrames, signWordsPerFrame, takeSigns } from '../vectors/quantized-frames.ts';
import { takeFactors } from '../vectors/sign-factors.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import type { WriteSession } from './session.ts';

/** Stores frame vectors a payload and model version; used inside a transaction. */
export type VectorStore = {
  readonly has: (payloadId: number, modelId: number) => boolean;
  /** Does nothing where vectors of this model version stand already: equal payloads have equal vectors. */
  readonly put: (payloadId: number, modelId: number, mean: Float32Array | null, vectors: FrameVectors) => void;
  /** Takes away those of every model version. */
  readonly drop: (payloadId: number) => void;
};

export function createVectorStore({ db }: WriteSession): VectorStore {
  const find = db
    .prepare<[number, number], number>('SELECT id FROM idx.vector_sets WHERE model_id = ? AND payload_id = ?')
    .pluck();
  const addSet = db
    .prepare<[number, number, number], number>(
      'INSERT INTO idx.vector_sets (payload_id, model_id, frame_count) VALUES (?, ?, ?) RETURNING id',
    )
    .pluck();
  const addLevels = db.prepare('INSERT INTO idx.frame_levels (vector_set_id, levels_db) VALUES (?, ?)');
  const addSigns = db.prepare('INSERT INTO idx.sign_bits (vector_set_id, bits, factors) VALUES (?, ?, ?)');
  const addChunk = db.prepare('INSERT INTO idx.vector_chunks (id, frames) VALUES (?, ?)');
  const models = db.prepare<[], number>('SELECT id FROM model_versions').pluck();
  const dropParts = ['vector_sets WHERE id', 'frame_levels WHERE vector_set_id', 'sign_bits WHERE vector_set_id'].map(
    (rows) => db.prepare(`DELETE FROM idx.${rows} = ?`),
  );
  const dropChunks = db.prepare('DELETE FROM idx.vector_chunks WHERE id >= ? AND id < ?');
  const has = (payloadId: number, modelId: number) => find.get(modelId, payloadId) !== undefined;
  return {
    has,
    put: (payloadId, modelId, mean, { embeddings, levelsDb }) => {
      if (has(payloadId, modelId)) return;
      const frameCount = Math.floor(embeddings.length / embeddingLength);
      const setId = addSet.get(payloadId, modelId, frameCount);
      if (setId === undefined) throw new Error('The vector set was not added.');
      const bytes = quantizeFrames(embeddings);
      const signs = new Uint32Array(frameCount * signWordsPerFrame);
      takeSigns(embeddings, mean, signs);
      const chunkBytes = framesPerChunk * frameBytes;
      for (let at = 0, chunk = 0; at < bytes.length; at += chunkBytes, chunk += 1) {
        addChunk.run(setId * chunksPerSet + chunk, bytes.subarray(at, at + chunkBytes));
      }
      addSigns.run(setId, asBytes(signs), asBytes(takeFactors(embeddings, mean)));
      addLevels.run(setId, asBytes(levelsDb));
    },
    drop: (payloadId) => {
      for (const modelId of models.all()) {
        const setId = find.get(modelId, payloadId);
        if (setId === undefined) continue;
        dropChunks.run(setId * chunksPerSet, (setId + 1) * chunksPerSet);
        for (const dropPart of dropParts) dropPart.run(setId);
      }
    },
  };
}

const asBytes = (array: Uint32Array | Float32Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);
