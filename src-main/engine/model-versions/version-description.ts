/** `version.json`: what a model version is and how it came to be. */
import { z } from 'zod';
import type { ModelLineage, ModelParity } from '../../../src-shared/contract/models.ts';
import type { TrainingConfiguration, TrainingOutcome } from '../../../src-shared/training/index.ts';
import { encoderShape, VERSION_FORMAT } from '../../encoder/index.ts';

const line = z.string().max(2_000);

/** Configuration and outcome are shown, and not acted upon: they are kept as they are. */
const kept = z.record(z.string(), z.unknown()).nullable();

const lineage = z.object({
  parents: z.array(line).max(100),
  madeFrom: z.enum(['shipped', 'run', 'file']),
  trains: z.enum(['adapter', 'last-blocks', 'encoder']).nullable(),
  datasets: z
    .array(
      z.object({
        name: line,
        classKind: z.enum(['category', 'subcategory', 'own']),
        classes: z.int().nonnegative(),
        sounds: z.int().nonnegative(),
      }),
    )
    .max(1_000),
  datasetsFingerprint: line.nullable(),
  configuration: kept,
  outcome: kept,
  productVersion: line.nullable(),
  licences: z.array(line).max(100),
});

const parity = z.object({
  fp32Cosine: z.number(),
  int8Cosine: z.number().nullable(),
  usesInt8: z.boolean(),
  int8Refusal: line.nullable(),
  blocks: z.int().nonnegative(),
});

export const versionDescription = z.object({
  format: z.literal(VERSION_FORMAT),
  /** Also the name of its folder. */
  id: z.string().regex(/^[a-z0-9-]{1,100}$/u),
  name: z.string().trim().min(1).max(200),
  createdAt: z.iso.datetime(),
  architecture: encoderShape,
  /** Whose stored vectors its adapter takes: then nothing has to be listened to again. */
  base: line.nullable(),
  lineage,
  parity,
  /** From what its suggestions head was distilled: sounds of the run alone, or of a catalogue. */
  suggestionHead: z.enum(['run', 'catalogue']).nullable(),
  /** SHA-256 of each other file, in hexadecimal. */
  checksums: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/u)),
});

export type VersionDescription = z.output<typeof versionDescription>;

/** As its clients see it. */
export function lineageOf({ lineage: said }: VersionDescription): ModelLineage {
  return {
    ...said,
    parents: said.parents as unknown as ModelLineage['parents'],
    configuration: said.configuration as unknown as TrainingConfiguration | null,
    outcome: said.outcome as unknown as TrainingOutcome | null,
  };
}

export const parityOf = ({ parity: measured }: VersionDescription): ModelParity => measured;
