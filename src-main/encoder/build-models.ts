/** Makes every model file from the weights and the committed calibration, byte for byte the same each time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AISFX_ENCODER, MEL_DIVISOR } from './architecture.ts';
import { MODEL_FILES } from './assets.ts';
import { parseHeadClasses, readCategoryHeads } from './heads.ts';
import { readNpy, writeNpy } from './npy.ts';
import { buildFloatGraph } from './onnx/float-graph.ts';
import { buildHeadsGraph } from './onnx/heads-graph.ts';
import { writeOnnxModel } from './onnx/model-proto.ts';
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
  const { tensors } = readSafetensors(readFileSync(join(sourceFolder, 'x-sequential-ce.safetensors')));
  const classes = parseHeadClasses(readFileSync(join(sourceFolder, 'head-classes.json'), 'utf8'));
  const heads = readCategoryHeads(tensors, classes, AISFX_ENCODER.embeddingSize);
  const golden = (part: string) =>
    readNpy(readFileSync(join(sourceFolder, 'goldens', `${SELF_CHECK_GOLDEN}.${part}.npy`)));
  const { blockRows, bands, embeddingSize } = AISFX_ENCODER;
  const mel = golden('mel')
    .values.slice(0, blockRows * bands)
    .map((value) => value / MEL_DIVISOR);
  const embedding = golden('embedding').values.slice(0, embeddingSize);
  return new Map([
    [MODEL_FILES.fp32, writeOnnxModel(buildFloatGraph(AISFX_ENCODER, tensors))],
    [MODEL_FILES.heads, writeOnnxModel(buildHeadsGraph(heads, AISFX_ENCODER.embeddingSize))],
    [MODEL_FILES.selfCheckMel, writeNpy({ shape: [blockRows, bands], values: mel })],
    [MODEL_FILES.selfCheckEmbedding, writeNpy({ shape: [1, embeddingSize], values: embedding })],
  ]);
}
