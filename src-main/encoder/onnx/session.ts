/** The encoder through ONNX Runtime. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type * as OnnxRuntime from 'onnxruntime-node';
import { AISFX_ENCODER } from '../architecture.ts';
import { missingModel } from '../assets.ts';
import { embedInBatches } from '../blocks.ts';
import { AISFX_MODEL_VERSION, type Encoder, type Precision } from '../encoder.ts';
import { EMBEDDING_OUTPUT, MEL_INPUT } from './float-graph.ts';
import { CATEGORIES_OUTPUT } from './heads-graph.ts';

/** Blocks a run: on the CPU the rate is the same from 1 to 16, while 16 take 45 MB (int8) to 130 MB (fp32) more than 4. */
const BATCH_BLOCKS = 4;

export type OnnxEncoderOptions = {
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
  const { blockRows, bands, embeddingSize } = AISFX_ENCODER;

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
    modelVersion: AISFX_MODEL_VERSION,
    async embed(mel, rows) {
      const { embeddings, blocks } = await embedInBatches(mel, rows, BATCH_BLOCKS, (batch, count) =>
        run(encoder, MEL_INPUT, new runtime.Tensor('float32', batch, [count, 1, blockRows, bands]), EMBEDDING_OUTPUT),
      );
      if (blocks === 0) return { embeddings, categories: new Float32Array(0) };
      const embeddingTensor = new runtime.Tensor('float32', embeddings, [blocks, embeddingSize]);
      return { embeddings, categories: await run(heads, EMBEDDING_OUTPUT, embeddingTensor, CATEGORIES_OUTPUT) };
    },
    async close() {
      await encoder.release();
      await heads.release();
    },
  };
}
