/** What the graphs need of a weights file: convolutions with their batch normalisation folded in, and the UCS heads. */
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { AdapterLayer, ConvolutionLayer, EncoderArchitecture } from './architecture.ts';
import type { FloatTensor } from './safetensors.ts';

export type Weights = ReadonlyMap<string, FloatTensor>;

/** A convolution that needs no batch normalisation after it. */
export type FoldedConvolution = {
  /** Output × input × 3 × 3. */
  readonly kernel: FloatTensor;
  /** One a output channel. */
  readonly bias: FloatTensor;
};

/**
 * Finds a tensor and makes sure of its shape.
 *
 * @throws SonothequeError `bad-weights` when it is missing or shaped otherwise.
 */
export function takeTensor(weights: Weights, key: string, shape: readonly number[]): FloatTensor {
  const tensor = weights.get(key);
  if (tensor === undefined || tensor.shape.join() !== shape.join())
    throw new SonothequeError({
      code: 'bad-weights',
      message: `The weights file has no ${key} of shape ${shape.join(' × ')}.`,
      nextStep: 'Use a weights file made for this encoder.',
    });
  return tensor;
}

/** A fully connected layer: output × input, and one bias an output. */
export type DenseLayer = { readonly weight: FloatTensor; readonly bias: FloatTensor };

/**
 * Takes an adapter's weights.
 *
 * @throws SonothequeError `bad-weights` when they are missing or of another shape.
 */
export function takeAdapter(weights: Weights, layer: AdapterLayer): DenseLayer {
  const { weightKey, biasKey, inputSize, outputSize } = layer;
  return {
    weight: takeTensor(weights, weightKey, [outputSize, inputSize]),
    bias: takeTensor(weights, biasKey, [outputSize]),
  };
}

/**
 * Folds a layer's batch normalisation (running statistics) into its kernel and a bias:
 * γ·(conv(x) − μ)/√(σ² + ε) + β = conv(x)·s + (β − μ·s) with s = γ/√(σ² + ε).
 */
export function foldConvolution(
  weights: Weights,
  layer: ConvolutionLayer,
  architecture: EncoderArchitecture,
): FoldedConvolution {
  const { inputChannels, outputChannels } = layer;
  const kernel = takeTensor(weights, layer.kernelKey, [outputChannels, inputChannels, 3, 3]);
  const statistic = (name: string) => takeTensor(weights, `${layer.normalisationKey}.${name}`, [outputChannels]).values;
  const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(statistic);
  const perOutput = inputChannels * 9;
  const folded = new Float32Array(kernel.values.length);
  const bias = new Float32Array(outputChannels);
  for (let channel = 0; channel < outputChannels; channel++) {
    const scale = (gamma?.[channel] ?? 0) / Math.sqrt((variance?.[channel] ?? 0) + architecture.normalisationEpsilon);
    bias[channel] = (beta?.[channel] ?? 0) - (mean?.[channel] ?? 0) * scale;
    for (let index = channel * perOutput; index < (channel + 1) * perOutput; index++)
      folded[index] = (kernel.values[index] ?? 0) * scale;
  }
  return { kernel: { shape: kernel.shape, values: folded }, bias: { shape: [outputChannels], values: bias } };
}
