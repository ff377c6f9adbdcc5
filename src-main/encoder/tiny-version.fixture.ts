/** For tests: weights of narrow encoders, as a training run leaves them. */
import { describeEncoder, type EncoderShape } from './architecture.ts';
import type { FloatTensor, Safetensors } from './safetensors.ts';

/** Numbers that look random, always the same for a seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** @param heads of datasets, with their classes */
export function tinyVersion(
  shape: EncoderShape,
  seed = 1,
  heads: readonly { readonly dataset: string; readonly classKind: string; readonly classes: readonly string[] }[] = [
    { dataset: 'Doors', classKind: 'category', classes: ['DOORS', 'WATER'] },
  ],
): Safetensors {
  const random = randomNumbers(seed);
  const tensors = new Map<string, FloatTensor>();
  const put = (name: string, sides: readonly number[], make: () => number) =>
    tensors.set(name, {
      shape: sides,
      values: Float32Array.from({ length: sides.reduce((product, side) => product * side, 1) }, make),
    });
  const { layers, embeddingSize } = describeEncoder(shape);
  for (const layer of layers) {
    if (layer.kind !== 'convolution') continue;
    const { kernelKey, normalisationKey, inputChannels, outputChannels } = layer;
    const spread = Math.sqrt(6 / (9 * inputChannels));
    put(kernelKey, [outputChannels, inputChannels, 3, 3], () => (random() * 2 - 1) * spread);
    put(`${normalisationKey}.weight`, [outputChannels], () => 0.8 + 0.4 * random());
    put(`${normalisationKey}.bias`, [outputChannels], () => random() * 0.4);
    put(`${normalisationKey}.running_mean`, [outputChannels], () => random() * 0.2);
    put(`${normalisationKey}.running_var`, [outputChannels], () => 0.5 + random());
  }
  if (shape.adapter) {
    tensors.set('adapter.weight', nearIdentity(embeddingSize, random));
    put('adapter.bias', [embeddingSize], () => random() - 0.5);
  }
  for (const [place, { classes }] of heads.entries()) {
    put(`head.${place}.weight`, [classes.length, embeddingSize], () => random() - 0.5);
    put(`head.${place}.bias`, [classes.length], () => random() - 0.5);
  }
  const { width, adapter = false } = shape;
  return { tensors, metadata: { architecture: JSON.stringify({ width, adapter }), heads: JSON.stringify(heads) } };
}

/** A map that can be turned around. */
export function nearIdentity(size: number, random: () => number, distance = 0.5): FloatTensor {
  const spread = distance / Math.sqrt(size);
  return {
    shape: [size, size],
    values: Float32Array.from(
      { length: size * size },
      (_, at) => Number(at % (size + 1) === 0) + (random() * 2 - 1) * spread,
    ),
  };
}

/** Blocks of 100 × 96 numbers as mel blocks hold them: smooth, 0–1. */
export function madeUpBlocks(count: number, seed = 5): Float32Array[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const [pitch, rate, loudness] = [random() * 96, random() * 0.3, 0.3 + 0.7 * random()];
    return Float32Array.from({ length: 100 * 96 }, (_, at) => {
      const [row, band] = [Math.floor(at / 96), at % 96];
      const shape = Math.exp(-(((band - pitch) / 12) ** 2)) * (0.6 + 0.4 * Math.sin(row * rate));
      return Math.min(1, Math.max(0, loudness * shape + 0.1 * random()));
    });
  });
}
