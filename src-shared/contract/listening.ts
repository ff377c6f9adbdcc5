import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from './failures.ts';
import type { SoundId } from './identifiers.ts';
import { pathInput, resultSetIdInput, soundIdInput } from './inputs.ts';
import { command, repeatable } from './procedure.ts';
import { type SimilarMatch, type SimilarRecord, type SoundResultSet, soundFilter } from './sounds.ts';
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

/** Similar sounds as a table shows them. */
export type SimilarResultSet = SoundResultSet & {
  /** In the order of the result set. */
  readonly matches: readonly (SimilarMatch & { readonly soundId: SoundId })[];
};

const files = z.array(pathInput).min(1).max(1_000_000);

const similarInput = z.object({
  to: z.union([z.object({ path: pathInput }), z.object({ id: soundIdInput }), z.object({ offer: z.uuid() })]),
  limit: z.int().min(1).max(10_000),
  startSeconds: z.number().min(0).optional(),
  endSeconds: z.number().min(0).optional(),
  /** `moment`: by the nearest pair of frames; `whole`: by all of both sounds. */
  mode: z.enum(['moment', 'whole']).default('moment'),
  /** Only among these. */
  among: z.union([z.object({ filter: soundFilter }), z.object({ resultSetId: resultSetIdInput })]).optional(),
  /** Whether the sound itself is in the list; copies of it are, and are marked. */
  includeItself: z.boolean().default(false),
});
export type SimilarInput = z.output<typeof similarInput>;

/** Of one sound that a window brings because its path can't be known. */
export const MOST_OFFERED_BYTES = 256 * 2 ** 20;
/** In base64 it fits into a message. */
const MOST_PART_CHARACTERS = 800_000;

export const listening = {
  /**
   * A part of a sound that lies where the engine can't read it, dropped on a browser's window say: sent part by part,
   * in order, then named to `similar` by its id. It is kept beside the catalogue for a while and never in it.
   */
  offer: repeatable
    .input(
      z.object({
        id: z.uuid(),
        /** Of the file, with its extension. */
        name: z.string().min(1).max(1_000),
        totalBytes: z.int().min(1).max(MOST_OFFERED_BYTES),
        offset: z.int().min(0),
        part: z.base64().max(MOST_PART_CHARACTERS),
      }),
    )
    .output(type<null>()),
  /**
   * Sounds like a sound of the catalogue, any file, or a part of either; nearest first, equal ones always in the same
   * order. A window ends the search before when it sends a newer one (the call's signal).
   */
  similar: repeatable.input(similarInput).output(type<readonly SimilarRecord[]>()),
  /** The same as a result set of its own, nearest first, for whoever shows pages of it. Let it go when it is no longer shown. */
  similarSet: repeatable.input(similarInput).output(type<SimilarResultSet>()),
  suggest: repeatable
    .input(z.object({ paths: files, top: z.int().min(1).max(82), names: z.boolean().default(true) }))
    .output(eventIterator(type<HeardFile>())),
  /** Writes one `.npy` a sound, blocks × 512 float32, below a folder. */
  embed: command
    .input(z.object({ inputs: files, outputFolder: pathInput, precision: z.enum(['fp32', 'int8']) }))
    .output(eventIterator(type<EmbeddedFile>())),
};
