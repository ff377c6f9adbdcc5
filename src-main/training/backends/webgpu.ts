/** TensorFlow.js on WebGPU through Dawn: Metal, Direct3D 12 and Vulkan, so GPUs that know no CUDA. */
import { createRequire } from 'node:module';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { loadTensorFlow } from '../../encoder/index.ts';
import type { Core } from '../model/index.ts';
import { registerRealCasts } from './webgpu-casts.ts';

const requireHere = createRequire(import.meta.url);

type Adapter = { readonly info?: { readonly architecture: string; readonly description: string } };
type Gpu = { requestAdapter(options?: unknown): Promise<Adapter | null> };

/** Adapters that are programs, not graphics cards. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|warp|basic render/iu;

/**
 * Loads TensorFlow.js and makes WebGPU its backend.
 *
 * @param options.software whether an adapter that is a program will do: right, but slower than anything else.
 * @throws SonothequeError `no-gpu` where there is no adapter.
 */
export async function loadWebGpu(options: { readonly software: boolean }): Promise<Core> {
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
  const { architecture = '', description = '' } = adapter.info ?? {};
  if (!options.software && SOFTWARE.test(`${architecture} ${description}`))
    throw new SonothequeError({
      code: 'no-gpu',
      message: `WebGPU finds no graphics card, only a program in place of one (${description}), which is slow.`,
      nextStep: "Install the graphics card's driver.",
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
  registerRealCasts(core);
  return core;
}
