/** The encoder through TensorFlow.js: native where it is installed, WebAssembly or plain JavaScript elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Core from '@tensorflow/tfjs-core';
import { AISFX_ENCODER } from '../architecture.ts';
import { MODEL_FILES, missingModel } from '../assets.ts';
import { embedInBatches } from '../blocks.ts';
import { AISFX_MODEL_VERSION, type Encoder } from '../encoder.ts';
import { type CategoryHead, parseHeadClasses, readCategoryHeads } from '../heads.ts';
import { readSafetensors } from '../safetensors.ts';
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
  const source = (name: string) => {
    const file = join(options.assetsFolder, name);
    if (!existsSync(file)) throw missingModel(name);
    return readFileSync(file);
  };
  const tensorFlow = await loadTensorFlow(options.backend, options.threads);
  const { core, engineBackend } = tensorFlow;
  const weights = readSafetensors(source(MODEL_FILES.weights)).tensors;
  const classes = parseHeadClasses(source(MODEL_FILES.headClasses).toString('utf8'));
  const { blockRows, bands, embeddingSize } = AISFX_ENCODER;
  const model = buildLayersModel(tensorFlow, AISFX_ENCODER, { normalisation: 'folded' });
  loadWeights(tensorFlow, model, AISFX_ENCODER, weights, { normalisation: 'folded' });
  const heads = readCategoryHeads(weights, classes, embeddingSize);

  const read = async (make: () => Core.Tensor): Promise<Float32Array> => {
    const tensor = core.tidy(make);
    const values = await tensor.data<'float32'>();
    tensor.dispose();
    return values;
  };

  return {
    backend: `tensorflow-${options.backend}`,
    precision: 'fp32',
    modelVersion: AISFX_MODEL_VERSION,
    async embed(mel, rows) {
      // All TensorFlow.js backends of a process share one engine.
      await core.setBackend(engineBackend);
      const { embeddings, blocks } = await embedInBatches(mel, rows, BATCH_BLOCKS[options.backend], (batch, count) =>
        read(() => model.predictOnBatch(core.tensor4d(batch, [count, blockRows, bands, 1])) as Core.Tensor),
      );
      if (blocks === 0) return { embeddings, categories: new Float32Array(0) };
      const categories = await read(() => runHeads(core, heads, core.tensor2d(embeddings, [blocks, embeddingSize])));
      return { embeddings, categories };
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
    return core.matMul<Core.Tensor2D>(core.softmax(current), matrix(head.shares));
  });
  return core.div(core.addN(votes), heads.length);
}
