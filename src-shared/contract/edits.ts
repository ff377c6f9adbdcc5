import { type } from '@orpc/contract';
import { z } from 'zod';
import type { MetadataFieldName } from './audio.ts';
import type { SoundId } from './identifiers.ts';
import { commandIdInput, MAX_PAGE, soundIdInput, soundsInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** Fields that a person may edit, in the order of an inspector. */
export const editableFields = [
  'title',
  'description',
  'keywords',
  'fxName',
  'category',
  'subCategory',
  'catId',
  'userCategory',
  'vendorCategory',
  'creatorId',
  'sourceId',
  'artist',
  'originator',
  'library',
  'publisher',
  'microphone',
  'location',
  'recordedAt',
  'tempoBpm',
  'musicalKey',
  'notes',
  'comment',
  'copyright',
  'url',
  'rating',
  'scene',
  'take',
  'tape',
] as const satisfies readonly MetadataFieldName[];
export type EditableField = (typeof editableFields)[number];

/** A value that waits to be written into a file. */
export type EditRecord = {
  readonly field: MetadataFieldName;
  /** Empty: the field is to be taken out. */
  readonly value: string;
  /** What the file says; `null`: nothing. */
  readonly fileValue: string | null;
  readonly author: string;
  readonly editedAt: Date;
};
export type EditedSound = {
  readonly id: SoundId;
  /** Absolute. */
  readonly path: string;
  readonly edits: readonly EditRecord[];
};

export type ReplacePreview = {
  /** The first changes there would be. */
  readonly changes: readonly {
    readonly id: SoundId;
    /** Absolute. */
    readonly path: string;
    readonly field: MetadataFieldName;
    readonly before: string;
    readonly after: string;
  }[];
  /** Values that would change, and the sounds that have them. */
  readonly values: number;
  readonly sounds: number;
};

const LONGEST_VALUE = 20_000;
const fieldInput = z.enum(editableFields);
const changed = type<{ readonly changed: number }>();

export const findAndReplaceInput = z.object({
  sounds: soundsInput,
  fields: z.array(fieldInput).min(1),
  find: z.string().min(1).max(1_000),
  /** Of a regular expression, `$1` is what its first group found. */
  replacement: z.string().max(LONGEST_VALUE),
  /** A JavaScript regular expression instead of plain text. */
  regularExpression: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  wholeWords: z.boolean().default(false),
});
export type FindAndReplace = z.output<typeof findAndReplaceInput>;

/** Metadata as a person wants it: shown and searched at once, written into files by a plan. */
export const edits = {
  /** Stages values; an empty one takes the field out. What the file says already is not staged. */
  set: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        sounds: soundsInput,
        fields: z.partialRecord(fieldInput, z.string().max(LONGEST_VALUE)),
      }),
    )
    .output(changed),
  /** Forgets what is staged: of these fields, or of all. */
  clear: repeatable
    .input(z.object({ commandId: commandIdInput, sounds: soundsInput, fields: z.array(fieldInput).min(1).optional() }))
    .output(changed),
  of: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly EditRecord[]>()),
  /** Sounds with staged values by id; `after` is the last one known. */
  list: repeatable
    .input(z.object({ limit: z.int().min(1).max(MAX_PAGE), after: soundIdInput.optional() }))
    .output(type<readonly EditedSound[]>()),
  count: repeatable.output(type<{ readonly sounds: number; readonly edits: number }>()),
  /** What finding and replacing would change. */
  preview: repeatable
    .input(findAndReplaceInput.extend({ limit: z.int().min(0).max(MAX_PAGE).default(100) }))
    .output(type<ReplacePreview>()),
  replace: repeatable.input(findAndReplaceInput.extend({ commandId: commandIdInput })).output(changed),
};
