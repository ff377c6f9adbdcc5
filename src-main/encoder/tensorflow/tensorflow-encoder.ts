/** The encoder through TensorFlow.js: native where it is installed, WebAssembly or plain JavaScript elsewhere. */
import type * as Core from '@tensorflow/tfjs-core';
import { embedInBatches, fillUp } from '../blocks.ts';
import type { Encoder } from '../encoder.ts';
import { type CategoryHead, totalWeight } from '../heads.ts';
import { readModel } from '../read-heads.ts';
import { buildLayersModel, loadWeights } from './layers-model.ts';
import { loadTensorFlow, type TensorFlowBackend } from './load-tensorflow.ts';

export type TensorFlowEncoderOptions = {
  readonly backend: TensorFlowBackend;
  readonly assetsFolder: string;
  readonly threads: number;
};

/** A GPU wants large batches; elsewhere small ones keep memory low at the same speed. */
const BATCH_BLOCKS: Readonly<Record<TensorFlowBackend, number>> = { 'node-gpu': 16, node: 4, wasm: 1, cpu: 1 };

/**
 * Opens the encoder on a TensorFlow.js backend.
 *
 * @throws SonothequeError `models-missing`, `tensorflow-missing`, `no-gpu`.
 */
export async function openTensorFlowEncoder(options: TensorFlowEncoderOptions): Promise<Encoder> {
  const tensorFlow = await loadTensorFlow(options.backend, options.threads);
  const { core, engineBackend } = tensorFlow;
  const { description, weights, heads } = readModel(options.assetsFolder);
  const { modelVersion, architecture } = description;
  const { blockRows, bands, embeddingSize } = architecture;
  const model = buildLayersModel(tensorFlow, architecture, { normalisation: 'folded' });
  loadWeights(tensorFlow, model, architecture, weights.tensors, { normalisation: 'folded' });

  const read = async (make: () => Core.Tensor): Promise<Float32Array> => {
    const tensor = core.tidy(make);
    const values = await tensor.data<'float32'>();
    tensor.dispose();
    return values;
  };

  return {
    backend: `tensorflow-${options.backend}`,
    precision: 'fp32',
    modelVersion,
    async embed(mel, rows) {
      // All TensorFlow.js backends of a process share one engine.
      await core.setBackend(engineBackend);
      const embedBatch = (batch: Float32Array, count: number) =>
        read(() => model.predictOnBatch(core.tensor4d(batch, [count, blockRows, bands, 1])) as Core.Tensor);
      const most = BATCH_BLOCKS[options.backend];
      const { embeddings, blocks } = await embedInBatches(mel, rows, most, embedBatch, architecture);
      if (blocks === 0) return { embeddings, categories: new Float32Array(0) };
      const categories = await read(() => runHeads(core, heads, core.tensor2d(embeddings, [blocks, embeddingSize])));
      return { embeddings: fillUp(embeddings, embeddingSize), categories };
    },
    async close() {
      await core.setBackend(engineBackend);
      model.dispose();
    },
  };
}

/** Same as onnx/heads-graph.ts. */
function runHeads(core: typeof Core, heads: readonly CategoryHead[], embeddings: Core.Tensor2D): Core.Tensor {
  const matrix = ({ values, shape }: CategoryHead['shares']) => core.tensor2d(values, [shape[0] ?? 0, shape[1] ?? 0]);
  const votes = heads.map((head) => {
    let current: Core.Tensor2D = embeddings;
    for (const [index, layer] of head.layers.entries()) {
      const sum = core.add<Core.Tensor2D>(
        core.matMul(current, matrix(layer.weight), false, true),
        core.tensor1d(layer.bias.values),
      );
      current = index < head.layers.length - 1 ? core.relu(sum) : sum;
    }
    return core.mul<Core.Tensor2D>(core.matMul(core.softmax(current), matrix(head.shares)), head.weight);
  });
  return core.div(core.addN(votes), totalWeight(heads));
}
