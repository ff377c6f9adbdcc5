/**
 * A model version as one file, `NAME.sonotheque-model`: a safetensors file with the weights, the suggestions head and a few
 * mel blocks to check by; what the version is stands in its metadata. No code, nothing packed: what a file may take in
 * memory is what it takes on disk.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import {
  type Calibration,
  type FloatTensor,
  newerVersion,
  parseCalibration,
  readTiledSafetensors,
  type Safetensors,
  writeSafetensors,
} from '../../encoder/index.ts';
import { type VersionDescription, versionDescription } from './version-description.ts';

export const MODEL_FILE_EXTENSION = '.sonotheque-model';
export const LARGEST_MODEL_FILE_BYTES = 512 * 2 ** 20;

const FORMAT_NAME = 'sonotheque-model';
const FORMAT = 1;
const SUGGESTION = 'suggestion.';
const CHECKS = 'check-blocks';
const BLOCK = [100, 96] as const;
const MOST_CHECK_BLOCKS = 64;
const MOST_TENSORS = 10_000;
const LARGEST_HEADER_BYTES = 16 * 2 ** 20;

const texts = z.record(z.string(), z.string());
const described = versionDescription.omit({ checksums: true });

/** What a file holds, checked as far as that goes without computing. */
export type VersionParts = {
  readonly description: Omit<VersionDescription, 'checksums'>;
  readonly weights: Safetensors;
  readonly suggestionHead: Safetensors | null;
  readonly calibration: Calibration;
  /** 100 × 96 mel values each. */
  readonly checkBlocks: readonly Float32Array[];
};

export function writeVersionFile(parts: VersionParts): Uint8Array {
  const { weights, suggestionHead, calibration, checkBlocks } = parts;
  const tensors = new Map<string, FloatTensor>(weights.tensors);
  for (const [name, tensor] of suggestionHead?.tensors ?? []) tensors.set(`${SUGGESTION}${name}`, tensor);
  const blocks = new Float32Array(checkBlocks.length * BLOCK[0] * BLOCK[1]);
  for (const [at, block] of checkBlocks.entries()) blocks.set(block, at * BLOCK[0] * BLOCK[1]);
  tensors.set(CHECKS, { shape: [checkBlocks.length, ...BLOCK], values: blocks });
  const metadata: Record<string, string> = {
    format: `${FORMAT_NAME} ${FORMAT}`,
    description: JSON.stringify(described.parse(parts.description)),
    calibration: JSON.stringify(calibration),
    weights: JSON.stringify(weights.metadata),
    suggestionHead: JSON.stringify(suggestionHead?.metadata ?? null),
  };
  return writeSafetensors({ tensors, metadata: { ...metadata, checksum: checksumOf(tensors, metadata) } });
}

/**
 * Reads a file and makes sure that it is whole.
 *
 * @throws SonothequeError `not-a-model-file` of another program's, `model-version-newer`, `bad-model-file`
 */
export function readVersionFile(bytes: Uint8Array): VersionParts {
  if (bytes.byteLength > LARGEST_MODEL_FILE_BYTES) throw damaged('it is larger than any model version');
  const { tensors, metadata } = readTensors(bytes);
  const [name, format] = (metadata.format ?? '').split(' ');
  if (name !== FORMAT_NAME) throw foreign();
  if (Number(format) > FORMAT) throw newerVersion();
  const { checksum, ...said } = metadata;
  if (checksum !== checksumOf(tensors, said)) throw damaged('its checksum is another');
  const description = parsed(described, said.description);
  const suggestionMetadata = parsed(texts.nullable(), said.suggestionHead);
  const suggestions = new Map<string, FloatTensor>();
  const weights = new Map<string, FloatTensor>();
  for (const [key, tensor] of tensors) {
    if (key === CHECKS) continue;
    if (key.startsWith(SUGGESTION)) suggestions.set(key.slice(SUGGESTION.length), finite(key, tensor));
    else weights.set(key, finite(key, tensor));
  }
  if ((suggestionMetadata === null) !== (suggestions.size === 0)) throw damaged('its suggestions head is incomplete');
  return {
    description,
    weights: { tensors: weights, metadata: parsed(texts, said.weights) },
    suggestionHead: suggestionMetadata && { tensors: suggestions, metadata: suggestionMetadata },
    calibration: calibrationOf(said.calibration ?? ''),
    checkBlocks: blocksOf(tensors.get(CHECKS)),
  };
}

function readTensors(bytes: Uint8Array): Safetensors {
  try {
    return readTiledSafetensors(bytes, { tensors: MOST_TENSORS, headerBytes: LARGEST_HEADER_BYTES });
  } catch (error) {
    if (error instanceof SonothequeError) throw damaged('it is cut short, or of another program');
    throw error;
  }
}

function blocksOf(checks: FloatTensor | undefined): readonly Float32Array[] {
  const [count = 0, ...block] = checks?.shape ?? [];
  if (checks === undefined || block.join() !== BLOCK.join() || count < 1 || count > MOST_CHECK_BLOCKS)
    throw damaged('it has nothing to check it by');
  if (!checks.values.every((value) => value >= 0 && value <= 4))
    throw damaged('what it is to be checked by is no sound');
  const size = BLOCK[0] * BLOCK[1];
  return Array.from({ length: count }, (_, at) => checks.values.slice(at * size, (at + 1) * size));
}

function finite(name: string, tensor: FloatTensor): FloatTensor {
  if (!tensor.values.every(Number.isFinite)) throw damaged(`“${name.slice(0, 60)}” holds what is no number`);
  return tensor;
}

function calibrationOf(json: string): Calibration {
  try {
    return parseCalibration(json);
  } catch {
    throw damaged('its calibration can’t be read');
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, json: string | undefined): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(json ?? ''));
  } catch {
    throw damaged('what it says of itself can’t be read');
  }
}

/** Over names, shapes, numbers and what is said of them, in the order of names. */
function checksumOf(tensors: ReadonlyMap<string, FloatTensor>, metadata: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const key of Object.keys(metadata).sort()) hash.update(JSON.stringify([key, metadata[key]]));
  for (const name of [...tensors.keys()].sort()) {
    const tensor = tensors.get(name);
    if (tensor === undefined) continue;
    const { buffer, byteOffset, byteLength } = tensor.values;
    hash.update(JSON.stringify([name, tensor.shape]));
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex');
}

const damaged = (reason: string): SonothequeError =>
  new SonothequeError({
    code: 'bad-model-file',
    message: `This model file can’t be used: ${reason}.`,
    nextStep: 'Export the version again where it comes from, and copy the file once more.',
  });

const foreign = (): SonothequeError =>
  new SonothequeError({
    code: 'not-a-model-file',
    message: 'This file is no model version of Sonotheque.',
    nextStep: `Choose a file that ends in ${MODEL_FILE_EXTENSION}.`,
  });
