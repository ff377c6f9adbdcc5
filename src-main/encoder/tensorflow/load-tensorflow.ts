/** Loading TensorFlow.js with one of its backends, only when asked for and only if installed. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

/** `node-gpu` and `node` are native (libtensorflow); `wasm` and `cpu` come along. */
export type TensorFlowBackend = 'node-gpu' | 'node' | 'wasm' | 'cpu';

/** TensorFlow.js with its backend chosen. */
export type TensorFlow = {
  readonly core: typeof Core;
  readonly layers: typeof Layers;
  /** The name tfjs knows the backend by: `tensorflow`, `wasm`, `cpu`. */
  readonly engineBackend: string;
};

const requireHere = createRequire(import.meta.url);

/** Folder that `npm run native:tensorflow` fills: `.native` beside `src-main` or beside the bundle's `dist`. */
export function nativeFolder(moduleUrl: string = import.meta.url): string | null {
  const here = dirname(fileURLToPath(moduleUrl));
  const folder =
    basename(here) === 'tensorflow' ? join(here, '..', '..', '..', '.native') : join(here, '..', '.native');
  return existsSync(folder) ? folder : null;
}

/**
 * Loads TensorFlow.js and makes `backend` its backend.
 *
 * @param threads threads of one operation (native CPU backend only).
 * @throws SonothequeError `tensorflow-missing` when a native package is not installed, `no-gpu` when it sees no GPU;
 * whatever the package throws while loading.
 */
export async function loadTensorFlow(backend: TensorFlowBackend, threads: number): Promise<TensorFlow> {
  if (backend === 'node' || backend === 'node-gpu') return loadNative(backend, threads);
  const { core, layers } = withoutGreetings(() => {
    const loaded: { core: typeof Core; layers: typeof Layers } = {
      core: requireHere('@tensorflow/tfjs-core'),
      layers: requireHere('@tensorflow/tfjs-layers'),
    };
    requireHere(`@tensorflow/tfjs-backend-${backend}`);
    // The cpu backend greets at its first operation, too.
    loaded.core.enableProdMode();
    return loaded;
  });
  if (backend === 'wasm') {
    const wasm: { setWasmPaths(prefix: string): void; setThreadsCount(count: number): void } = requireHere(
      '@tensorflow/tfjs-backend-wasm',
    );
    // Threads of the WebAssembly backend need a browser's workers.
    wasm.setThreadsCount(1);
    wasm.setWasmPaths(join(dirname(requireHere.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
  }
  if (!(await core.setBackend(backend))) throw new Error(`TensorFlow.js has no working ${backend} backend`);
  return { core, layers, engineBackend: backend };
}

async function loadNative(backend: 'node' | 'node-gpu', threads: number): Promise<TensorFlow> {
  const packageName = `@tensorflow/tfjs-${backend}`;
  const entry = resolveNative(packageName);
  if (entry === null)
    throw new SonothequeError({
      code: 'tensorflow-missing',
      message: `${packageName} is not installed.`,
      nextStep: 'Run "npm run native:tensorflow".',
    });
  giveBackRemovedFunctions();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
  const tensorFlow: typeof Core & typeof Layers = withoutGreetings(() => requireHere(entry));
  await tensorFlow.setBackend('tensorflow');
  if (backend === 'node-gpu' && !seesGpu(tensorFlow.backend()))
    throw new SonothequeError({
      code: 'no-gpu',
      message: `${packageName} loads but sees no CUDA GPU.`,
      nextStep: "Check the NVIDIA driver and the CUDA libraries it asks for in TensorFlow's log.",
    });
  return { core: tensorFlow, layers: tensorFlow, engineBackend: 'tensorflow' };
}

function resolveNative(packageName: string): string | null {
  const folder = nativeFolder();
  const resolvers = folder === null ? [requireHere] : [createRequire(join(folder, 'package.json')), requireHere];
  for (const resolver of resolvers) {
    try {
      return resolver.resolve(packageName);
    } catch {
      // Not there: the next place.
    }
  }
  return null;
}

function seesGpu(engine: object): boolean {
  return 'isUsingGpuDevice' in engine && engine.isUsingGpuDevice === true;
}

/** TensorFlow.js warns on standard error when it is loaded twice, and advises to install what may be installed. */
function withoutGreetings<Loaded>(load: () => Loaded): Loaded {
  const { warn } = console;
  console.warn = () => {};
  try {
    return load();
  } finally {
    console.warn = warn;
  }
}

/** tfjs-node 4.22 calls functions that Node 23 took out of `util`. */
function giveBackRemovedFunctions(): void {
  const removed = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  removed.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  removed.isArray ??= Array.isArray;
}
