import type { Deed, LabelOrigin } from '../types.ts';
import type { Fact } from './facts.ts';
import type { WriteSession } from './session.ts';

/** What a command did to one fact. */
export type Change = Omit<Fact, 'kind'> & {
  readonly kind: Fact['kind'] | 'label';
  readonly before: string | null;
  readonly after: string | null;
};

/** A command as its entry says it. */
export type DeedCommand = Deed &
  LabelOrigin & {
    /** UUID. */
    readonly id: string;
    /** It may be sent twice: it is remembered even when it changed nothing. */
    readonly repeatable: boolean;
  };

/** An entry as far as commands ask for it. */
export type KnownEntry = {
  readonly number: number;
  readonly state: 'empty' | 'done' | 'undone' | 'abandoned';
  readonly changes: number;
  readonly itemsDone: number;
  readonly finished: 0 | 1;
};

/** One entry a command; used inside a transaction. Nothing is ever deleted from it. */
export type HistoryBook = {
  readonly find: (id: string) => KnownEntry | undefined;
  /**
   * Adds changes to a command's entry, which begins with the first of them: what its author had taken back before
   * can't be done again then. `itemsDone` says how far a command in parts has come.
   */
  readonly record: (
    command: DeedCommand,
    changes: readonly Change[],
    progress: { readonly itemsDone: number; readonly finished: boolean },
  ) => void;
};

export function createHistoryBook({ db }: Pick<WriteSession, 'db'>): HistoryBook {
  const find = db.prepare<[string], KnownEntry>(
    'SELECT number, state, changes, items_done AS itemsDone, finished FROM history WHERE id = ?',
  );
  const add = db.prepare(
    `INSERT INTO history (id, author, device, action, detail, state, sounds, changes, items_done, finished, unsettled, created_at)
     VALUES (@id, @author, @device, @action, @detail, 'empty', 0, 0, 0, 0, 0, @now)`,
  );
  const grow = db.prepare(
    `UPDATE history SET state = @state, sounds = sounds + @sounds, changes = changes + @changes,
       items_done = max(items_done, @itemsDone), finished = max(finished, @finished) WHERE number = @number`,
  );
  const abandon = db.prepare("UPDATE history SET state = 'abandoned' WHERE author = ? AND state = 'undone'");
  const addChange = db.prepare(
    `INSERT INTO history_changes (entry, number, kind, sound_id, subject, before, after, undone)
     VALUES (@entry, @number, @kind, @soundId, @subject, @before, @after, 0)`,
  );

  return {
    find: (id) => find.get(id),
    record: (command, changes, { itemsDone, finished }) => {
      const { id, author, device, action, detail, repeatable } = command;
      if (changes.length === 0 && !repeatable && find.get(id) === undefined) return;
      if (find.get(id) === undefined) add.run({ id, author, device, action, detail, now: Date.now() });
      const entry = find.get(id);
      if (entry === undefined) throw new Error('The entry was not added.');
      const begins = entry.state === 'empty' && changes.length > 0;
      if (begins) abandon.run(author);
      let number = entry.changes;
      for (const change of changes) {
        number += 1;
        addChange.run({ ...change, entry: entry.number, number });
      }
      grow.run({
        number: entry.number,
        state: begins ? 'done' : entry.state,
        sounds: new Set(changes.map(({ soundId }) => soundId).filter((soundId) => soundId !== null)).size,
        changes: changes.length,
        itemsDone,
        finished: finished ? 1 : 0,
      });
    },
  };
}
