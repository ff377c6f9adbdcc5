import { type } from '@orpc/contract';
import { z } from 'zod';
import { commandIdInput, nameInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** A search as its maker puts it: text, filter, sorting. Whoever reads it passes over what it doesn't know. */
export type SearchQuery = { readonly [name: string]: unknown };

export type SavedSearchRecord = {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly query: SearchQuery;
  readonly createdAt: Date;
};
export type PastSearch = { readonly query: SearchQuery; readonly searchedAt: Date };

const LONGEST_QUERY = 50_000;
const queryInput = z
  .record(z.string().max(100), z.json())
  .refine((query) => JSON.stringify(query).length <= LONGEST_QUERY, 'This search is too long to be kept.');

/** Searches under names, and those of before. */
export const searches = {
  /** In their order. */
  list: repeatable.output(type<readonly SavedSearchRecord[]>()),
  /** A known id is changed. `before`: the search that it is to stand before; `null`: at the end. */
  save: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        id: z.uuid().optional(),
        name: nameInput,
        query: queryInput,
        before: z.uuid().nullable().optional(),
      }),
    )
    .output(type<SavedSearchRecord>()),
  delete: repeatable
    .input(z.object({ commandId: commandIdInput, id: z.uuid() }))
    .output(type<{ readonly changed: number }>()),
  /** Remembers what was searched for; the same again only becomes the newest. */
  remember: repeatable.input(z.object({ query: queryInput })).output(type<null>()),
  /** Newest first; the last two hundred are kept. */
  past: repeatable.input(z.object({ limit: z.int().min(1).max(200) })).output(type<readonly PastSearch[]>()),
  forget: repeatable.output(type<null>()),
};
