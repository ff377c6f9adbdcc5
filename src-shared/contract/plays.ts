import { type } from '@orpc/contract';
import { z } from 'zod';
import { MAX_PAGE, soundIdInput } from './inputs.ts';
import { command, repeatable } from './procedure.ts';
import type { SoundRecord } from './sounds.ts';

/** One audition. */
export type PlayRecord = { readonly number: number; readonly playedAt: Date; readonly sound: SoundRecord };

/** What was auditioned when; the last 10,000 times one by one, and for each sound how often and when last. */
export const plays = {
  /** A sound was auditioned now. Changes no revision: whoever plays it knows. */
  record: command.input(z.object({ id: soundIdInput })).output(type<null>()),
  /** Newest first; `before` is the number of the last one that is known. */
  list: repeatable
    .input(z.object({ limit: z.int().min(1).max(MAX_PAGE), before: z.int().positive().optional() }))
    .output(type<readonly PlayRecord[]>()),
  forget: repeatable.output(type<null>()),
};
