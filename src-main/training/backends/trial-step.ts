/** One step of a small encoder on made-up frames, as numbers: backends are held to each other by it. */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describeEncoder, type EncoderArchitecture, type FloatTensor } from '../../encoder/index.ts';
import { seededRandom } from '../../learning/index.ts';
import {
  type Core,
  type EncoderOperations,
  Parameters,
  randomEncoderValues,
  TrainableEncoder,
} from '../model/index.ts';

export type Computing = { readonly core: Core; readonly operations: EncoderOperations };

export type TrialStep = {
  readonly embeddings: Float32Array;
  readonly inUse: Float32Array;
  readonly gradients: ReadonlyMap<string, Float32Array>;
  readonly statistics: ReadonlyMap<string, Float32Array>;
};

/** Seeded numbers from `from` to `to`. */
export function numbers(count: number, seed: number, from = -1, to = 1): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => from + (to - from) * random());
}

/** Random weights whose offsets aren't 0. */
export function firstValues(architecture: EncoderArchitecture): ReadonlyMap<string, FloatTensor> {
  const values = new Map<string, FloatTensor>();
  for (const [name, tensor] of randomEncoderValues(architecture, 3)) {
    const count = tensor.values.length;
    values.set(name, name.endsWith('.bias') ? { ...tensor, values: numbers(count, count, -0.3, 0.3) } : tensor);
  }
  return values;
}

/** Forward and backward of a narrow encoder on made-up frames, whose embeddings have a made-up gradient. */
export async function trialStep(
  { core, operations }: Computing,
  options: { readonly frozenStages: number; readonly rows?: number; readonly bands?: number; readonly frames?: number },
): Promise<TrialStep> {
  const { frozenStages, rows = 21, bands = 17, frames = 3 } = options;
  const architecture = describeEncoder({ width: 4 });
  const encoder = new TrainableEncoder(core, operations, architecture, frozenStages);
  const parameters = new Parameters(core);
  for (const [name, tensor] of firstValues(architecture)) parameters.fill(name, tensor);
  const tensorOf = (name: string): Tensor => parameters.get(name);
  const input = core.tensor4d(numbers(frames * rows * bands, 7, 0, 1), [frames, rows, bands, 1]) as Tensor4D;
  const gradient = core.tensor2d(numbers(frames * architecture.embeddingSize, 8), [
    frames,
    architecture.embeddingSize,
  ]) as Tensor2D;
  const inUse = await read(encoder.embed(input, tensorOf));
  const pass = encoder.forward(input, tensorOf);
  const embeddings = Float32Array.from(await pass.embeddings.data<'float32'>());
  const back = encoder.backward(pass, gradient, tensorOf, (name) => name);
  const gradients = new Map<string, Float32Array>();
  for (const [name, tensor] of back.gradients) gradients.set(name, await read(tensor));
  const statistics = new Map<string, Float32Array>();
  for (const [name, tensor] of back.statistics) statistics.set(name, await read(tensor));
  core.dispose([input, gradient]);
  parameters.dispose();
  return { embeddings, inUse, gradients, statistics };
}

async function read(tensor: Tensor | Tensor1D): Promise<Float32Array> {
  const values = Float32Array.from(await tensor.data<'float32'>());
  tensor.dispose();
  return values;
}

/** The largest difference, relative to the largest value. */
export function difference(one: Float32Array, other: Float32Array): number {
  const largest = other.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  return (
    one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? Number.NaN))), 0) / largest
  );
}
