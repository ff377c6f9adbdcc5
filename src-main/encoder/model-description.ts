/** What a folder of model files is: the shipped encoder, or a model version that was trained, with its `version.json`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';
import { AISFX_ENCODER, describeEncoder, type EncoderArchitecture, WIDTHS } from './architecture.ts';
import { MODEL_FILES } from './assets.ts';
import { AISFX_MODEL_VERSION } from './encoder.ts';

/** Files of a newer form are not read. */
export const VERSION_FORMAT = 1;
const LARGEST_DESCRIPTION_BYTES = 16 * 2 ** 20;

/** What sets an encoder apart from others of the architecture. */
export const encoderShape = z.strictObject({
  width: z.int().min(WIDTHS.least).max(WIDTHS.most),
  adapter: z.boolean(),
});

/** As far as opening an encoder needs it; whoever made the version keeps more there. */
const described = z.looseObject({
  format: z.int(),
  id: z.string().regex(/^[a-z0-9-]{1,100}$/u),
  architecture: encoderShape,
});

export type ModelDescription = {
  readonly modelVersion: ModelVersionId;
  readonly architecture: EncoderArchitecture;
  /** Came along with the product. */
  readonly isShipped: boolean;
};

const shipped: ModelDescription = {
  modelVersion: AISFX_MODEL_VERSION,
  architecture: AISFX_ENCODER,
  isShipped: true,
};

/**
 * Says which encoder's files lie in a folder.
 *
 * @throws SonothequeError `bad-model-version` when `version.json` is damaged, `model-version-newer` when it is of a newer form.
 */
export function readModelDescription(assetsFolder: string): ModelDescription {
  const file = join(assetsFolder, MODEL_FILES.description);
  if (!existsSync(file)) return shipped;
  const parsed = described.safeParse(parse(file));
  if (parsed.success && parsed.data.format > VERSION_FORMAT) throw newerVersion();
  if (!parsed.success) throw damagedVersion(`its ${MODEL_FILES.description} can't be read`);
  const { id, architecture } = parsed.data;
  return { modelVersion: id as ModelVersionId, architecture: describeEncoder(architecture), isShipped: false };
}

function parse(file: string): unknown {
  if (statSync(file).size > LARGEST_DESCRIPTION_BYTES) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

export const newerVersion = (): SonothequeError =>
  new SonothequeError({
    code: 'model-version-newer',
    message: 'This model version was made by a newer Sonotheque.',
    nextStep: 'Update Sonotheque, then try again.',
  });

export const damagedVersion = (reason: string): SonothequeError =>
  new SonothequeError({
    code: 'bad-model-version',
    message: `The model version can't be used: ${reason}.`,
    nextStep: 'Import it again from its file, or train it again.',
  });
