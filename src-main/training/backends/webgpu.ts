/** TensorFlow.js on WebGPU through Dawn: Metal, Direct3D 12 and Vulkan, so GPUs that know no CUDA. */
import { createRequire } from 'node:module';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { loadTensorFlow } from '../../encoder/index.ts';
import type { Core } from '../model/index.ts';

const requireHere = createRequire(import.meta.url);

type Adapter = { readonly info?: { readonly vendor: string; readonly description: string } };
type Gpu = { requestAdapter(options?: unknown): Promise<Adapter | null> };

/**
 * Loads TensorFlow.js and makes WebGPU its backend.
 *
 * @throws SonothequeError `no-gpu` where there is no adapter.
 */
export async function loadWebGpu(): Promise<Core> {
  const dawn: { create(options: readonly string[]): Gpu; globals: object } = await import('webgpu');
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create([]);
  const adapter = await gpu.requestAdapter();
  if (adapter === null)
    throw new SonothequeError({
      code: 'no-gpu',
      message: 'WebGPU finds no graphics adapter.',
      nextStep: "Install the graphics card's driver (Vulkan on Linux).",
    });
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  const { core } = await loadTensorFlow('cpu', 1);
  requireHere('@tensorflow/tfjs-backend-webgpu');
  if (!(await core.setBackend('webgpu')))
    throw new SonothequeError({
      code: 'no-gpu',
      message: "WebGPU's adapter can't run TensorFlow.js.",
      nextStep: "Bring the graphics card's driver up to date.",
    });
  return core;
}
