/** Opens the fastest backend that works here, and says why the faster ones don't. */
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { describeFailure } from '../../children/index.ts';
import { loadTensorFlow } from '../../encoder/index.ts';
import { type Core, coreOperations, type EncoderOperations, nativeOperations } from '../model/index.ts';
import { type RefusedBackend, TRAINING_BACKENDS, type TrainingBackend } from './backend-names.ts';
import { type Computing, difference, trialStep } from './trial-step.ts';
import { registerWasmGradients } from './wasm-gradients.ts';
import { loadWebGpu } from './webgpu.ts';

export type OpenedBackend = {
  readonly backend: TrainingBackend;
  readonly core: Core;
  readonly operations: EncoderOperations;
  readonly refused: readonly RefusedBackend[];
};

/** Of the largest value of a gradient. */
const LARGEST_DIFFERENCE = 1e-3;

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
    const operations = coreOperations(core);
    await mustAgree({ core, operations });
    return { core, operations };
  }
  const { core } = await loadTensorFlow(backend, threads);
  if (backend === 'wasm') registerWasmGradients(core);
  const isNative = backend === 'node' || backend === 'node-gpu';
  return { core, operations: isNative ? nativeOperations(core) : coreOperations(core) };
}

/** WebGPU's programs fail without an error: a step is computed by plain JavaScript, too. */
async function mustAgree(computing: Computing): Promise<void> {
  const { core } = computing;
  const size = { frozenStages: 0, rows: 16, bands: 16, frames: 2 };
  const computed = await trialStep(computing, size);
  await core.setBackend('cpu');
  const expected = await trialStep(computing, size);
  await core.setBackend('webgpu');
  for (const [name, gradient] of expected.gradients)
    if (!(difference(computed.gradients.get(name) ?? new Float32Array(0), gradient) < LARGEST_DIFFERENCE))
      throw new SonothequeError({
        code: 'wrong-results',
        message: 'The graphics card computes a training step wrongly.',
        nextStep: "Bring the graphics card's driver up to date.",
      });
}
