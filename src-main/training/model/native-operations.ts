/**
 * The same operations by TensorFlow's own, called by name: its fused batch normalisation and gradients pass over the
 * tensors once where those made of TensorFlow.js' operations pass ten times.
 *
 * Source: TensorFlow's operation definitions (tensorflow/core/ops/nn_ops.cc).
 */
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Core, EncoderOperations } from './operations.ts';

type Attribute = { readonly name: string; readonly type: number; readonly value: unknown };

/** As far as it is used here: the backend of `@tensorflow/tfjs-node`. */
type NativeBackend = {
  readonly binding: Readonly<
    Record<'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_ATTR_FLOAT' | 'TF_FLOAT', number>
  >;
  executeSingleOutput(name: string, attributes: readonly Attribute[], inputs: readonly Tensor[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
};

/** @param core of a native package, its backend chosen. */
export function nativeOperations(core: Core): EncoderOperations {
  const backend = core.backend() as unknown as NativeBackend;
  const { binding } = backend;
  const attribute = (name: string, type: number, value: unknown): Attribute => ({ name, type, value });
  const type = attribute('T', binding.TF_ATTR_TYPE, binding.TF_FLOAT);
  const layout = attribute('data_format', binding.TF_ATTR_STRING, 'NHWC');
  const integers = (name: string, value: readonly number[]) => attribute(name, binding.TF_ATTR_INT, value);
  const text = (name: string, value: string) => attribute(name, binding.TF_ATTR_STRING, value);
  const convolution = [
    type,
    integers('strides', [1, 1, 1, 1]),
    text('padding', 'SAME'),
    layout,
    attribute('use_cudnn_on_gpu', binding.TF_ATTR_BOOL, true),
    integers('dilations', [1, 1, 1, 1]),
  ];
  const pooling = [
    type,
    integers('ksize', [1, 2, 2, 1]),
    integers('strides', [1, 2, 2, 1]),
    text('padding', 'VALID'),
    layout,
  ];
  const normalising = (epsilon: number) => [
    type,
    attribute('U', binding.TF_ATTR_TYPE, binding.TF_FLOAT),
    attribute('epsilon', binding.TF_ATTR_FLOAT, epsilon),
    layout,
    attribute('is_training', binding.TF_ATTR_BOOL, true),
  ];
  const nothing = core.keep(core.tensor1d([], 'float32'));
  const one = (name: string, attributes: readonly Attribute[], inputs: readonly Tensor[]): Tensor4D =>
    backend.executeSingleOutput(name, attributes, inputs) as Tensor4D;
  const withSizes = (sizes: readonly number[], run: (sizes: Tensor) => Tensor4D): Tensor4D => {
    const tensor = core.tensor1d([...sizes], 'int32');
    const result = run(tensor);
    tensor.dispose();
    return result;
  };
  return {
    convolve: (input, kernel) => one('Conv2D', convolution, [input, kernel]),
    inputGradient: (inputShape, kernel, gradient) =>
      withSizes(inputShape, (sizes) => one('Conv2DBackpropInput', convolution, [sizes, kernel, gradient])),
    kernelGradient: (input, kernelShape, gradient) =>
      withSizes(kernelShape, (sizes) => one('Conv2DBackpropFilter', convolution, [input, sizes, gradient])),
    normalise: (input, scale, offset, epsilon) => {
      const [output, mean, variance, ...saved] = backend.executeMultipleOutputs(
        'FusedBatchNormV3',
        normalising(epsilon),
        [input, scale, offset, nothing, nothing],
        6,
      ) as [Tensor4D, Tensor1D, Tensor1D, Tensor, Tensor, Tensor];
      return { output, mean, variance, saved };
    },
    normaliseGradient: (outputGradient, input, scale, { saved }, epsilon) => {
      const [ofInput, ofScale, ofOffset, ...unused] = backend.executeMultipleOutputs(
        'FusedBatchNormGradV3',
        normalising(epsilon),
        [outputGradient, input, scale, ...saved],
        5,
      ) as [Tensor4D, Tensor1D, Tensor1D, Tensor, Tensor];
      for (const tensor of unused) tensor.dispose();
      return { input: ofInput, scale: ofScale, offset: ofOffset };
    },
    rectify: (input) => one('Relu', [type], [input]),
    rectifyGradient: (outputGradient, output) => one('ReluGrad', [type], [outputGradient, output]),
    pool: (input) => one('MaxPool', pooling, [input]),
    poolGradient: (outputGradient, input, output) => one('MaxPoolGrad', pooling, [input, output, outputGradient]),
  };
}
