import { v7 as uuidv7 } from 'uuid';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { batchLimit, type HistoryDirection, type LabelOrigin } from '../types.ts';
import type { FactBook } from './facts.ts';
import type { Change } from './history.ts';
import type { LabelBook } from './label-book.ts';
import type { WriteSession } from './session.ts';

/** One command to undo or redo; it comes in parts. */
export type StepCommand = {
  /** Carried by the label events it makes. */
  readonly id: string;
  readonly direction: HistoryDirection;
  /** It may be sent twice: what it was about is remembered. */
  readonly repeatable: boolean;
};

/** How far a step has come. */
export type StepCursor = { readonly entry: number; readonly number: number };

export type StepPart = {
  /** Number of the entry; `null`: there is nothing to do. */
  readonly entry: number | null;
  readonly changed: readonly SoundId[];
  /** Facts looked at. */
  readonly changes: number;
  readonly next: StepCursor | null;
};

type StepRow = { readonly entry: number | null; readonly finished: 0 | 1 };
type ChangeRow = Change & { readonly number: number };
type Parts = { readonly session: WriteSession; readonly facts: FactBook; readonly labels: LabelBook };

/** Commands that take entries of the history back and do them again. */
export function createHistorySteps({ session: { db, transact }, facts, labels }: Parts) {
  const stepOf = db.prepare<[string], StepRow>('SELECT entry, finished FROM history_steps WHERE id = ?');
  const noteStep = db.prepare(
    `INSERT INTO history_steps (id, direction, entry, finished) VALUES (@id, @direction, @entry, @finished)
     ON CONFLICT (id) DO UPDATE SET finished = max(finished, excluded.finished)`,
  );
  const candidates = {
    undo: db.prepare<[string], number>(
      "SELECT number FROM history WHERE author = ? AND state = 'done' ORDER BY number DESC LIMIT 1",
    ),
    redo: db.prepare<[string], number>(
      "SELECT number FROM history WHERE author = ? AND state = 'undone' ORDER BY number LIMIT 1",
    ),
  };
  const open = {
    undo: db.prepare<[number, number], ChangeRow>(
      `SELECT number, kind, sound_id AS soundId, subject, before, after FROM history_changes
       WHERE entry = ? AND number < ? AND undone = 0 ORDER BY number DESC LIMIT ${batchLimit}`,
    ),
    redo: db.prepare<[number, number], ChangeRow>(
      `SELECT number, kind, sound_id AS soundId, subject, before, after FROM history_changes
       WHERE entry = ? AND number > ? AND undone = 1 ORDER BY number LIMIT ${batchLimit}`,
    ),
  };
  const turn = db.prepare('UPDATE history SET state = ?, unsettled = 1 WHERE number = ?');
  const settle = db.prepare('UPDATE history SET unsettled = 0 WHERE number = ?');
  const mark = db.prepare('UPDATE history_changes SET undone = ?, after = ? WHERE entry = ? AND number = ?');
  const labelled = db.prepare<[string], { readonly soundId: SoundId; readonly source: string }>(
    'SELECT sound_id AS soundId, source FROM label_events WHERE id = ?',
  );
  const unsettled = db.prepare<[], { number: number; state: string; author: string; device: string }>(
    'SELECT number, state, author, device FROM history WHERE unsettled = 1 ORDER BY number',
  );
  const closeSteps = db.prepare('UPDATE history_steps SET finished = 1 WHERE finished = 0');

  /** Takes a label event back, or takes that back; gives the sound and the event to remember. */
  const stepLabel = (row: ChangeRow, command: StepCommand, { author, device }: LabelOrigin) => {
    const event = labelled.get(row.subject);
    const undoneEventId = command.direction === 'undo' ? row.subject : row.after;
    if (event === undefined || undoneEventId === null) return null;
    const { soundId, source } = event;
    const undo = { kind: 'undo', region: null, category: null, catId: null, undoneEventId, source } as const;
    return { soundId, eventId: labels.append({ ...undo, batchId: command.id, soundId, author, device }) };
  };

  const stepFact = (row: ChangeRow, direction: HistoryDirection, author: string, revision: number): boolean => {
    const { kind, before, after } = row;
    if (kind === 'label' || !facts.isThere({ ...row, kind })) return false;
    const fact = { kind, soundId: row.soundId, subject: row.subject };
    const [from, to] = direction === 'undo' ? [after, before] : [before, after];
    // Somebody else has the last word.
    if (facts.get(fact) !== from) return false;
    facts.put(fact, to, author, revision);
    return true;
  };

  const part = (
    command: StepCommand,
    origin: LabelOrigin,
    { entry, number }: StepCursor,
    begins: boolean,
  ): StepPart => {
    const { direction } = command;
    const rows = open[direction].all(entry, number);
    const touchesIndex = rows.some(({ kind }) => kind === 'edit');
    const last = rows.at(-1);
    const finished = last === undefined || rows.length < batchLimit;
    return transact(
      (revision) => {
        if (begins) turn.run(direction === 'undo' ? 'undone' : 'done', entry);
        const changed = new Set<SoundId>();
        const relabelled = new Set<SoundId>();
        for (const row of rows) {
          let after = row.after;
          if (row.kind === 'label') {
            const stepped = stepLabel(row, command, origin);
            if (stepped !== null) relabelled.add(stepped.soundId);
            after = stepped?.eventId ?? after;
          } else if (stepFact(row, direction, origin.author, revision) && row.soundId !== null) {
            changed.add(row.soundId as SoundId);
          }
          mark.run(direction === 'undo' ? 1 : 0, after, entry, row.number);
        }
        for (const soundId of labels.refold(relabelled, revision)) changed.add(soundId);
        facts.flush();
        if (finished) settle.run(entry);
        if (command.repeatable) {
          noteStep.run({ id: command.id, direction, entry, finished: finished ? 1 : 0 });
        }
        return {
          entry,
          changed: [...changed],
          changes: rows.length,
          next: finished ? null : { entry, number: last.number },
        };
      },
      // Once it stands that the step was begun, opening goes on with it wherever it was cut off.
      { index: touchesIndex, moreFollows: !begins && !finished },
    );
  };

  const fromStart = (direction: HistoryDirection, entry: number): StepCursor => ({
    entry,
    number: direction === 'undo' ? Number.MAX_SAFE_INTEGER : 0,
  });

  return {
    /** Up to 200 changes of the entry that is next for this author, or of the one begun. */
    stepPart: (command: StepCommand, origin: LabelOrigin, cursor: StepCursor | null): StepPart => {
      if (cursor !== null) return part(command, origin, cursor, false);
      const { id, direction, repeatable } = command;
      const before = repeatable ? stepOf.get(id) : undefined;
      if (before?.finished === 1) return { entry: before.entry, changed: [], changes: 0, next: null };
      const entry = before?.entry ?? candidates[direction].pluck().get(origin.author) ?? null;
      if (entry === null) {
        if (repeatable) noteStep.run({ id, direction, entry, finished: 1 });
        return { entry, changed: [], changes: 0, next: null };
      }
      return part(command, origin, fromStart(direction, entry as number), before === undefined);
    },

    /** Goes on with one step that a crash had cut off; false when there is none. */
    settleHistoryPart: (): boolean => {
      const cut = unsettled.get();
      if (cut === undefined) {
        closeSteps.run();
        return false;
      }
      const direction = cut.state === 'done' ? 'redo' : 'undo';
      const command = { id: uuidv7(), direction, repeatable: false } as const;
      part(command, cut, fromStart(direction, cut.number), false);
      return true;
    },
  };
}
