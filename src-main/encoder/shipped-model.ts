import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';
import { locateModels, MODEL_FILES, missingModel } from './assets.ts';
import { AISFX_MODEL_VERSION } from './encoder.ts';
import { readNpy } from './npy.ts';

/** What a catalogue keeps about the model version that comes along. */
export type ShippedModel = {
  readonly id: ModelVersionId;
  readonly name: string;
  readonly lineage: { readonly source: string; readonly licence: string; readonly parents: readonly ModelVersionId[] };
  /** 512 means over the calibration sounds; sign bits for similarity search are taken around it. */
  readonly embeddingMean: Float32Array;
};

/**
 * Describes the model version that comes along.
 *
 * @throws SonothequeError `models-missing` before set-up has built the model files.
 */
export function readShippedModel(assetsFolder: string = locateModels()): ShippedModel {
  const file = join(assetsFolder, MODEL_FILES.meanEmbedding);
  if (!existsSync(file)) throw missingModel(MODEL_FILES.meanEmbedding);
  return {
    id: AISFX_MODEL_VERSION,
    name: 'aiSFX X-Sequential-CE',
    lineage: {
      source:
        'A. B. Ma and A. Lerch, Representation Learning for the Automatic Indexing of Sound Effects Libraries, ISMIR 2022',
      licence: 'CC BY 4.0',
      parents: [],
    },
    embeddingMean: readNpy(readFileSync(file)).values,
  };
}
