import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from './failures.ts';
import { pathInput, soundIdInput } from './inputs.ts';
import { command, repeatable } from './procedure.ts';
import type { SimilarRecord } from './sounds.ts';
import type { Suggestion } from './suggestions.ts';

/** A file that was listened to without a catalogue. */
export type HeardFile = {
  readonly path: string;
  readonly durationSeconds: number | null;
  readonly suggestions: readonly Suggestion[];
  readonly failure: Failure | null;
};

/** A sound and the `.npy` its embeddings went to. */
export type EmbeddedFile = {
  readonly source: string;
  readonly output: string | null;
  readonly blocks: number;
  readonly durationSeconds: number | null;
  readonly failure: Failure | null;
  /** Inputs in all, for a bar. */
  readonly total: number;
};

const files = z.array(pathInput).min(1).max(1_000_000);

export const listening = {
  /** Sounds like a sound of the catalogue, any file, or a part of either. */
  similar: repeatable
    .input(
      z.object({
        to: z.union([z.object({ path: pathInput }), z.object({ id: soundIdInput })]),
        limit: z.int().min(1).max(10_000),
        startSeconds: z.number().min(0).optional(),
        endSeconds: z.number().min(0).optional(),
      }),
    )
    .output(type<readonly SimilarRecord[]>()),
  suggest: repeatable
    .input(z.object({ paths: files, top: z.int().min(1).max(82) }))
    .output(eventIterator(type<HeardFile>())),
  /** Writes one `.npy` a sound, blocks × 512 float32, below a folder. */
  embed: command
    .input(z.object({ inputs: files, outputFolder: pathInput, precision: z.enum(['fp32', 'int8']) }))
    .output(eventIterator(type<EmbeddedFile>())),
};
