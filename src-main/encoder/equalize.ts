/**
 * Evening out channels before quantisation. One range serves all channels of an activation, so a channel whose values
 * are ten times smaller than another's keeps a tenth of the levels. ReLU, pooling and convolution let a positive factor
 * through, so each channel can be divided by a factor where it is made and multiplied by it where it is used: the
 * function stays the same, the levels are shared better.
 * Source: M. Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019; the
 * exponent is that of G. Xiao et al., "SmoothQuant", ICML 2023.
 */
import type { EncoderArchitecture } from './architecture.ts';
import type { FoldedConvolution } from './weights.ts';

/** A channel that is nearly dead must not be blown up. */
const SMALLEST_SHARE = 1 / 32;

/**
 * Factors by which the channels of one activation are divided, from the largest value of each on real sounds.
 * Their square root: evening out fully makes the next kernels uneven instead (of exponents 0, ½ and ¾, ½ did best), and a
 * root is rounded alike on every machine.
 */
export function equalizingFactors(channelMaxima: readonly number[]): Float32Array {
  const sorted = [...channelMaxima].sort((a, b) => a - b);
  // Where most channels are dead, nothing is evened out.
  const median = (sorted[sorted.length >> 1] ?? 0) || (sorted.at(-1) ?? 0) || 1;
  return Float32Array.from(channelMaxima, (maximum) => Math.sqrt(Math.max(maximum / median, SMALLEST_SHARE)));
}

/**
 * Moves the factors of each layer's output into its kernel and bias, and their inverse into the next kernel.
 *
 * @param factors one list a convolution, as `equalizingFactors` gives it.
 * @returns convolutions in the order of the layers; the embedding must be multiplied by the last list.
 */
export function equalizeConvolutions(
  architecture: EncoderArchitecture,
  convolutions: readonly FoldedConvolution[],
  factors: readonly Float32Array[],
): FoldedConvolution[] {
  const layers = architecture.layers.filter((layer) => layer.kind === 'convolution');
  return convolutions.map(({ kernel, bias }, position) => {
    const [outputs, inputs] = [factors[position], factors[position - 1]];
    const inputChannels = layers[position]?.inputChannels ?? 1;
    const values = kernel.values.map((value, index) => {
      const output = Math.floor(index / (inputChannels * 9));
      const input = Math.floor(index / 9) % inputChannels;
      return (value * (inputs?.[input] ?? 1)) / (outputs?.[output] ?? 1);
    });
    const evened = bias.values.map((value, output) => value / (outputs?.[output] ?? 1));
    return { kernel: { shape: kernel.shape, values }, bias: { shape: bias.shape, values: evened } };
  });
}
