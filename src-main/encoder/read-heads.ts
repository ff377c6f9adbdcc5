/** The category heads of a folder of model files, whichever encoder's they are. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_FILES, type ModelFile, missingModel } from './assets.ts';
import { type CategoryHead, type HeadClasses, parseHeadClasses, readCategoryHeads } from './heads.ts';
import { type ModelDescription, readModelDescription } from './model-description.ts';
import { readSafetensors, type Safetensors } from './safetensors.ts';
import { readVersionHeads } from './version-heads.ts';

/** UCS categories, the last side of every head's shares. */
export const CATEGORY_COUNT = 82;

export type OpenedModel = {
  readonly description: ModelDescription;
  readonly weights: Safetensors;
  readonly heads: readonly CategoryHead[];
};

/**
 * Reads weights and heads.
 *
 * @throws SonothequeError `models-missing`, `bad-weights`, `bad-model-version`
 */
export function readModel(assetsFolder: string): OpenedModel {
  const description = readModelDescription(assetsFolder);
  const weights = readSafetensors(readModelFile(assetsFolder, 'weights'));
  const { embeddingSize } = description.architecture;
  const heads = description.isShipped
    ? readCategoryHeads(weights.tensors, readHeadClasses(assetsFolder), embeddingSize)
    : readVersionHeads(weights, embeddingSize, CATEGORY_COUNT);
  return { description, weights, heads };
}

/** @throws SonothequeError `models-missing` */
export const readHeadClasses = (assetsFolder: string): HeadClasses =>
  parseHeadClasses(readModelFile(assetsFolder, 'headClasses').toString('utf8'));

/** @throws SonothequeError `models-missing` */
export function readModelFile(assetsFolder: string, name: ModelFile): Buffer {
  const file = join(assetsFolder, MODEL_FILES[name]);
  if (!existsSync(file)) throw missingModel(MODEL_FILES[name]);
  return readFileSync(file);
}
