/** First values of what a run learns: of the weights that it starts from, or by chance. */
import { createHash } from 'node:crypto';
import {
  type EncoderArchitecture,
  type FloatTensor,
  takeTensor,
  toHeightWidthInputOutput,
  type Weights,
} from '../../encoder/index.ts';
import { seededNormal } from '../sampling/index.ts';
import { normalisationParts } from './encoder.ts';

/**
 * The encoder's tensors by the names of the weights file, kernels height × width × input × output.
 *
 * @throws SonothequeError `bad-weights` when one is missing or shaped otherwise.
 */
export function encoderValues(weights: Weights, architecture: EncoderArchitecture): Map<string, FloatTensor> {
  const values = new Map<string, FloatTensor>();
  for (const layer of architecture.layers) {
    if (layer.kind !== 'convolution') continue;
    const { kernelKey, normalisationKey, inputChannels, outputChannels } = layer;
    const kernel = takeTensor(weights, kernelKey, [outputChannels, inputChannels, 3, 3]);
    values.set(kernelKey, toHeightWidthInputOutput(kernel));
    for (const part of normalisationParts) {
      const name = `${normalisationKey}.${part}`;
      values.set(name, takeTensor(weights, name, [outputChannels]));
    }
  }
  return values;
}

/** Random kernels as by He et al., ICCV 2015, eq. 10; normalisation that changes nothing. The same for a seed everywhere. */
export function randomEncoderValues(architecture: EncoderArchitecture, seed: number): Map<string, FloatTensor> {
  const values = new Map<string, FloatTensor>();
  for (const layer of architecture.layers) {
    if (layer.kind !== 'convolution') continue;
    const { kernelKey, normalisationKey, inputChannels, outputChannels } = layer;
    const shape = [3, 3, inputChannels, outputChannels];
    const spread = Math.sqrt(2 / (9 * inputChannels));
    const normal = seededNormal(seedOf(kernelKey, seed));
    const kernel = Float32Array.from({ length: 9 * inputChannels * outputChannels }, () => normal() * spread);
    values.set(kernelKey, { shape, values: kernel });
    for (const part of normalisationParts) {
      const first = part === 'weight' || part === 'running_var' ? 1 : 0;
      values.set(`${normalisationKey}.${part}`, {
        shape: [outputChannels],
        values: new Float32Array(outputChannels).fill(first),
      });
    }
  }
  return values;
}

/** A seed of its own for each name. */
export function seedOf(name: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readInt32LE(0);
}

/** The adapter that changes nothing. */
export function identityAdapter(size: number): Map<string, FloatTensor> {
  return diagonalAdapter(new Float32Array(size), new Float32Array(size).fill(1));
}

/** Share of the mean spread that is added to each: numbers that hardly vary are noise. */
const LEAST_SPREAD = 0.2;

/**
 * The adapter that standardises: each number less its mean, over its spread. A better beginning than the identity: all
 * numbers learn at one rate (LeCun et al., "Efficient BackProp", 1998, section 4.3).
 *
 * @param embeddings frames × size; one frame at least
 */
export function standardisingAdapter(embeddings: Float32Array, size: number): Map<string, FloatTensor> {
  const frames = embeddings.length / size;
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  for (const [at, value] of embeddings.entries()) {
    means[at % size] = (means[at % size] as number) + value / frames;
    squares[at % size] = (squares[at % size] as number) + value ** 2 / frames;
  }
  const spreads = means.map((mean, at) => Math.sqrt(Math.max(0, (squares[at] as number) - mean ** 2)));
  const least = (LEAST_SPREAD * spreads.reduce((sum, spread) => sum + spread, 0)) / size;
  if (!(least > 0)) return identityAdapter(size);
  return diagonalAdapter(
    means,
    spreads.map((spread) => 1 / (spread + least)),
  );
}

function diagonalAdapter(means: ArrayLike<number>, scales: ArrayLike<number>): Map<string, FloatTensor> {
  const size = means.length;
  const weight = new Float32Array(size * size);
  for (let index = 0; index < size; index += 1) weight[index * size + index] = scales[index] as number;
  const bias = Float32Array.from(means, (mean, index) => -mean * (scales[index] as number));
  return new Map([
    ['adapter.weight', { shape: [size, size], values: weight }],
    ['adapter.bias', { shape: [size], values: bias }],
  ]);
}
