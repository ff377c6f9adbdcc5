/** The UCS heads in plain TypeScript: categories of stored embeddings, without a library or a session to open. */
import { AISFX_ENCODER } from './architecture.ts';
import { locateModels } from './assets.ts';
import { type CategoryHead, totalWeight } from './heads.ts';
import { readModel } from './read-heads.ts';
import type { DenseLayer } from './weights.ts';

/**
 * Reads the heads of a folder of model files; those that come along unless given. What it gives takes n × 512 embeddings
 * (of a narrow encoder filled up with zeros) to n × 82 probabilities, categories in alphabetical order; about 0.35 ms a frame.
 * @throws SonothequeError `models-missing`, `bad-weights`
 */
export function openFrameCategories(assetsFolder: string = locateModels()): (embeddings: Float32Array) => Float32Array {
  const opened = readModel(assetsFolder);
  return categorizeBy(opened.heads.map(withOwnWeights), opened.description.architecture.embeddingSize);
}

/**
 * What `openFrameCategories` gives, of heads at hand.
 * @param embeddingSize numbers of the encoder's embeddings, before they were filled up
 */
export function categorizeBy(
  heads: readonly CategoryHead[],
  embeddingSize: number,
): (embeddings: Float32Array) => Float32Array {
  const { embeddingSize: stored } = AISFX_ENCODER;
  const categories = heads[0]?.shares.shape[1] ?? 0;
  const total = totalWeight(heads);
  return (embeddings) => {
    const frames = Math.floor(embeddings.length / stored);
    const probabilities = new Float32Array(frames * categories);
    for (let frame = 0; frame < frames; frame++) {
      const embedding = embeddings.subarray(frame * stored, frame * stored + embeddingSize);
      const row = probabilities.subarray(frame * categories, (frame + 1) * categories);
      for (const head of heads) addVote(head, embedding, row, total / head.weight);
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

/** @param divisor by which its vote is divided */
function addVote({ layers, shares }: CategoryHead, embedding: Float32Array, row: Float32Array, divisor: number): void {
  let current = embedding;
  for (const [index, layer] of layers.entries()) current = dense(layer, current, index < layers.length - 1);
  const largest = current.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = current.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, value) => sum + value, 0) * divisor;
  for (const [output, power] of powers.entries()) {
    for (let category = 0; category < row.length; category++) {
      const share = shares.values[output * row.length + category] ?? 0;
      row[category] = (row[category] ?? 0) + (power / total) * share;
    }
  }
}

/** Four sums at once keep the processor's adders busy: they don't wait for each other. */
function dense({ weight, bias }: DenseLayer, input: Float32Array, rectified: boolean): Float32Array {
  const output = new Float32Array(bias.values.length);
  const { values } = weight;
  const { length } = input;
  for (let row = 0; row < output.length; row++) {
    const start = row * length;
    let [a, b, c, d] = [bias.values[row] as number, 0, 0, 0];
    let column = 0;
    for (; column + 3 < length; column += 4) {
      a += (values[start + column] as number) * (input[column] as number);
      b += (values[start + column + 1] as number) * (input[column + 1] as number);
      c += (values[start + column + 2] as number) * (input[column + 2] as number);
      d += (values[start + column + 3] as number) * (input[column + 3] as number);
    }
    for (; column < length; column++) a += (values[start + column] as number) * (input[column] as number);
    const sum = a + b + c + d;
    output[row] = rectified && sum < 0 ? 0 : sum;
  }
  return output;
}
