/** Makes every model file from the weights and the committed calibration, byte for byte the same each time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AISFX_ENCODER, MEL_DIVISOR } from './architecture.ts';
import { MODEL_FILES } from './assets.ts';
import { parseCalibration } from './calibration.ts';
import { parseHeadClasses, readCategoryHeads } from './heads.ts';
import { readNpy, writeNpy } from './npy.ts';
import { buildFloatGraph } from './onnx/float-graph.ts';
import { buildHeadsGraph } from './onnx/heads-graph.ts';
import { writeOnnxModel } from './onnx/model-proto.ts';
import { buildQuantizedGraph } from './onnx/quantized-graph.ts';
import { readSafetensors } from './safetensors.ts';

/** The golden whose first block the self-check embeds: a long, dense sound that moves every channel. */
const SELF_CHECK_GOLDEN = 'safari-44k';

/**
 * Builds the model files in memory: file name → contents.
 *
 * @param sourceFolder `models/aisfx` of the repository.
 * @throws SonothequeError `bad-weights` or `bad-npy` when a source file is damaged.
 */
export function buildModelFiles(sourceFolder: string): ReadonlyMap<string, Uint8Array> {
  const source = (name: string) => readFileSync(join(sourceFolder, name));
  const weights = source('x-sequential-ce.safetensors');
  const headClasses = source('head-classes.json');
  const { tensors } = readSafetensors(weights);
  const classes = parseHeadClasses(headClasses.toString('utf8'));
  const heads = readCategoryHeads(tensors, classes, AISFX_ENCODER.embeddingSize);
  const calibrationText = source('calibration.json');
  const calibration = parseCalibration(calibrationText.toString('utf8'));
  const golden = (part: string) => readNpy(source(join('goldens', `${SELF_CHECK_GOLDEN}.${part}.npy`)));
  const { blockRows, bands, embeddingSize } = AISFX_ENCODER;
  const mel = golden('mel')
    .values.slice(0, blockRows * bands)
    .map((value) => value / MEL_DIVISOR);
  const embedding = golden('embedding').values.slice(0, embeddingSize);
  const meanEmbedding = Float32Array.from(calibration.meanEmbedding);
  return new Map<string, Uint8Array>([
    [MODEL_FILES.fp32, writeOnnxModel(buildFloatGraph(AISFX_ENCODER, tensors))],
    [MODEL_FILES.int8, writeOnnxModel(buildQuantizedGraph(AISFX_ENCODER, tensors, calibration))],
    [MODEL_FILES.heads, writeOnnxModel(buildHeadsGraph(heads, AISFX_ENCODER.embeddingSize))],
    [MODEL_FILES.selfCheckMel, writeNpy({ shape: [blockRows, bands], values: mel })],
    [MODEL_FILES.selfCheckEmbedding, writeNpy({ shape: [1, embeddingSize], values: embedding })],
    [MODEL_FILES.weights, weights],
    [MODEL_FILES.headClasses, headClasses],
    [MODEL_FILES.calibration, calibrationText],
    [MODEL_FILES.meanEmbedding, writeNpy({ shape: [embeddingSize], values: meanEmbedding })],
  ]);
}
