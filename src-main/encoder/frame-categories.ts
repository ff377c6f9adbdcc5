/** The UCS heads in plain TypeScript: categories of stored embeddings, without a library or a session to open. */
import { AISFX_ENCODER } from './architecture.ts';
import { locateModels } from './assets.ts';
import { multiplyRows } from './dense.ts';
import { type CategoryHead, totalWeight } from './heads.ts';
import { readModel } from './read-heads.ts';
import type { DenseLayer } from './weights.ts';

/** What lies between the layers stays in the processor's cache. */
const FRAMES_AT_ONCE = 64;

/**
 * Reads the heads of a folder of model files; those that come along unless given. What it gives takes n × 512 embeddings
 * (of a narrow encoder filled up with zeros) to n × 82 probabilities, categories in alphabetical order; about 0.1 ms a frame.
 * @throws SonothequeError `models-missing`, `bad-weights`
 */
export function openFrameCategories(assetsFolder: string = locateModels()): (embeddings: Float32Array) => Float32Array {
  return categorizeBy(readModel(assetsFolder).heads.map(withOwnWeights));
}

/** What `openFrameCategories` gives, of heads at hand. Of embeddings that were filled up they read the first numbers. */
export function categorizeBy(heads: readonly CategoryHead[]): (embeddings: Float32Array) => Float32Array {
  const { embeddingSize: stored } = AISFX_ENCODER;
  const categories = heads[0]?.shares.shape[1] ?? 0;
  const total = totalWeight(heads);
  return (embeddings) => {
    const frames = Math.floor(embeddings.length / stored);
    const probabilities = new Float32Array(frames * categories);
    for (let from = 0; from < frames; from += FRAMES_AT_ONCE) {
      const count = Math.min(FRAMES_AT_ONCE, frames - from);
      const some = embeddings.subarray(from * stored, (from + count) * stored);
      const rows = probabilities.subarray(from * categories, (from + count) * categories);
      for (const head of heads) addVotes(head, { values: some, stride: stored }, count, rows, total / head.weight);
    }
    return probabilities;
  };
}

/** Copies: views would keep all 25 MB of the encoder's weights. */
function withOwnWeights(head: CategoryHead): CategoryHead {
  const own = ({ weight, bias }: DenseLayer): DenseLayer => ({
    weight: { ...weight, values: weight.values.slice() },
    bias: { ...bias, values: bias.values.slice() },
  });
  return { ...head, layers: head.layers.map(own) };
}

/** @param rows frames × categories  @param divisor by which its vote is divided */
function addVotes(
  { layers, shares }: CategoryHead,
  embeddings: { readonly values: Float32Array; readonly stride: number },
  frames: number,
  rows: Float32Array,
  divisor: number,
): void {
  let current = embeddings;
  for (const [index, layer] of layers.entries()) {
    const stride = layer.bias.values.length;
    const next = { values: new Float32Array(frames * stride), stride };
    multiplyRows(layer, current, next, frames, index < layers.length - 1);
    current = next;
  }
  const categories = rows.length / frames;
  for (let frame = 0; frame < frames; frame++) {
    const scores = current.values.subarray(frame * current.stride, (frame + 1) * current.stride);
    const largest = scores.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const powers = scores.map((value) => Math.exp(value - largest));
    const total = powers.reduce((sum, value) => sum + value, 0) * divisor;
    const row = rows.subarray(frame * categories, (frame + 1) * categories);
    for (const [output, power] of powers.entries()) {
      const share = power / total;
      for (let category = 0; category < categories; category++)
        row[category] = (row[category] as number) + share * (shares.values[output * categories + category] as number);
    }
  }
}
