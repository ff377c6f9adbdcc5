/** Kernels lie otherwise in files (PyTorch, ONNX) than TensorFlow wants them. */
import type { FloatTensor } from '../../encoder/index.ts';

/** Height × width × input × output (TensorFlow) → output × input × height × width (PyTorch, ONNX). */
export function toOutputInputHeightWidth({ shape, values }: FloatTensor): FloatTensor {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const turned = new Float32Array(values.length);
  let source = 0;
  for (let position = 0; position < height * width; position += 1)
    for (let input = 0; input < inputs; input += 1)
      for (let output = 0; output < outputs; output += 1) {
        turned[(output * inputs + input) * height * width + position] = values[source] ?? 0;
        source += 1;
      }
  return { shape: [outputs, inputs, height, width], values: turned };
}
