/** Every way to run the encoder, fastest first, each with what it needs. Nothing native is loaded until one is opened. */
import { join } from 'node:path';
import { MODEL_FILES } from './assets.ts';
import type { Encoder, Precision } from './encoder.ts';
import { readModelDescription } from './model-description.ts';
import { openOnnxEncoder } from './onnx/session.ts';
import type { TensorFlowBackend } from './tensorflow/load-tensorflow.ts';
import { openTensorFlowEncoder } from './tensorflow/tensorflow-encoder.ts';

export type BackendCandidate = {
  /** Same as `Encoder.backend` plus the precision: `onnxruntime-cpu int8`. */
  readonly name: string;
  readonly precision: Precision;
  readonly gpu: boolean;
  /** Systems it exists for; others are not tried. */
  readonly platforms: readonly NodeJS.Platform[];
  /** What a person does to get it; `null` where it comes along. */
  readonly howToGet: string | null;
  open(assetsFolder: string, threads: number): Promise<Encoder>;
};

const EVERYWHERE: readonly NodeJS.Platform[] = ['linux', 'darwin', 'win32'];

function onnxRuntime(
  provider: string,
  precision: Precision,
  platforms: readonly NodeJS.Platform[],
  howToGet: string | null,
  options: { readonly avoidSaturation?: boolean } = {},
): BackendCandidate {
  const avoidSaturation = options.avoidSaturation ?? false;
  return {
    name: `onnxruntime-${provider} ${precision}${avoidSaturation ? ' without saturation' : ''}`,
    precision,
    gpu: provider !== 'cpu',
    platforms,
    howToGet,
    open: async (assetsFolder, threads) =>
      openOnnxEncoder({
        description: readModelDescription(assetsFolder),
        encoderFile: join(assetsFolder, MODEL_FILES[precision]),
        headsFile: join(assetsFolder, MODEL_FILES.heads),
        precision,
        avoidSaturation,
        provider,
        threads,
      }),
  };
}

function tensorFlow(backend: TensorFlowBackend, howToGet: string | null): BackendCandidate {
  return {
    name: `tensorflow-${backend} fp32`,
    precision: 'fp32',
    gpu: backend === 'node-gpu',
    platforms: backend === 'node-gpu' ? ['linux', 'win32'] : EVERYWHERE,
    howToGet,
    open: (assetsFolder, threads) => openTensorFlowEncoder({ backend, assetsFolder, threads }),
  };
}

/** The order of architecture.md: GPUs first, then int8, fp32 and what runs anywhere. */
export const BACKEND_CANDIDATES: readonly BackendCandidate[] = [
  tensorFlow('node-gpu', 'Needs an NVIDIA GPU with CUDA; run "npm run native:tensorflow".'),
  onnxRuntime(
    'cuda',
    'fp32',
    ['linux'],
    'Needs an NVIDIA GPU with CUDA 12 and cuDNN 9, and onnxruntime-node with its CUDA libraries.',
  ),
  onnxRuntime('dml', 'fp32', ['win32'], 'Needs a GPU with DirectX 12 and a current driver.'),
  onnxRuntime('coreml', 'fp32', ['darwin'], 'Comes with macOS 13 and later.'),
  onnxRuntime('cpu', 'int8', EVERYWHERE, null),
  // Chosen when the one above fails its self-check: x86 processors without VNNI.
  onnxRuntime('cpu', 'int8', EVERYWHERE, null, { avoidSaturation: true }),
  onnxRuntime('cpu', 'fp32', EVERYWHERE, null),
  tensorFlow('node', 'Run "npm run native:tensorflow" (for training; ONNX Runtime is faster at listening).'),
  tensorFlow('wasm', null),
  tensorFlow('cpu', null),
];
