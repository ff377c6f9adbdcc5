/** Kernels that TensorFlow.js' WebAssembly backend lacks and training needs. */
import type { NamedAttrMap, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Core } from '../model/index.ts';

const NAME = 'Conv2DBackpropFilter';

/**
 * Registers the gradient of a 3×3 convolution (stride 1, padding 1) by its kernel: a convolution of the input with the
 * output's gradient, where batch and channels have changed places: dK[y, x, i, o] = Σ input[n, r + y − 1, c + x − 1, i] ·
 * gradient[n, r, c, o]. It is computed as nine matrix products, one a place of the kernel, which the backend does fast.
 */
export function registerWasmGradients(core: Core): void {
  if (core.getKernel(NAME, 'wasm')) return;
  core.registerKernel({
    kernelName: NAME,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { filterShape } = attrs as NamedAttrMap & { filterShape: [number, number, number, number] };
      // A kernel that is run by the engine is given whole tensors.
      return core.tidy(() => kernelGradient(core, inputs.x as Tensor4D, inputs.dy as Tensor4D, filterShape));
    },
  });
}

function kernelGradient(
  core: Core,
  input: Tensor4D,
  gradient: Tensor4D,
  shape: [number, number, number, number],
): Tensor4D {
  const [height, width, inputs, outputs] = shape;
  const [batch, rows, bands] = gradient.shape;
  const padded = core.pad(input, [
    [0, 0],
    [(height - 1) >> 1, height >> 1],
    [(width - 1) >> 1, width >> 1],
    [0, 0],
  ]);
  const places = batch * rows * bands;
  const flat = core.reshape(gradient, [places, outputs]);
  const parts: Tensor[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      parts.push(
        core.tidy(() => {
          const moved = core.slice(padded, [0, y, x, 0], [batch, rows, bands, inputs]);
          return core.matMul(core.transpose(core.reshape(moved, [places, inputs])), flat);
        }),
      );
    }
  return core.reshape(core.stack(parts), shape);
}
