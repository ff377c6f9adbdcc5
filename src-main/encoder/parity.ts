/** Whether the graphs of a version compute what its weights say: fp32 by another library, int8 by fp32. */
import type * as Core from '@tensorflow/tfjs-core';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { ModelParity } from '../../src-shared/contract/models.ts';
import type { EncoderArchitecture } from './architecture.ts';
import { runGraph } from './calibrate.ts';
import { cosine } from './cosine.ts';
import { EMBEDDING_OUTPUT } from './onnx/float-graph.ts';
import { openGraph } from './onnx/session.ts';
import { buildLayersModel, loadWeights } from './tensorflow/layers-model.ts';
import { loadTensorFlow, type TensorFlowBackend } from './tensorflow/load-tensorflow.ts';
import type { Weights } from './weights.ts';

export const PARITY_BOUNDS = { fp32: 0.9999, int8: 0.995 } as const;

/** TensorFlow.js without native code takes a quarter of a second a block. */
const BLOCKS_BY_TENSORFLOW = 6;
const BLOCKS_BY_INT8 = 120;

export type ParityCheck = ModelParity & {
  /** The block by which an opened encoder is checked, and its embedding by TensorFlow.js. */
  readonly selfCheck: { readonly mel: Float32Array; readonly embedding: Float32Array };
};

/**
 * Compares, on real blocks.
 *
 * @param graphs bytes of the graphs; `int8` is null where it could not be built
 * @param blocks 100 × 96 mel values each; at least one
 * @throws SonothequeError `bad-parity` when fp32 does not compute what the weights say
 */
export async function checkParity(
  architecture: EncoderArchitecture,
  weights: Weights,
  graphs: { readonly fp32: Uint8Array; readonly int8: Uint8Array | null },
  blocks: readonly Float32Array[],
  backend: TensorFlowBackend = 'wasm',
): Promise<ParityCheck> {
  const [first] = blocks;
  if (first === undefined) throw new RangeError('nothing to compare on');
  const expected = await embedAll(architecture, graphs.fp32, blocks.slice(0, BLOCKS_BY_INT8));
  const actual = graphs.int8 && (await embedAll(architecture, graphs.int8, blocks.slice(0, BLOCKS_BY_INT8)));
  const cosines = expected.map((embedding, at) => alike(embedding, actual?.[at]));
  const int8Cosine = actual && cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
  // The block that int8 gets best checks both: a fault of a processor shows on any.
  const chosen = cosines.indexOf(Math.max(...cosines));
  const compared = [...new Set([chosen, ...blocks.keys().take(BLOCKS_BY_TENSORFLOW - 1)])];
  const byTensorFlow = await embedByTensorFlow(
    architecture,
    weights,
    compared.map((at) => blocks[at] ?? first),
    backend,
  );
  const fp32Cosine = Math.min(...compared.map((at, place) => alike(expected[at], byTensorFlow[place])));
  if (!(fp32Cosine >= PARITY_BOUNDS.fp32)) throw badParity(fp32Cosine);
  const usesInt8 = int8Cosine !== null && int8Cosine >= PARITY_BOUNDS.int8;
  return {
    fp32Cosine,
    int8Cosine,
    usesInt8,
    int8Refusal: usesInt8 ? null : refusal(int8Cosine),
    blocks: expected.length,
    selfCheck: { mel: blocks[chosen] ?? first, embedding: byTensorFlow[0] ?? new Float32Array() },
  };
}

/** Two embeddings that are both nothing agree. */
function alike(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const areZero = [a, b].map((values) => values.every((value) => value === 0));
  return areZero[0] && areZero[1] ? 1 : cosine(a, b);
}

function refusal(int8Cosine: number | null): string {
  return int8Cosine === null
    ? 'Its 8-bit graph could not be built.'
    : `Its 8-bit graph gives other embeddings (mean cosine ${int8Cosine.toFixed(4)}, wanted ${PARITY_BOUNDS.int8}).`;
}

/** Embeddings of blocks by a graph. */
export async function embedAll(
  architecture: EncoderArchitecture,
  graph: Uint8Array,
  blocks: readonly Float32Array[],
): Promise<Float32Array[]> {
  const session = await openGraph(graph, 1);
  try {
    const embeddings: Float32Array[] = [];
    for (const block of blocks) {
      const values = (await runGraph(session, block, architecture)).get(EMBEDDING_OUTPUT);
      if (values === undefined) throw new TypeError('the graph gave no embedding');
      embeddings.push(values.slice());
    }
    return embeddings;
  } finally {
    await session.release();
  }
}

async function embedByTensorFlow(
  architecture: EncoderArchitecture,
  weights: Weights,
  blocks: readonly Float32Array[],
  backend: TensorFlowBackend,
): Promise<Float32Array[]> {
  const tensorFlow = await loadTensorFlow(backend, 1);
  const { core } = tensorFlow;
  const { blockRows, bands } = architecture;
  const model = buildLayersModel(tensorFlow, architecture, { normalisation: 'trainable' });
  try {
    loadWeights(tensorFlow, model, architecture, weights, { normalisation: 'trainable' });
    const embeddings: Float32Array[] = [];
    for (const block of blocks) {
      const output = core.tidy(
        () => model.predictOnBatch(core.tensor4d(block, [1, blockRows, bands, 1])) as Core.Tensor,
      );
      embeddings.push(Float32Array.from(await output.data()));
      output.dispose();
    }
    return embeddings;
  } finally {
    model.dispose();
  }
}

function badParity(cosineMet: number): SonothequeError {
  return new SonothequeError({
    code: 'bad-parity',
    message: `The graph built of this version does not compute what its weights say (cosine ${cosineMet.toFixed(5)}).`,
    nextStep: 'Train it again; if that gives the same, its weights hold numbers that no graph can use.',
  });
}
