import { type } from '@orpc/contract';
import { z } from 'zod';
import { commandIdInput, soundsInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

const LONGEST_NOTE = 10_000;

/** What a person thinks of sounds. */
export const marks = {
  /** Marks sounds; what is left out stays. `changed` counts marks that are different now. */
  set: repeatable
    .input(
      z
        .object({
          commandId: commandIdInput,
          sounds: soundsInput,
          favourite: z.boolean().optional(),
          /** 0 (none) to 5. */
          rating: z.int().min(0).max(5).optional(),
          /** Empty: none. */
          note: z.string().trim().max(LONGEST_NOTE).optional(),
        })
        .refine(
          ({ favourite, rating, note }) => favourite !== undefined || rating !== undefined || note !== undefined,
          'A mark is a favourite, a rating or a note.',
        ),
    )
    .output(type<{ readonly changed: number }>()),
};
