/** A fault of TensorFlow.js' WebGPU backend 4.22, mended: numbers that are said to be floats but lie there as integers. */
import type { DataType, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Core } from '../model/index.ts';

/**
 * Registers the cast from truth values and integers to floats anew: the backend's own only renames them, and programs
 * that read their input raw, transposition among them, then don't compile. Multiplying by 1 makes them floats.
 */
export function registerRealCasts(core: Core): void {
  const own = core.getKernel('Cast', 'webgpu');
  if (!own) return;
  core.unregisterKernel('Cast', 'webgpu');
  core.registerKernel({
    ...own,
    kernelFunc: (call) => {
      const renamed = own.kernelFunc(call) as TensorInfo;
      const from = (call.inputs as { x: TensorInfo }).x.dtype as DataType;
      if (renamed.dtype !== 'float32' || !(from === 'bool' || from === 'int32')) return renamed;
      const tensor = core.engine().makeTensorFromTensorInfo(renamed) as Tensor;
      const real = core.tidy(() => core.mul(tensor, core.scalar(1)));
      tensor.dispose();
      return real;
    },
  });
}
