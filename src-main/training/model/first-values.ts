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
  const weight = new Float32Array(size * size);
  for (let index = 0; index < size; index += 1) weight[index * size + index] = 1;
  return new Map([
    ['adapter.weight', { shape: [size, size], values: weight }],
    ['adapter.bias', { shape: [size], values: new Float32Array(size) }],
  ]);
}
