/**
 * The encoder as an 8-bit ONNX graph in QDQ form: every convolution stands between DequantizeLinear and QuantizeLinear,
 * which ONNX Runtime fuses into integer convolutions.
 *
 * Activations are u8 with zero point 0: what enters is never negative, and quantising a sum saturates at 0, which is
 * ReLU, so the graph has no ReLU nodes. Kernels are symmetric int8 with one scale an output channel; biases are int32.
 */
import type { EncoderArchitecture } from '../architecture.ts';
import type { Calibration } from '../calibration.ts';
import { equalizeConvolutions, equalizingFactors } from '../equalize.ts';
import type { FloatTensor } from '../safetensors.ts';
import { foldConvolution, type Weights } from '../weights.ts';
import {
  appendAdapter,
  CONVOLUTION_ATTRIBUTES,
  encoderGraphFrame,
  globalPoolNodes,
  MAX_POOL_ATTRIBUTES,
  MEL_INPUT,
  outputOf,
} from './float-graph.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './model-proto.ts';

const LARGEST_U8 = 255;
const LARGEST_S8 = 127;

/** Symmetric int8 with one scale an output channel (first axis). */
export function quantizeKernel(kernel: FloatTensor): { readonly values: Int8Array; readonly scales: Float32Array } {
  const channels = kernel.shape[0] ?? 0;
  const perChannel = kernel.values.length / channels;
  const values = new Int8Array(kernel.values.length);
  const scales = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const part = kernel.values.subarray(channel * perChannel, (channel + 1) * perChannel);
    const largest = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.fround(largest === 0 ? 1 : largest / LARGEST_S8);
    scales[channel] = scale;
    for (const [index, value] of part.entries()) values[channel * perChannel + index] = Math.round(value / scale);
  }
  return { values, scales };
}

/**
 * Builds the int8 graph.
 *
 * @throws SonothequeError `bad-weights` when the weights don't fit; RangeError when a tensor was never calibrated.
 */
export function buildQuantizedGraph(
  architecture: EncoderArchitecture,
  weights: Weights,
  calibration: Calibration,
): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [{ name: 'zero.u8', type: 'uint8', shape: [], values: new Uint8Array(1) }];
  const scaleOf = (tensor: string) => {
    const maximum = calibration.maxima[tensor];
    if (maximum === undefined) throw new RangeError(`${tensor} was never calibrated`);
    return Math.fround(maximum / LARGEST_U8);
  };
  /** Quantises `tensor` and gives back the name of its dequantised twin, which the next layer reads. */
  const throughEightBits = (tensor: string, scaleName: string) => {
    nodes.push(
      {
        name: `${tensor}.quantize`,
        operator: 'QuantizeLinear',
        inputs: [tensor, scaleName, 'zero.u8'],
        outputs: [`${tensor}.u8`],
      },
      {
        name: `${tensor}.dequantize`,
        operator: 'DequantizeLinear',
        inputs: [`${tensor}.u8`, scaleName, 'zero.u8'],
        outputs: [`${tensor}.float`],
      },
    );
    return `${tensor}.float`;
  };
  const addScale = (tensor: string, scale: number) => {
    const name = `${tensor}.scale`;
    initializers.push({ name, type: 'float32', shape: [], values: Float32Array.of(scale) });
    return name;
  };

  const factorsOf = (tensor: string) => {
    const channels = calibration.channelMaxima[tensor];
    if (channels === undefined) throw new RangeError(`${tensor} was never calibrated`);
    return equalizingFactors(channels);
  };
  const layers = architecture.layers.filter((layer) => layer.kind === 'convolution');
  const factors = layers.map((layer) => factorsOf(outputOf(layer)));
  const evened = equalizeConvolutions(
    architecture,
    layers.map((layer) => foldConvolution(weights, layer, architecture)),
    factors,
  );

  let position = 0;
  let scale = scaleOf(MEL_INPUT);
  let scaleName = addScale(MEL_INPUT, scale);
  let current = throughEightBits(MEL_INPUT, scaleName);
  for (const layer of architecture.layers) {
    const output = outputOf(layer);
    if (layer.kind === 'convolution') {
      const folded = evened[position++];
      if (folded === undefined) throw new RangeError(`${layer.name} has no kernel`);
      const inputs = [current, ...addConvolutionWeights(layer.name, folded, scale)];
      nodes.push({ name: layer.name, operator: 'Conv', inputs, outputs: [output], attributes: CONVOLUTION_ATTRIBUTES });
      scale = scaleOf(output);
      scaleName = addScale(output, scale);
      current = throughEightBits(output, scaleName);
    } else if (layer.kind === 'maxPool') {
      nodes.push({
        name: layer.name,
        operator: 'MaxPool',
        inputs: [current],
        outputs: [output],
        attributes: MAX_POOL_ATTRIBUTES,
      });
      current = throughEightBits(output, scaleName);
    } else if (layer.kind === 'adapter') {
      appendAdapter(layer, weights, current, { nodes, initializers });
    } else {
      nodes.push(...globalPoolNodes(current, 'embedding.evened'), {
        name: 'embedding.restore',
        operator: 'Mul',
        inputs: ['embedding.evened', 'embedding.factors'],
        outputs: [output],
      });
      const values = factors.at(-1) ?? new Float32Array(0);
      initializers.push({ name: 'embedding.factors', type: 'float32', shape: [values.length], values });
      current = output;
    }
  }
  return { ...encoderGraphFrame(architecture, 'int8'), nodes, initializers };

  function addConvolutionWeights(
    layer: string,
    folded: { readonly kernel: FloatTensor; readonly bias: FloatTensor },
    inputScale: number,
  ): string[] {
    const kernel = quantizeKernel(folded.kernel);
    const channels = folded.bias.values.length;
    // ONNX Runtime wants a bias in units of input scale × kernel scale.
    const biasScales = kernel.scales.map((kernelScale) => kernelScale * inputScale);
    const bias = Int32Array.from(folded.bias.values, (value, channel) =>
      Math.round(value / (biasScales[channel] ?? 1)),
    );
    initializers.push(
      { name: `${layer}.kernel.s8`, type: 'int8', shape: folded.kernel.shape, values: kernel.values },
      { name: `${layer}.kernel.scale`, type: 'float32', shape: [channels], values: kernel.scales },
      { name: `${layer}.kernel.zero`, type: 'int8', shape: [channels], values: new Int8Array(channels) },
      { name: `${layer}.bias.s32`, type: 'int32', shape: [channels], values: bias },
      { name: `${layer}.bias.scale`, type: 'float32', shape: [channels], values: biasScales },
      { name: `${layer}.bias.zero`, type: 'int32', shape: [channels], values: new Int32Array(channels) },
    );
    for (const [part, stored] of [
      ['kernel', 's8'],
      ['bias', 's32'],
    ])
      nodes.push({
        name: `${layer}.${part}.dequantize`,
        operator: 'DequantizeLinear',
        inputs: [`${layer}.${part}.${stored}`, `${layer}.${part}.scale`, `${layer}.${part}.zero`],
        outputs: [`${layer}.${part}.float`],
        attributes: { axis: { integer: 0 } },
      });
    return [`${layer}.kernel.float`, `${layer}.bias.float`];
  }
}
