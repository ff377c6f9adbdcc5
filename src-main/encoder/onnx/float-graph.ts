/** The encoder as an ONNX graph of 32-bit floats, batch normalisation folded into the convolutions. */
import type { AdapterLayer, EncoderArchitecture, EncoderLayer } from '../architecture.ts';
import { foldConvolution, takeAdapter, type Weights } from '../weights.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './model-proto.ts';

/** Input: N × 1 × rows (time) × bands (frequency), step 4 of the front end. */
export const MEL_INPUT = 'mel';
/** Output: N × embedding size. */
export const EMBEDDING_OUTPUT = 'embedding';

export const CONVOLUTION_ATTRIBUTES = {
  kernel_shape: { integers: [3, 3] },
  pads: { integers: [1, 1, 1, 1] },
  strides: { integers: [1, 1] },
} as const;
export const MAX_POOL_ATTRIBUTES = { kernel_shape: { integers: [2, 2] }, strides: { integers: [2, 2] } } as const;

/** Name of the tensor that leaves a layer; calibration ranges are kept under it. */
export function outputOf(layer: EncoderLayer): string {
  return layer.kind === 'globalPool' || layer.kind === 'adapter' ? layer.name : `${layer.name}.output`;
}

/** Mean over frequency (last axis), then maximum over time. */
export function globalPoolNodes(input: string, output: string): OnnxNode[] {
  return [
    {
      name: 'embedding.meanOverFrequency',
      operator: 'ReduceMean',
      inputs: [input],
      outputs: ['embedding.meanOverFrequency'],
      attributes: { axes: { integers: [3] }, keepdims: { integer: 0 } },
    },
    {
      name: 'embedding.maxOverTime',
      operator: 'ReduceMax',
      inputs: ['embedding.meanOverFrequency'],
      outputs: [output],
      attributes: { axes: { integers: [2] }, keepdims: { integer: 0 } },
    },
  ];
}

/** Adds W·x + b to a graph. */
export function appendAdapter(
  layer: AdapterLayer,
  weights: Weights,
  input: string,
  graph: { readonly nodes: OnnxNode[]; readonly initializers: OnnxTensor[] },
): void {
  const { weight, bias } = takeAdapter(weights, layer);
  graph.initializers.push(
    { name: 'adapter.weight', type: 'float32', ...weight },
    { name: 'adapter.bias', type: 'float32', ...bias },
  );
  graph.nodes.push({
    name: 'adapter',
    operator: 'Gemm',
    inputs: [input, 'adapter.weight', 'adapter.bias'],
    outputs: [outputOf(layer)],
    attributes: { transB: { integer: 1 } },
  });
}

/** Ports, name and notes that the encoder's graphs have in common. */
export function encoderGraphFrame(architecture: EncoderArchitecture, precision: 'fp32' | 'int8') {
  return {
    name: `aisfx-encoder-${precision}`,
    documentation: `mel blocks (N × 1 × ${architecture.blockRows} × ${architecture.bands}) to embeddings (N × ${architecture.embeddingSize})`,
    inputs: [{ name: MEL_INPUT, shape: ['N', 1, architecture.blockRows, architecture.bands] }],
    outputs: [{ name: EMBEDDING_OUTPUT, shape: ['N', architecture.embeddingSize] }],
    metadata: {
      attribution: 'aiSFX X-Sequential-CE by A. B. Ma and A. Lerch, CC BY 4.0',
      changes: `batch normalisation folded into the convolutions${precision === 'int8' ? '; quantised to 8 bits' : ''}`,
    },
  } satisfies Omit<OnnxGraph, 'nodes' | 'initializers'>;
}

/**
 * Builds the fp32 graph. With `exposeLayers` every layer's output is an output of the graph too: that is how
 * calibration sees them.
 *
 * @throws SonothequeError `bad-weights` when the weights don't fit the architecture.
 */
export function buildFloatGraph(
  architecture: EncoderArchitecture,
  weights: Weights,
  options: { readonly exposeLayers?: boolean } = {},
): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const frame = encoderGraphFrame(architecture, 'fp32');
  let current = MEL_INPUT;
  for (const layer of architecture.layers) {
    if (layer.kind === 'convolution') {
      const { kernel, bias } = foldConvolution(weights, layer, architecture);
      initializers.push(
        { name: `${layer.name}.kernel`, type: 'float32', ...kernel },
        { name: `${layer.name}.bias`, type: 'float32', ...bias },
      );
      nodes.push(
        {
          name: layer.name,
          operator: 'Conv',
          inputs: [current, `${layer.name}.kernel`, `${layer.name}.bias`],
          outputs: [`${layer.name}.sum`],
          attributes: CONVOLUTION_ATTRIBUTES,
        },
        { name: `${layer.name}.relu`, operator: 'Relu', inputs: [`${layer.name}.sum`], outputs: [outputOf(layer)] },
      );
    } else if (layer.kind === 'maxPool') {
      nodes.push({
        name: layer.name,
        operator: 'MaxPool',
        inputs: [current],
        outputs: [outputOf(layer)],
        attributes: MAX_POOL_ATTRIBUTES,
      });
    } else if (layer.kind === 'globalPool') {
      nodes.push(...globalPoolNodes(current, outputOf(layer)));
    } else {
      appendAdapter(layer, weights, current, { nodes, initializers });
    }
    current = outputOf(layer);
  }
  const exposed = architecture.layers
    .filter((layer) => layer.kind === 'convolution')
    .map((layer) => ({
      name: outputOf(layer),
      shape: ['N', layer.outputChannels, `${layer.name}.T`, `${layer.name}.F`],
    }));
  return {
    ...frame,
    outputs: options.exposeLayers ? [...frame.outputs, ...exposed] : frame.outputs,
    nodes,
    initializers,
  };
}
