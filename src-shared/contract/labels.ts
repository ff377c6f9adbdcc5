import { type } from '@orpc/contract';
import { z } from 'zod';
import type { CatId } from './identifiers.ts';
import { commandIdInput, probabilityInput, queryTextInput, secondsInput, soundIdInput, soundsInput } from './inputs.ts';
import { repeatable } from './procedure.ts';
import type { SoundRecord } from './sounds.ts';
import type { LabelSource } from './suggestions.ts';

/** A part of a sound, in seconds. */
export type RegionRecord = { readonly startSeconds: number; readonly endSeconds: number };

const regionInput = z
  .object({ startSeconds: secondsInput, endSeconds: secondsInput })
  .refine(({ startSeconds, endSeconds }) => endSeconds > startSeconds, 'A region ends after it begins.');

/** A label that stands, of the whole sound or a region. */
export type LabelRecord = {
  /** `null`: the whole sound. */
  readonly region: RegionRecord | null;
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly decidedAt: Date;
  /** A person said it: no machine overwrites it. */
  readonly locked: boolean;
};

/** What was once said about a sound; nothing is ever deleted. */
export type LabelEventRecord = Omit<LabelRecord, 'category' | 'locked' | 'decidedAt'> & {
  readonly id: string;
  readonly kind: 'set' | 'clear' | 'undo';
  readonly category: string | null;
  readonly at: Date;
  /** For `undo`: the event that was taken back; itself perhaps an undo. */
  readonly undoneId: string | null;
  /** It is the label that stands now. */
  readonly stands: boolean;
};

/** Every labelling command carries an id of the client's: sent twice, it is done once. */
export const labels = {
  /**
   * Labels whole sounds, or a region of each. Gives the sounds as they are now, at most a thousand of them.
   * @param decision a CatID or category as a person typed it; `null` clears the label
   */
  set: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        sounds: soundsInput,
        region: regionInput.optional(),
        decision: z.string().min(1).max(200).nullable(),
      }),
    )
    .output(type<readonly SoundRecord[]>()),
  /**
   * Accepts the first suggestion of every undecided sound that is at least this probable: of those named, in the person's
   * name; or of all that match, in bulk (source `model`), which locks nothing.
   */
  accept: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        /** Finds what is written, and nothing that means the same. */
        text: queryTextInput.default(''),
        sounds: soundsInput.optional(),
        minProbability: probabilityInput,
      }),
    )
    .output(type<{ readonly accepted: number; readonly matched: number }>()),
  /** Takes back this person's last command, of whatever kind: `history.undo` under its old name. */
  undo: repeatable.input(z.object({ commandId: commandIdInput })).output(type<{ readonly undone: number }>()),
  /** Those that stand, regions by time, the whole sound first. */
  list: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly LabelRecord[]>()),
  /** Everything that was ever said about a sound, oldest first: who, when, on which machine. */
  history: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly LabelEventRecord[]>()),
};
