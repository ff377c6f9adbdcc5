/** The UCS heads in plain TypeScript: categories of stored embeddings, without a library or a session to open. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AISFX_ENCODER } from './architecture.ts';
import { locateModels, MODEL_FILES, type ModelFile, missingModel } from './assets.ts';
import { type CategoryHead, type DenseLayer, parseHeadClasses, readCategoryHeads } from './heads.ts';
import { readSafetensors } from './safetensors.ts';

/**
 * Reads the heads that come along. What it gives takes n × 512 embeddings to n × 82 probabilities, categories in
 * alphabetical order; about 0.35 ms a frame.
 * @throws SonothequeError `models-missing`
 */
export function openFrameCategories(assetsFolder: string = locateModels()): (embeddings: Float32Array) => Float32Array {
  const source = (name: ModelFile) => {
    const file = join(assetsFolder, MODEL_FILES[name]);
    if (!existsSync(file)) throw missingModel(MODEL_FILES[name]);
    return readFileSync(file);
  };
  const { embeddingSize } = AISFX_ENCODER;
  const { tensors } = readSafetensors(source('weights'));
  const heads = readCategoryHeads(tensors, parseHeadClasses(source('headClasses').toString('utf8')), embeddingSize).map(
    withOwnWeights,
  );
  const categories = heads[0]?.shares.shape[1] ?? 0;
  return (embeddings) => {
    const frames = Math.floor(embeddings.length / embeddingSize);
    const probabilities = new Float32Array(frames * categories);
    for (let frame = 0; frame < frames; frame++) {
      const embedding = embeddings.subarray(frame * embeddingSize, (frame + 1) * embeddingSize);
      const row = probabilities.subarray(frame * categories, (frame + 1) * categories);
      for (const head of heads) addVote(head, embedding, row, heads.length);
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

function addVote({ layers, shares }: CategoryHead, embedding: Float32Array, row: Float32Array, heads: number): void {
  let current = embedding;
  for (const [index, layer] of layers.entries()) current = dense(layer, current, index < layers.length - 1);
  const largest = current.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = current.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, value) => sum + value, 0) * heads;
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
    // Sizes are checked when the weights are read, and are multiples of four.
    for (let column = 0; column < length; column += 4) {
      a += (values[start + column] as number) * (input[column] as number);
      b += (values[start + column + 1] as number) * (input[column + 1] as number);
      c += (values[start + column + 2] as number) * (input[column + 2] as number);
      d += (values[start + column + 3] as number) * (input[column + 3] as number);
    }
    const sum = a + b + c + d;
    output[row] = rectified && sum < 0 ? 0 : sum;
  }
  return output;
}
