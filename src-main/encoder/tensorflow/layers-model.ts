/** The encoder as a TensorFlow.js layers model, from the same description and weights as the ONNX graphs. */
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { ConvolutionLayer, EncoderArchitecture } from '../architecture.ts';
import type { FloatTensor } from '../safetensors.ts';
import { foldConvolution, takeAdapter, takeTensor, type Weights } from '../weights.ts';
import type { TensorFlow } from './load-tensorflow.ts';

export type LayersModelOptions = {
  /** `folded`: for inference, fewest operations. `trainable`: batch normalisation as layers of its own. */
  readonly normalisation: 'folded' | 'trainable';
};

/**
 * Builds the model: N × rows (time) × bands (frequency) × 1 → N × embedding size. Its weights are what the layers'
 * initialisers give, ready for training from scratch; `loadWeights` fills in trained ones.
 */
export function buildLayersModel(
  tensorFlow: TensorFlow,
  architecture: EncoderArchitecture,
  options: LayersModelOptions,
): LayersModel {
  const { layers } = tensorFlow.layers;
  const folded = options.normalisation === 'folded';
  let [rows, bands] = [architecture.blockRows, architecture.bands];
  const input = tensorFlow.layers.input({ shape: [rows, bands, 1], name: 'mel' });
  let current: SymbolicTensor = input;
  const append = (layer: { apply(tensor: SymbolicTensor): unknown }) => {
    current = layer.apply(current) as SymbolicTensor;
  };
  for (const layer of architecture.layers) {
    if (layer.kind === 'convolution') {
      append(
        layers.conv2d({
          name: layerName(layer),
          filters: layer.outputChannels,
          kernelSize: 3,
          padding: 'same',
          useBias: folded,
          kernelInitializer: 'heNormal',
          ...(folded ? { activation: 'relu' as const } : {}),
        }),
      );
      if (folded) continue;
      const epsilon = architecture.normalisationEpsilon;
      append(layers.batchNormalization({ name: `${layerName(layer)}_normalisation`, epsilon }));
      append(layers.reLU({ name: `${layerName(layer)}_relu` }));
    } else if (layer.kind === 'maxPool') {
      append(layers.maxPooling2d({ name: layer.name.replace('.', '_'), poolSize: 2, strides: 2 }));
      rows = Math.floor(rows / 2);
      bands = Math.floor(bands / 2);
    } else if (layer.kind === 'adapter') {
      append(layers.dense({ name: 'adapter', units: layer.outputSize, kernelInitializer: 'identity' }));
    } else {
      append(layers.averagePooling2d({ name: 'mean_over_frequency', poolSize: [1, bands], strides: [1, bands] }));
      append(layers.maxPooling2d({ name: 'max_over_time', poolSize: [rows, 1], strides: [rows, 1] }));
      append(layers.flatten({ name: 'embedding' }));
    }
  }
  return tensorFlow.layers.model({ inputs: input, outputs: current, name: 'encoder' });
}

/**
 * Fills a model made by `buildLayersModel` with trained weights.
 *
 * @throws SonothequeError `bad-weights` when they don't fit.
 */
export function loadWeights(
  tensorFlow: TensorFlow,
  model: LayersModel,
  architecture: EncoderArchitecture,
  weights: Weights,
  options: LayersModelOptions,
): void {
  const { core } = tensorFlow;
  const fill = (name: string, tensors: readonly FloatTensor[]) => {
    const made = tensors.map(({ values, shape }) => core.tensor(values, [...shape], 'float32'));
    model.getLayer(name).setWeights(made);
    core.dispose(made);
  };
  for (const layer of architecture.layers) {
    if (layer.kind === 'adapter') {
      const { weight, bias } = takeAdapter(weights, layer);
      fill('adapter', [transposed(weight), bias]);
    }
    if (layer.kind !== 'convolution') continue;
    const { inputChannels, outputChannels, normalisationKey } = layer;
    if (options.normalisation === 'folded') {
      const { kernel, bias } = foldConvolution(weights, layer, architecture);
      fill(layerName(layer), [toHeightWidthInputOutput(kernel), bias]);
    } else {
      const kernel = takeTensor(weights, layer.kernelKey, [outputChannels, inputChannels, 3, 3]);
      const statistic = (part: string) => takeTensor(weights, `${normalisationKey}.${part}`, [outputChannels]);
      fill(layerName(layer), [toHeightWidthInputOutput(kernel)]);
      fill(`${layerName(layer)}_normalisation`, ['weight', 'bias', 'running_mean', 'running_var'].map(statistic));
    }
  }
}

/** tfjs takes dots in names for parts of a path. */
function layerName(layer: ConvolutionLayer): string {
  return layer.name.replace('.', '_');
}

/** Output × input × height × width (PyTorch, ONNX) → height × width × input × output (TensorFlow). */
export function toHeightWidthInputOutput(kernel: FloatTensor): FloatTensor {
  const [outputs = 0, inputs = 0, height = 0, width = 0] = kernel.shape;
  const values = new Float32Array(kernel.values.length);
  let source = 0;
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++)
      for (let position = 0; position < height * width; position++)
        values[(position * inputs + input) * outputs + output] = kernel.values[source++] ?? 0;
  return { shape: [height, width, inputs, outputs], values };
}

/** Rows × columns → columns × rows: TensorFlow keeps dense kernels input × output. */
function transposed({ shape: [rows = 0, columns = 0], values }: FloatTensor): FloatTensor {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] ?? 0;
  return { shape: [columns, rows], values: turned };
}
