/** The starter head that comes along, and what it needs of a sound: models/starter/README.md says what is in its file. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { readSafetensors } from '../encoder/index.ts';
import type { FeatureSpace } from '../learning/index.ts';

/** Numbers of the mean and the largest of an embedding's 512. */
export const pooledLength = 1024;
export const componentCount = 192;
/** Components, then one number a category. */
export const featureLength = componentCount + categories.length;

/** To which power each source counts, where logarithms are summed. */
export type Powers = {
  /** What the sound itself says. */
  readonly own: number;
  /** That, once sounds that are alike agree. */
  readonly agreed: number;
  readonly named: number;
};

export type FusionConstants = {
  /** How much the encoder's own heads count beside the head, both of them what sound says. */
  readonly heard: number;
  /** Where names say nothing. */
  readonly alone: Powers;
  readonly besideNames: Powers;
};

/** What turns embeddings into features: 192 components of 1024 numbers, then one number a category. */
export type FeatureParameters = FeatureSpace & {
  /** Grows when features are made in another way: stored ones are made again. */
  readonly version: number;
};

/** A linear head: 82 × 274 weights and 82 biases. */
export type Head = { readonly weights: Float32Array; readonly biases: Float32Array };

export type LearningConstants = {
  /** How much a weight is held to the starter's: as much as so many labels. */
  readonly priorStrength: number;
  readonly biasPriorStrength: number;
  /** Labels of one category that count; more of them neither tilt nor slow. */
  readonly mostPerCategory: number;
};

export type Starter = {
  /** Whose vectors the features are of. */
  readonly modelVersion: ModelVersionId;
  readonly features: FeatureParameters;
  readonly head: Head;
  readonly fusion: FusionConstants;
  readonly learning: LearningConstants;
};

const powers = z.object({ own: z.number(), agreed: z.number(), named: z.number() });
const text = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((json) => schema.parse(JSON.parse(json)));
const metadata = z.object({
  modelVersion: z.string(),
  featuresVersion: z.coerce.number().int().positive(),
  'logs.floor': z.coerce.number().positive(),
  fusion: text(z.object({ heard: z.number(), alone: powers, besideNames: powers })),
  learning: text(
    z.object({
      priorStrength: z.number().positive(),
      biasPriorStrength: z.number().positive(),
      mostPerCategory: z.int().positive(),
    }),
  ),
});

/** Beside the bundle, or in `models` of the package when running from source. */
function locateStarter(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const place = join('models', 'starter', 'starter-head.safetensors');
  return [join(here, place), join(here, '..', '..', place)].find((file) => existsSync(file)) ?? null;
}

/**
 * Reads the starter head; `null` where none comes along.
 * @throws SonothequeError `bad-weights` when the file is damaged or of another make
 */
export function readStarter(file: string | null = locateStarter()): Starter | null {
  if (file === null) return null;
  const { tensors, metadata: said } = readSafetensors(readFileSync(file));
  const facts = metadata.safeParse(said);
  if (!facts.success) throw unusable('what it says of itself is incomplete');
  const take = (name: string, length: number): Float32Array => {
    const values = tensors.get(name)?.values;
    if (values?.length !== length) throw unusable(`it has no ${name} of ${length} numbers`);
    return values;
  };
  const count = categories.length;
  const { modelVersion, featuresVersion, fusion, learning } = facts.data;
  return {
    modelVersion: modelVersion as ModelVersionId,
    features: {
      version: featuresVersion,
      mean: take('features.mean', pooledLength),
      spread: take('features.spread', pooledLength),
      components: take('features.components', componentCount * pooledLength),
      logFloor: facts.data['logs.floor'],
      logMean: take('logs.mean', count),
      logScale: take('logs.scale', count),
    },
    head: { weights: take('head.weights', count * featureLength), biases: take('head.biases', count) },
    fusion,
    learning,
  };
}

function unusable(reason: string): SonothequeError {
  return new SonothequeError({
    code: 'bad-weights',
    message: `The starter head can't be used: ${reason}.`,
    nextStep: 'Get the file again from where the program came from; a set-up run restores it.',
  });
}

let shipped: Starter | null | undefined;

/** The one that comes along, read once. */
export function shippedStarter(): Starter | null {
  if (shipped === undefined) shipped = readStarter();
  return shipped;
}
