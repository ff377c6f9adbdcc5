/** Opens the fastest backend that works here, and says why the faster ones don't. */
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { describeFailure } from '../../children/index.ts';
import { loadTensorFlow } from '../../encoder/index.ts';
import { type Core, coreOperations, type EncoderOperations, nativeOperations } from '../model/index.ts';
import { type RefusedBackend, TRAINING_BACKENDS, type TrainingBackend } from './backend-names.ts';
import { registerWasmGradients } from './wasm-gradients.ts';
import { loadWebGpu } from './webgpu.ts';

export type OpenedBackend = {
  readonly backend: TrainingBackend;
  readonly core: Core;
  readonly operations: EncoderOperations;
  readonly refused: readonly RefusedBackend[];
};

/** WebAssembly is always there; plain JavaScript is for tests that ask for it. */
const CANDIDATES = TRAINING_BACKENDS.filter((backend) => backend !== 'cpu');

/**
 * @param options.threads of one operation, native CPU backend only.
 * @param options.backend only this one.
 * @throws SonothequeError `no-backend` where none works, or the one asked for doesn't.
 */
export async function openBackend(options: {
  readonly threads: number;
  readonly backend?: TrainingBackend | undefined;
}): Promise<OpenedBackend> {
  const refused: RefusedBackend[] = [];
  for (const backend of options.backend ? [options.backend] : CANDIDATES) {
    try {
      return { backend, ...(await open(backend, options.threads, options.backend !== undefined)), refused };
    } catch (error) {
      refused.push({ backend, reason: describeFailure(error).message });
    }
  }
  throw new SonothequeError({
    code: 'no-backend',
    message: `Training can't compute here: ${refused.map(({ backend, reason }) => `${backend}: ${reason}`).join(' ')}`,
    nextStep: 'Run "npm run native:tensorflow", or let the fastest that works be chosen.',
  });
}

async function open(
  backend: TrainingBackend,
  threads: number,
  isAskedFor: boolean,
): Promise<{ readonly core: Core; readonly operations: EncoderOperations }> {
  if (backend === 'webgpu') {
    const core = await loadWebGpu({ software: isAskedFor });
    return { core, operations: coreOperations(core) };
  }
  const { core } = await loadTensorFlow(backend, threads);
  if (backend === 'wasm') registerWasmGradients(core);
  const isNative = backend === 'node' || backend === 'node-gpu';
  return { core, operations: isNative ? nativeOperations(core) : coreOperations(core) };
}
