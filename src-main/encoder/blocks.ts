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

/**
 * Fills embeddings of a narrow encoder up with zeros, to what catalogues keep.
 *
 * @param embeddings blocks × size
 * @returns blocks × 512; the same array where nothing is to be filled
 */
export function fillUp(embeddings: Float32Array, size: number): Float32Array {
  const { embeddingSize: wide } = AISFX_ENCODER;
  if (size === wide) return embeddings;
  const blocks = embeddings.length / size;
  const filled = new Float32Array(blocks * wide);
  for (let block = 0; block < blocks; block++)
    filled.set(embeddings.subarray(block * size, (block + 1) * size), block * wide);
  return filled;
}
