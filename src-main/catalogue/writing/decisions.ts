import { batchLimit } from '../types.ts';
import type { Fact, FactBook } from './facts.ts';
import type { Change, DeedCommand, HistoryBook } from './history.ts';
import type { WriteSession } from './session.ts';

/** A fact as a person wants it. */
export type WantedFact = Fact & {
  /** `null`: none. */
  readonly value: string | null;
  /** Leaves alone what is there. */
  readonly onlyIfNone?: boolean;
};

/** One part of a command; parts come in order. */
export type DecisionPart = {
  /** Items (mostly sounds) of the parts before and this one. */
  readonly itemsDone: number;
  readonly last: boolean;
};

export type DecidedPart = {
  readonly changed: number;
  /** The command was done before: nothing of it is left to do, and this is all that it changed. */
  readonly wasDone: boolean;
};

type Parts = { readonly session: WriteSession; readonly facts: FactBook; readonly history: HistoryBook };

/** Commands that decide facts, and remember how they were. */
export function createDecisionCommands({ session: { transact }, facts, history }: Parts) {
  const changeOf = (wanted: WantedFact): Change | null => {
    const { kind, soundId, subject, onlyIfNone = false } = wanted;
    const fact = { kind, soundId, subject };
    if (!facts.isThere(fact)) return null;
    const before = facts.get(fact);
    const after = facts.normal(fact, wanted.value);
    return before === after || (onlyIfNone && before !== null) ? null : { ...fact, before, after };
  };

  return {
    decidePart: (
      command: DeedCommand,
      wanted: readonly WantedFact[],
      { itemsDone, last }: DecisionPart,
    ): DecidedPart => {
      if (wanted.length > batchLimit) throw new Error(`A part has at most ${batchLimit} facts.`);
      const known = history.find(command.id);
      const takenBack = known?.state === 'undone' || known?.state === 'abandoned';
      if (known !== undefined && (known.finished === 1 || takenBack)) return { changed: known.changes, wasDone: true };
      // One that was sent before goes on where it ended.
      if (known !== undefined && known.itemsDone >= itemsDone && !last) return { changed: 0, wasDone: false };
      const changes = wanted.map(changeOf).filter((change) => change !== null);
      if (changes.length === 0 && !command.repeatable && known === undefined) return { changed: 0, wasDone: false };
      return transact(
        (revision) => {
          for (const change of changes) facts.put(change as Fact, change.after, command.author, revision);
          facts.flush();
          history.record(command, changes, { itemsDone, finished: last });
          return { changed: changes.length, wasDone: false };
        },
        { index: changes.some(({ kind }) => kind === 'edit'), moreFollows: !last },
      );
    },
  };
}
