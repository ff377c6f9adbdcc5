/** Measures on real sounds what int8 needs: ranges of activations. */
import type * as OnnxRuntime from 'onnxruntime-node';
import type { EncoderArchitecture } from './architecture.ts';
import type { Calibration } from './calibration.ts';
import { equalizingFactors } from './equalize.ts';
import { buildFloatGraph, EMBEDDING_OUTPUT, MEL_INPUT, outputOf } from './onnx/float-graph.ts';
import { writeOnnxModel } from './onnx/model-proto.ts';
import { openGraph } from './onnx/session.ts';
import { ActivationHistogram } from './range-statistics.ts';
import type { Weights } from './weights.ts';

/** Below this a range is that of a dead layer. */
const SMALLEST_RANGE = 1e-4;

/**
 * Runs the fp32 graph over blocks twice: for each channel's largest value, then for histograms of the evened-out channels.
 *
 * @param blocks 100 × 96 mel values each, 0–1; at least one
 * @throws RangeError without blocks; SonothequeError `bad-weights` when the weights don't fit
 */
export async function measureCalibration(
  architecture: EncoderArchitecture,
  weights: Weights,
  blocks: readonly Float32Array[],
): Promise<Calibration> {
  if (blocks.length === 0) throw new RangeError('nothing to calibrate by');
  const graph = writeOnnxModel(buildFloatGraph(architecture, weights, { exposeLayers: true }));
  const session = await openGraph(graph, 1);
  try {
    const channels = new Map(
      architecture.layers.flatMap((layer) =>
        layer.kind === 'convolution' ? [[outputOf(layer), layer.outputChannels] as const] : [],
      ),
    );
    const channelMaxima = new Map([...channels].map(([name, count]) => [name, new Float32Array(count)]));
    const sum = new Float64Array(architecture.embeddingSize);
    for (const block of blocks)
      for (const [name, values] of await runGraph(session, block, architecture)) {
        const maxima = channelMaxima.get(name);
        if (maxima) raiseMaxima(maxima, values);
        else if (name === EMBEDDING_OUTPUT)
          for (const [index, value] of values.entries()) sum[index] = (sum[index] ?? 0) + value;
      }
    const factors = new Map([...channelMaxima].map(([name, maxima]) => [name, equalizingFactors([...maxima])]));
    const histograms = new Map<string, ActivationHistogram>();
    for (const block of blocks)
      for (const [name, values] of [[MEL_INPUT, block] as const, ...(await runGraph(session, block, architecture))]) {
        if (name !== MEL_INPUT && !factors.has(name)) continue;
        const histogram = histograms.get(name) ?? new ActivationHistogram();
        histograms.set(name, histogram);
        const divisors = factors.get(name) ?? Float32Array.of(1);
        const perChannel = values.length / divisors.length;
        for (const [channel, divisor] of divisors.entries())
          histogram.add(
            values.subarray(channel * perChannel, (channel + 1) * perChannel).map((value) => value / divisor),
          );
      }
    return {
      maxima: Object.fromEntries(
        [...histograms].map(([name, histogram]) => [
          name,
          rounded(Math.max(histogram.bestMaximum(), SMALLEST_RANGE), 5),
        ]),
      ),
      channelMaxima: Object.fromEntries(
        [...channelMaxima].map(([name, maxima]) => [name, Array.from(maxima, (value) => rounded(value, 3))]),
      ),
      meanEmbedding: Array.from(sum, (value) => rounded(value / blocks.length, 5)),
    };
  } finally {
    await session.release();
  }
}

/** Every output of a graph for one block of 100 × 96 mel values. */
export async function runGraph(
  session: OnnxRuntime.InferenceSession,
  block: Float32Array,
  { blockRows, bands }: EncoderArchitecture,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { Tensor } = await import('onnxruntime-node').then((loaded) => ('default' in loaded ? loaded.default : loaded));
  const results = await session.run({ [MEL_INPUT]: new Tensor('float32', block, [1, 1, blockRows, bands]) });
  return new Map(Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]));
}

function raiseMaxima(largest: Float32Array, values: Float32Array): void {
  const perChannel = values.length / largest.length;
  for (const [index, value] of values.entries()) {
    const channel = Math.floor(index / perChannel);
    if (value > (largest[channel] ?? 0)) largest[channel] = value;
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
