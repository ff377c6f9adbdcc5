/** The encoder through ONNX Runtime. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type * as OnnxRuntime from 'onnxruntime-node';
import { missingModel } from '../assets.ts';
import { embedInBatches, fillUp } from '../blocks.ts';
import type { Encoder, Precision } from '../encoder.ts';
import type { ModelDescription } from '../model-description.ts';
import { EMBEDDING_OUTPUT, MEL_INPUT } from './float-graph.ts';
import { CATEGORIES_OUTPUT } from './heads-graph.ts';

/** Blocks a run: on the CPU the rate is the same from 1 to 16, while 16 take 45 MB (int8) to 130 MB (fp32) more than 4. */
const BATCH_BLOCKS = 4;

export type OnnxEncoderOptions = {
  /** Whose graphs they are. */
  readonly description: Pick<ModelDescription, 'modelVersion' | 'architecture'>;
  readonly encoderFile: string;
  readonly headsFile: string;
  readonly precision: Precision;
  /** Threads of one operator. One session a core with one thread each is fastest while decoding goes on. */
  readonly threads: number;
  /**
   * Turns s8 kernels to u8, whose sums don't saturate at 16 bits on x86 processors without VNNI. Elsewhere it only costs:
   * 12 ms a block instead of 4.7 (fp32: 17).
   */
  readonly avoidSaturation: boolean;
  /** `cpu`, `cuda`, `dml`, `coreml`. */
  readonly provider: string;
};

/** Loads ONNX Runtime's native library; throws what the loader throws where there is none for this system. */
export async function loadOnnxRuntime(): Promise<typeof OnnxRuntime> {
  const loaded = await import('onnxruntime-node');
  const runtime = 'default' in loaded ? (loaded.default as typeof OnnxRuntime) : loaded;
  // What fails is thrown too; standard error stays clean.
  runtime.env.logLevel = 'fatal';
  return runtime;
}

/** Opens a graph on the processor. @param model its bytes */
export async function openGraph(model: Uint8Array, threads: number): Promise<OnnxRuntime.InferenceSession> {
  const runtime = await loadOnnxRuntime();
  return runtime.InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
}

/**
 * Opens the two graphs.
 *
 * @throws SonothequeError `models-missing`; whatever ONNX Runtime throws for a graph it can't load.
 */
export async function openOnnxEncoder(options: OnnxEncoderOptions): Promise<Encoder> {
  for (const file of [options.encoderFile, options.headsFile])
    if (!existsSync(file)) throw missingModel(basename(file));
  const runtime = await loadOnnxRuntime();
  const sessionOptions: OnnxRuntime.InferenceSession.SessionOptions = {
    executionProviders: options.provider === 'cpu' ? ['cpu'] : [options.provider, 'cpu'],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' }, x64quantprecision: options.avoidSaturation ? '1' : '0' } },
  };
  const encoder = await runtime.InferenceSession.create(options.encoderFile, sessionOptions);
  const heads = await runtime.InferenceSession.create(options.headsFile, {
    ...sessionOptions,
    executionProviders: ['cpu'],
  });
  const { modelVersion, architecture } = options.description;
  const { blockRows, bands, embeddingSize } = architecture;

  const run = async (
    session: OnnxRuntime.InferenceSession,
    input: string,
    tensor: OnnxRuntime.Tensor,
    output: string,
  ) => {
    const results = await session.run({ [input]: tensor }, [output]);
    const values = results[output]?.data;
    if (!(values instanceof Float32Array)) throw new TypeError(`the graph gave no ${output}`);
    return values;
  };

  return {
    backend: `onnxruntime-${options.provider}`,
    precision: options.precision,
    modelVersion,
    async embed(mel, rows) {
      const embedBatch = (batch: Float32Array, count: number) =>
        run(encoder, MEL_INPUT, new runtime.Tensor('float32', batch, [count, 1, blockRows, bands]), EMBEDDING_OUTPUT);
      const { embeddings, blocks } = await embedInBatches(mel, rows, BATCH_BLOCKS, embedBatch, architecture);
      if (blocks === 0) return { embeddings, categories: new Float32Array(0) };
      const embeddingTensor = new runtime.Tensor('float32', embeddings, [blocks, embeddingSize]);
      const categories = await run(heads, EMBEDDING_OUTPUT, embeddingTensor, CATEGORIES_OUTPUT);
      return { embeddings: fillUp(embeddings, embeddingSize), categories };
    },
    async close() {
      await encoder.release();
      await heads.release();
    },
  };
}
