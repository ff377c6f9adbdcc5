import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { SoundId } from './identifiers.ts';
import { commandIdInput, MAX_PAGE } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** What commands do that can be taken back. */
export type HistoryAction =
  | 'label'
  | 'clear'
  | 'accept'
  | 'favourite'
  | 'unfavourite'
  | 'rate'
  | 'note'
  | 'mark'
  | 'put-markers'
  | 'remove-markers'
  | 'edit'
  | 'replace'
  | 'drop-edits'
  | 'create-collection'
  | 'change-collection'
  | 'delete-collection'
  | 'add-to-collection'
  | 'remove-from-collection'
  | 'move-in-collection'
  | 'save-search'
  | 'delete-search'
  | 'import-labels'
  | 'use-ucs-list';

/** One command of a person: one step of undo or redo. */
export type HistoryRecord = {
  /** Grows from command to command. */
  readonly number: number;
  /** The command's id. */
  readonly id: string;
  readonly action: HistoryAction;
  /** `Label 12 sounds DOORWood`. */
  readonly title: string;
  readonly author: string;
  readonly device: string;
  /** `undone`: redo does it again. */
  readonly state: 'done' | 'undone';
  readonly sounds: number;
  readonly at: Date;
};

/** A command over many sounds that is being done. */
export type WorkingCommand = { readonly title: string; readonly done: number; readonly total: number };

export type HistoryState = {
  readonly undo: HistoryRecord | null;
  readonly redo: HistoryRecord | null;
  readonly working: readonly WorkingCommand[];
};

export type HistoryStep = {
  /** `null`: there was nothing to do. */
  readonly entry: HistoryRecord | null;
  /** Sounds that are different now; at most a thousand are named. */
  readonly sounds: readonly SoundId[];
  readonly soundCount: number;
};

const step = repeatable.input(z.object({ commandId: commandIdInput })).output(type<HistoryStep>());

/** Labels, marks, notes, markers, edits, collections and saved searches: one history a person, without limit. */
export const history = {
  /** Newest first; what was taken back and then replaced by something else is left out. */
  list: repeatable
    .input(z.object({ limit: z.int().min(1).max(MAX_PAGE), before: z.int().positive().optional() }))
    .output(type<readonly HistoryRecord[]>()),
  undo: step,
  redo: step,
  /** What undo and redo would be about and how far long commands are, now and after each change. */
  watch: repeatable.output(eventIterator(type<HistoryState>())),
};
