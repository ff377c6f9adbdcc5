/**
 * The few operations that an encoder's step consists of, and their gradients, written out: TensorFlow.js' own tape keeps
 * every tensor of a step alive and differentiates batch normalisation in twenty pieces. Tensors are batch × rows (time) ×
 * bands (frequency) × channels, kernels 3 × 3 × inputs × outputs.
 */
import type * as TensorFlowCore from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** TensorFlow.js as it was loaded with its backend. */
export type Core = typeof TensorFlowCore;

export type Shape4D = [number, number, number, number];

/** What batch normalisation in training gives. */
export type Normalised = {
  readonly output: Tensor4D;
  /** Of the batch, a channel. */
  readonly mean: Tensor1D;
  /** Of the batch, a channel, as an estimate of the whole (n − 1), as PyTorch keeps it. */
  readonly variance: Tensor1D;
  /** What its gradient wants to have again. */
  readonly saved: readonly Tensor[];
};

export type NormalisedGradient = { readonly input: Tensor4D; readonly scale: Tensor1D; readonly offset: Tensor1D };

/** Nothing is disposed of here: whoever calls knows what is wanted again. */
export type EncoderOperations = {
  /** 3×3, padding 1. */
  convolve(input: Tensor4D, kernel: Tensor4D): Tensor4D;
  inputGradient(inputShape: Shape4D, kernel: Tensor4D, outputGradient: Tensor4D): Tensor4D;
  kernelGradient(input: Tensor4D, kernelShape: Shape4D, outputGradient: Tensor4D): Tensor4D;
  /** By the statistics of the batch itself (Ioffe and Szegedy, ICML 2015). */
  normalise(input: Tensor4D, scale: Tensor1D, offset: Tensor1D, epsilon: number): Normalised;
  normaliseGradient(
    outputGradient: Tensor4D,
    input: Tensor4D,
    scale: Tensor1D,
    normalised: Normalised,
    epsilon: number,
  ): NormalisedGradient;
  rectify(input: Tensor4D): Tensor4D;
  rectifyGradient(outputGradient: Tensor4D, output: Tensor4D): Tensor4D;
  /** Maximum of 2×2; an odd last row or column is dropped. */
  pool(input: Tensor4D): Tensor4D;
  poolGradient(outputGradient: Tensor4D, input: Tensor4D, output: Tensor4D): Tensor4D;
};

/** By operations that every backend has. */
export function coreOperations(core: Core): EncoderOperations {
  const engine = core.engine();
  const convolution = { strides: 1, pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined } as const;
  const pooling = { filterSize: 2, strides: 2, pad: 'valid', dimRoundingMode: undefined } as const;
  const run = (name: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown>): Tensor4D =>
    engine.runKernel(name, inputs, attributes as never) as Tensor4D;
  const normalisedBy = (input: Tensor4D, mean: Tensor, variance: Tensor, epsilon: number): Tensor4D =>
    core.mul(core.sub(input, mean), core.rsqrt(core.add(variance, epsilon)));
  return {
    convolve: (input, kernel) => core.conv2d(input, kernel, 1, 'same'),
    inputGradient: (inputShape, kernel, outputGradient) =>
      run('Conv2DBackpropInput', { dy: outputGradient, filter: kernel }, { ...convolution, inputShape }),
    kernelGradient: (input, filterShape, outputGradient) =>
      run('Conv2DBackpropFilter', { x: input, dy: outputGradient }, { ...convolution, filterShape }),
    normalise: (input, scale, offset, epsilon) => {
      const count = input.size / scale.size;
      const [mean, variance, output] = core.tidy(() => {
        const moments = core.moments(input, [0, 1, 2]);
        const unit = normalisedBy(input, moments.mean, moments.variance, epsilon);
        return [moments.mean, moments.variance, core.add(core.mul(unit, scale), offset)];
      }) as [Tensor1D, Tensor1D, Tensor4D];
      return { output, mean, variance: core.mul(variance, count / Math.max(1, count - 1)), saved: [variance] };
    },
    normaliseGradient: (outputGradient, input, scale, { mean, saved }, epsilon) => {
      const [variance] = saved as [Tensor1D];
      const [ofInput, ofScale, ofOffset] = core.tidy(() => {
        const unit = normalisedBy(input, mean, variance, epsilon);
        const ofOffset = core.sum(outputGradient, [0, 1, 2]);
        const ofScale = core.sum(core.mul(outputGradient, unit), [0, 1, 2]);
        const count = input.size / scale.size;
        const own = core.sub(outputGradient, core.div(ofOffset, count));
        const straightened = core.sub(own, core.mul(unit, core.div(ofScale, count)));
        const spread = core.mul(scale, core.rsqrt(core.add(variance, epsilon)));
        return [core.mul(straightened, spread), ofScale, ofOffset];
      }) as [Tensor4D, Tensor1D, Tensor1D];
      return { input: ofInput, scale: ofScale, offset: ofOffset };
    },
    rectify: (input) => core.relu(input),
    rectifyGradient: (outputGradient, output) => core.tidy(() => core.mul(outputGradient, core.step(output))),
    pool: (input) => core.maxPool(input, 2, 2, 'valid'),
    poolGradient: (dy, input, output) => run('MaxPoolGrad', { dy, input, output }, pooling),
  };
}
