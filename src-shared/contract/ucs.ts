import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { UcsList } from '../ucs/index.ts';
import { commandIdInput, pathInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** The list that sounds are named by. */
export type UcsListRecord = UcsList & {
  /** It is the one that the product comes with. */
  readonly isShipped: boolean;
};

/** A subcategory that another list has and this one hasn't, or the reverse. */
type ListedSubcategory = { readonly catId: string; readonly category: string; readonly subCategory: string };

/** What using another UCS list would do. */
export type UcsPlan = {
  readonly id: string;
  /** Of the sheet. */
  readonly name: string;
  readonly from: { readonly version: string; readonly subcategories: number; readonly categories: number };
  readonly to: { readonly version: string; readonly subcategories: number; readonly categories: number };
  readonly added: readonly ListedSubcategory[];
  /** Their labels stay as they are and are shown as not in this list. */
  readonly removed: readonly (ListedSubcategory & { readonly labels: number })[];
  /** The same category and subcategory under another CatID. */
  readonly renamed: readonly (ListedSubcategory & { readonly becomes: string; readonly labels: number })[];
  /** The same CatID in another category. */
  readonly moved: readonly (ListedSubcategory & { readonly becomes: string; readonly labels: number })[];
  /** The same CatID in the same category, with other words: what differs, in plain words. */
  readonly reworded: readonly (ListedSubcategory & { readonly changes: string })[];
  /** Categories that are called something else as a whole, with the labels that name no subcategory. */
  readonly renamedCategories: readonly {
    readonly category: string;
    readonly becomes: string;
    readonly labels: number;
  }[];
  /** Labels of a category as a whole that the new list doesn't have. */
  readonly removedCategories: readonly { readonly category: string; readonly labels: number }[];
  /** Categories that no head of the encoder knows: they can be labelled and searched, and nothing is heard as them. */
  readonly unheard: readonly string[];
  /** Labels that are brought to the new list, and labels that stay although the new list doesn't have them. */
  readonly labelsMapped: number;
  readonly labelsKept: number;
  /** Lines (of a workbook: rows) of the sheet that were left alone, in plain words. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
};

const sheetInput = z.object({
  /** A CSV or TSV file or an .xlsx workbook on this machine, one that a window brought, or the list that the product comes with. */
  from: z.union([
    z.object({ path: pathInput }),
    z.object({ offer: z.uuid(), name: z.string().max(1_000) }),
    z.object({ shipped: z.literal(true) }),
  ]),
  /** What the list calls itself; without it, what the file's name says. */
  version: z.string().trim().min(1).max(40).optional(),
});

export const ucs = {
  /** The list in force now, and after each change. */
  watch: repeatable.output(eventIterator(type<UcsListRecord>())),
  /** Reads a sheet and says what using it would do. Nothing is changed. */
  plan: repeatable.input(sheetInput).output(type<UcsPlan>()),
  /** Uses the planned list and brings labels to it, as one command; undo takes both back. */
  apply: repeatable
    .input(z.object({ commandId: commandIdInput, planId: z.uuid(), mapLabels: z.boolean().default(true) }))
    .output(type<{ readonly version: string; readonly relabelled: number }>()),
};
