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
export const pageInput = { offset: z.int().min(0), limit: z.int().min(1).max(MAX_PAGE) };
