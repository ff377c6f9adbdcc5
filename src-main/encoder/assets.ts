/** Where the built model files lie: made at set-up from the weights by `npm run models:build`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SonothequeError } from '../../src-shared/contract/failures.ts';

export const MODEL_FILES = {
  fp32: 'encoder-fp32.onnx',
  int8: 'encoder-int8.onnx',
  heads: 'heads.onnx',
  /** One mel block and its embedding by the original PyTorch model, for the self-check. */
  selfCheckMel: 'self-check.mel.npy',
  selfCheckEmbedding: 'self-check.embedding.npy',
  /** The weights themselves and the heads' classes, for TensorFlow.js. */
  weights: 'weights.safetensors',
  headClasses: 'head-classes.json',
  /** Mean embedding over the calibration sounds, 512 numbers. */
  meanEmbedding: 'mean-embedding.npy',
  /** Activation ranges for int8: a version that shares the layers is quantised by them, too. */
  calibration: 'calibration.json',
  /** Of a model version: a few mel blocks (n × 100 × 96) by which an import is checked. */
  checkBlocks: 'check-blocks.npy',
  /** What a model version is; the shipped one has none. */
  description: 'version.json',
} as const;

export type ModelFile = keyof typeof MODEL_FILES;

/**
 * Finds the folder of model files: beside a bundle (`models/aisfx`), or in `dist/models/aisfx` of the package when
 * running from source.
 *
 * @throws SonothequeError `models-missing` when neither is there.
 */
export function locateModels(moduleUrl: string = import.meta.url): string {
  const here = dirname(fileURLToPath(moduleUrl));
  const candidates = [join(here, 'models', 'aisfx'), join(here, '..', '..', 'dist', 'models', 'aisfx')];
  const found = candidates.find((folder) => existsSync(join(folder, MODEL_FILES.heads)));
  if (found === undefined) throw missingModel(MODEL_FILES.heads);
  return found;
}

export function missingModel(name: string): SonothequeError {
  return new SonothequeError({
    code: 'models-missing',
    message: `The model file ${name} is missing.`,
    nextStep: 'Run "npm run models:build"; it takes a second and needs no network.',
  });
}
