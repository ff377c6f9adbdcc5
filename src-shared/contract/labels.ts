import { type } from '@orpc/contract';
import { z } from 'zod';
import { commandIdInput, MAX_PAGE, pathInput, probabilityInput, queryTextInput, soundIdInput } from './inputs.ts';
import { repeatable } from './procedure.ts';
import type { SoundRecord } from './sounds.ts';

/** Every labelling command carries an id of the client's: sent twice, it is done once. */
export const labels = {
  /** @param decision a CatID or category as a person typed it; `null` clears the label */
  set: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        sounds: z.union([z.object({ path: pathInput }), z.object({ ids: z.array(soundIdInput).min(1).max(MAX_PAGE) })]),
        decision: z.string().min(1).max(200).nullable(),
      }),
    )
    .output(type<readonly SoundRecord[]>()),
  /** Accepts the first suggestion of every matching, undecided sound that is at least this probable. */
  accept: repeatable
    .input(z.object({ commandId: commandIdInput, text: queryTextInput, minProbability: probabilityInput }))
    .output(type<{ readonly accepted: number; readonly matched: number }>()),
  /** Takes back this person's last labelling command. */
  undo: repeatable.input(z.object({ commandId: commandIdInput })).output(type<{ readonly undone: number }>()),
};
