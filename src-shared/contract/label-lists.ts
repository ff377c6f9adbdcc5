import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { type ListRowKind, listRowKinds } from '../label-lists/index.ts';
import { commandIdInput, MAX_PAGE, pathInput, queryTextInput, soundsInput } from './inputs.ts';
import type { LabelRecord } from './labels.ts';
import { repeatable } from './procedure.ts';

export type ListRow = {
  /** In the list, from 1. */
  readonly line: number;
  readonly kind: ListRowKind;
  /** As the list says it. */
  readonly path: string;
  /** As the list says it: `DOORS DOORWood`. */
  readonly written: string;
  /** What the sound is labelled; `null`: nothing is done. */
  readonly becomes: string | null;
  /** In plain words; `null` where nothing is to be said. */
  readonly reason: string | null;
};

export type ListPlan = {
  readonly id: string;
  /** Of the file. */
  readonly name: string;
  /** Lines with something in them, the first with the names of the columns left out. */
  readonly rows: number;
  readonly counts: { readonly [Kind in ListRowKind]: number };
  /** Sounds that will be labelled, whole or in part. */
  readonly sounds: number;
  /** About the list as a whole, in plain words. */
  readonly warnings: readonly string[];
  readonly columns: {
    /** Those that were understood, and those that were left alone, as the list spells them. */
    readonly used: readonly string[];
    readonly unused: readonly string[];
    /** How it is written, in plain words: `UTF-8, by comma`, `sheet “Labels”`. */
    readonly form: string;
  };
};

/** A label with the sound it is of, for a list. */
export type LabelEntry = LabelRecord & { readonly path: string; readonly library: string };

const listInput = z.object({
  /** A file on this machine, or one that a window brought by `listening.offer`. */
  from: z.union([z.object({ path: pathInput }), z.object({ offer: z.uuid(), name: z.string().max(1_000) })]),
  /** Where relative paths begin. */
  soundsFolder: pathInput.optional(),
  /** Only lines of this confidence: what the column says, case aside, or at least so much where it holds numbers. */
  confidence: z.string().min(1).max(100).optional(),
});

export const labelLists = {
  /** All labels, of whole sounds and of regions, of the sounds that match, some hundred at a time. */
  entries: repeatable
    .input(
      z.object({
        /** Finds what is written, and nothing that means the same; all sounds without it. */
        text: queryTextInput.default(''),
        /** These instead of those that match. */
        sounds: soundsInput.optional(),
      }),
    )
    .output(eventIterator(type<readonly LabelEntry[]>())),
  /** Reads a list and says what importing it would do. Nothing is changed. A few plans are kept, the newest. */
  plan: repeatable.input(listInput).output(type<ListPlan>()),
  /** Lines of a plan in the order of the list. */
  rows: repeatable
    .input(
      z.object({
        planId: z.uuid(),
        /** All without it. */
        kinds: z.array(z.enum(listRowKinds)).optional(),
        /** In the path, what is written, or the reason; case aside. */
        text: z.string().max(1_000).default(''),
        offset: z.int().min(0),
        limit: z.int().min(1).max(MAX_PAGE),
      }),
    )
    .output(type<{ readonly total: number; readonly rows: readonly ListRow[] }>()),
  /** Labels as the plan says, as one command. What a person said meanwhile stays. */
  apply: repeatable
    .input(z.object({ commandId: commandIdInput, planId: z.uuid() }))
    .output(type<{ readonly labelled: number; readonly leftAlone: number }>()),
};
