/** Cutting spectrum frames into the encoder's overlapping blocks. */
import { AISFX_ENCODER, countBlocks, type EncoderArchitecture } from './architecture.ts';

/**
 * Copies blocks `first` to `first + count` of contiguous spectrum frames (rows × bands) into one batch
 * (count × 1 × blockRows × bands). Neighbouring blocks share half their rows.
 */
export function gatherBlocks(
  mel: Float32Array,
  first: number,
  count: number,
  architecture: EncoderArchitecture = AISFX_ENCODER,
): Float32Array {
  const blockSize = architecture.blockRows * architecture.bands;
  const batch = new Float32Array(count * blockSize);
  for (let index = 0; index < count; index++) {
    const start = (first + index) * architecture.hopRows * architecture.bands;
    batch.set(mel.subarray(start, start + blockSize), index * blockSize);
  }
  return batch;
}

/**
 * Runs `embedBatch` over all blocks of a chunk, at most `batchBlocks` at a time.
 *
 * @returns blocks × embeddingSize numbers.
 */
export async function embedInBatches(
  mel: Float32Array,
  rows: number,
  batchBlocks: number,
  embedBatch: (batch: Float32Array, blocks: number) => Promise<Float32Array>,
  architecture: EncoderArchitecture = AISFX_ENCODER,
): Promise<{ readonly embeddings: Float32Array; readonly blocks: number }> {
  if (mel.length < rows * architecture.bands)
    throw new RangeError(`${rows} spectrum frames need ${rows * architecture.bands} numbers, not ${mel.length}`);
  const blocks = countBlocks(rows, architecture);
  const embeddings = new Float32Array(blocks * architecture.embeddingSize);
  for (let first = 0; first < blocks; first += batchBlocks) {
    const count = Math.min(batchBlocks, blocks - first);
    const batch = await embedBatch(gatherBlocks(mel, first, count, architecture), count);
    embeddings.set(batch, first * architecture.embeddingSize);
  }
  return { embeddings, blocks };
}
