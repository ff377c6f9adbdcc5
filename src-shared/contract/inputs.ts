/** Schemas that several capabilities share. Limits are generous for people and narrow for floods. */
import { z } from 'zod';
import type { LibraryId, SoundId } from './identifiers.ts';

/** Longer than any system allows. */
const MAX_PATH_LENGTH = 40_000;
/** A page of a table, or a batch of decisions; larger selections go by result set. */
export const MAX_PAGE = 1_000;

export const soundIdInput = z.int().positive() as unknown as z.ZodType<SoundId, SoundId>;
export const libraryIdInput = z.int().positive() as unknown as z.ZodType<LibraryId, LibraryId>;
export const resultSetIdInput = z.int().positive();
/** Absolute, as the system spells it. */
export const pathInput = z.string().min(1).max(MAX_PATH_LENGTH);
export const queryTextInput = z.string().max(10_000);
export const probabilityInput = z.number().min(0).max(1);
/** Chosen by the client, so that a command sent again after a lost connection is done once. */
export const commandIdInput = z.uuid();
/** Sounds that one command names one by one; more go by result set. */
export const MAX_NAMED = 100_000;
/** Rows of a result set, `first` up to but without `end`. */
const rowsInput = z.object({ first: z.int().min(0), end: z.int().min(1) });
/** Which sounds a command is about: one by its path, some by their ids, or a result set: all of it or some rows, less some. */
export const soundsInput = z.union([
  z.object({ path: pathInput }),
  z.object({ ids: z.array(soundIdInput).min(1).max(MAX_NAMED) }),
  z.object({
    resultSetId: resultSetIdInput,
    ranges: z.array(rowsInput).min(1).max(MAX_NAMED).optional(),
    except: z.array(soundIdInput).max(MAX_NAMED).optional(),
  }),
]);
export type SoundsInput = z.output<typeof soundsInput>;
/** A colour as screens write it, `#4c8dff`; empty: none. */
export const colourInput = z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/iu)]);
/** A name that a person gives. */
export const nameInput = z.string().trim().min(1).max(200);
/** Where in a sound, in seconds. */
export const secondsInput = z.number().min(0).max(1e7);
export const pageInput = { offset: z.int().min(0), limit: z.int().min(1).max(MAX_PAGE) };
