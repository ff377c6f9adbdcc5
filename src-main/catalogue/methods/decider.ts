import { v7 as uuidv7 } from 'uuid';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import { batchLimit, type DecisionOptions, type DecisionOutcome, type Deed, type LabelOrigin } from '../types.ts';
import type { WantedFact } from '../writing/decisions.ts';
import type { DeedCommand } from '../writing/history.ts';

/** Facts that one part decides. */
export const factsPerPart = batchLimit;

/** Who does what, and how it was asked for. */
export type CommandCall = { readonly deed: Deed; readonly origin: LabelOrigin; readonly options: DecisionOptions };

/** A part of a command that is still being found. */
export type DecisionPiece = { readonly wanted: readonly WantedFact[]; readonly itemsDone: number };

/** Cuts commands into parts that the writer takes one at a time. */
export function createDecider(write: Thread<WriterCommands>['call']) {
  const commandOf = ({ deed, origin, options: { commandId } }: CommandCall): DeedCommand => ({
    ...deed,
    ...origin,
    id: commandId ?? uuidv7(),
    repeatable: commandId !== undefined,
  });

  return {
    /** A command about few facts. */
    one: async (call: CommandCall, wanted: readonly WantedFact[]): Promise<DecisionOutcome> => {
      const { changed } = await write('decidePart', commandOf(call), wanted, { itemsDone: wanted.length, last: true });
      return { changed };
    },

    /** A command that says something of each sound. */
    ofEach: async (
      soundIds: readonly SoundId[],
      call: CommandCall,
      factsOf: (soundId: SoundId, place: number) => readonly WantedFact[],
    ): Promise<DecisionOutcome> => {
      const command = commandOf(call);
      const total = soundIds.length;
      let changed = 0;
      let done = 0;
      do {
        const wanted: WantedFact[] = [];
        for (
          let facts = factsAt(done);
          done < total && wanted.length + facts.length <= factsPerPart;
          facts = factsAt(done)
        ) {
          wanted.push(...facts);
          done += 1;
        }
        const part = await write('decidePart', command, wanted, { itemsDone: done, last: done >= total });
        if (part.wasDone) return { changed: part.changed };
        changed += part.changed;
        if (total > done) call.options.onProgress?.({ done, total });
      } while (done < total);
      return { changed };

      function factsAt(place: number): readonly WantedFact[] {
        const soundId = soundIds[place];
        return soundId === undefined ? [] : factsOf(soundId, place);
      }
    },

    /** A command whose parts are still being found. */
    asTheyCome: async (call: CommandCall, pieces: AsyncIterable<DecisionPiece>): Promise<DecisionOutcome> => {
      const command = commandOf(call);
      let changed = 0;
      let done = 0;
      for await (const { wanted, itemsDone } of pieces) {
        done = itemsDone;
        const part = await write('decidePart', command, wanted, { itemsDone, last: false });
        if (part.wasDone) return { changed: part.changed };
        changed += part.changed;
      }
      const end = await write('decidePart', command, [], { itemsDone: done, last: true });
      return { changed: end.wasDone ? end.changed : changed };
    },
  };
}
