import { v7 as uuidv7 } from 'uuid';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import type { Catalogue } from '../types.ts';
import type { StepCommand, StepCursor, StepPart } from '../writing/history-steps.ts';

/** The part of a catalogue that takes commands back. */
export function historyMethods(
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
): Pick<Catalogue, 'history' | 'nextSteps' | 'step'> {
  return {
    history: ({ author, limit, before }) => read('history', author, limit, before ?? null),
    nextSteps: (author) => read('nextSteps', author),
    step: async (direction, origin, { commandId, onProgress } = {}) => {
      const command: StepCommand = { id: commandId ?? uuidv7(), direction, repeatable: commandId !== undefined };
      const changed = new Set<SoundId>();
      let cursor: StepCursor | null = null;
      let done = 0;
      let entry = null;
      do {
        const part: StepPart = await write('stepPart', command, origin, cursor);
        if (part.entry === null) return { entry: null, changed: [] };
        entry ??= await read('historyEntry', part.entry);
        for (const soundId of part.changed) changed.add(soundId);
        cursor = part.next;
        done += part.changes;
        if (cursor !== null) onProgress?.({ done, total: Math.max(done, entry?.changes ?? 0) });
      } while (cursor !== null);
      return { entry, changed: [...changed] };
    },
  };
}
