import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { batchLimit, type LabelOrigin, type LabelOutcome, type NewLabel } from '../types.ts';
import { type LabelBook, type NewEvent, wholeSound } from './label-book.ts';
import type { WriteSession } from './session.ts';

type Standing = { readonly source: string };
type Undoable = { readonly id: string; readonly soundId: SoundId; readonly source: string };
type Progress = { readonly undoneBatchId: string | null; readonly finished: 0 | 1 };
type Wanted = Omit<NewEvent, 'kind' | 'undoneEventId' | 'batchId'>;
type First = { readonly category: string; readonly catId: string | null };

/** One labelling command; larger ones come in parts. */
export type LabelCommand = {
  /** Carried by all its events. */
  readonly batchId: string;
  /** It may be sent twice: what was done of it is remembered. */
  readonly repeatable: boolean;
};

/** What one part of a command did; `begunBefore` when the command has been here already. */
export type LabelledPart = LabelOutcome & { readonly begunBefore: boolean };

/** What one part of undoing did; `next` is null when nothing is left to undo. */
export type UndonePart = LabelledPart & { readonly next: UndoCursor | null };

/** How far undoing a batch has come. */
export type UndoCursor = { readonly batchId: string; readonly afterEventId: string };

/** Commands that decide what sounds are. Each is durable when it returns: the main file is synced at commit. */
export function createLabelCommands({ db, transact }: WriteSession, book: LabelBook) {
  const standing = db.prepare<[number, number, number], Standing>(
    `SELECT e.source FROM current_labels c JOIN label_events e ON e.id = c.event_id
     WHERE c.sound_id = ? AND c.region_start_seconds = ? AND c.region_end_seconds = ?`,
  );
  const first = db.prepare<[number, number], First>(
    `SELECT category, cat_id AS catId FROM idx.suggestions
     WHERE model_id = (SELECT active_model_id FROM catalogue_state) AND sound_id = ? AND probability >= ?`,
  );
  const notUndone = `e.kind <> 'undo' AND NOT EXISTS
     (SELECT 1 FROM label_events u WHERE u.sound_id = e.sound_id AND u.undone_event_id = e.id)`;
  const lastBatch = db
    .prepare<[string], string>(
      `SELECT batch_id FROM label_events e WHERE author = ? AND ${notUndone} ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const lastBatchOf = db
    .prepare<[string, number], string>(
      `SELECT batch_id FROM label_events e WHERE author = ? AND sound_id = ? AND ${notUndone} ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const inBatch = db.prepare<[string, number | null, string], Undoable>(
    `SELECT id, sound_id AS soundId, source FROM label_events e
     WHERE batch_id = ? AND sound_id = coalesce(?, sound_id) AND e.id > ? AND ${notUndone}
     ORDER BY id LIMIT ${batchLimit}`,
  );

  const progressOf = db.prepare<[string], Progress>(
    'SELECT undone_batch_id AS undoneBatchId, finished FROM label_commands WHERE id = ?',
  );
  const noteProgress = db.prepare(
    `INSERT INTO label_commands (id, undone_batch_id, finished) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET finished = max(finished, excluded.finished)`,
  );
  // By sound: a sound has few events, a command many.
  const saidBefore = db
    .prepare<[number, string, number, number, string], 1>(
      `SELECT 1 FROM label_events WHERE sound_id = ? AND +batch_id = ? AND coalesce(region_start_seconds, ${wholeSound}) = ?
         AND coalesce(region_end_seconds, ${wholeSound}) = ? AND source = ? LIMIT 1`,
    )
    .pluck();
  const soundsOf = db
    .prepare<[string], SoundId>(
      'SELECT sound_id FROM label_events WHERE batch_id = ? GROUP BY sound_id ORDER BY min(id)',
    )
    .pluck();

  const progress = ({ batchId, repeatable }: LabelCommand): Progress | undefined =>
    repeatable ? progressOf.get(batchId) : undefined;
  const note = ({ batchId, repeatable }: LabelCommand, undoneBatchId: string | null, finished: boolean): void => {
    if (repeatable) noteProgress.run(batchId, undoneBatchId, finished ? 1 : 0);
  };
  const startOf = ({ region }: Wanted): number => region?.startSeconds ?? wholeSound;
  const endOf = ({ region }: Wanted): number => region?.endSeconds ?? wholeSound;
  const wasSaid = ({ batchId }: LabelCommand, wanted: Wanted): boolean =>
    saidBefore.get(wanted.soundId, batchId, startOf(wanted), endOf(wanted), wanted.source) === 1;

  const decide = (wanted: readonly Wanted[], command: LabelCommand, last: boolean): LabelledPart => {
    const before = progress(command);
    const open = before === undefined ? wanted : wanted.filter((event) => !wasSaid(command, event));
    if (before?.finished === 1) {
      return { changed: [], locked: [...new Set(open.map(({ soundId }) => soundId as SoundId))], begunBefore: true };
    }
    return transact((revision) => {
      const touched = new Set<SoundId>();
      const locked = new Set<SoundId>();
      for (const event of open) {
        const soundId = event.soundId as SoundId;
        if (event.source !== 'human' && standing.get(soundId, startOf(event), endOf(event))?.source === 'human') {
          locked.add(soundId);
          continue;
        }
        const kind = event.category === null ? 'clear' : 'set';
        book.append({ ...event, batchId: command.batchId, kind, undoneEventId: null });
        touched.add(soundId);
      }
      const changed = [...touched].filter((soundId) => book.refold(soundId, revision));
      note(command, null, last);
      return { changed, locked: [...locked], begunBefore: before !== undefined };
    });
  };

  return {
    label: (
      labels: readonly NewLabel[],
      { author, device }: LabelOrigin,
      command: LabelCommand,
      last: boolean,
    ): LabelledPart =>
      decide(
        labels.map(({ soundId, region, decision, source }) => ({
          soundId,
          region,
          category: decision?.category ?? null,
          catId: decision?.catId ?? null,
          source,
          author,
          device,
        })),
        command,
        last,
      ),

    acceptSuggestions: (
      soundIds: readonly SoundId[],
      minProbability: number,
      { author, device }: LabelOrigin,
      command: LabelCommand,
      last: boolean,
    ): LabelledPart => {
      const begun = progress(command) !== undefined;
      const acceptance = (soundId: SoundId, suggestion: First): Wanted => ({
        ...suggestion,
        soundId,
        region: null,
        source: 'human',
        author,
        device,
      });
      const isOurs = (id: SoundId) => begun && wasSaid(command, acceptance(id, { category: '', catId: null }));
      const open = soundIds.filter((id) => !isOurs(id));
      const isLocked = (id: SoundId) => standing.get(id, wholeSound, wholeSound)?.source === 'human';
      const locked = open.filter(isLocked);
      const wanted = open
        .filter((id) => !isLocked(id))
        .flatMap((soundId) => {
          const suggestion = first.get(soundId, minProbability);
          return suggestion === undefined ? [] : [acceptance(soundId, suggestion)];
        });
      return { ...decide(wanted, command, last), locked };
    },

    /** Undoes up to 200 events of the author's last standing batch, or the next ones of the batch begun. */
    undoPart: (
      { author, device }: LabelOrigin,
      soundId: SoundId | null,
      command: LabelCommand,
      cursor: UndoCursor | null,
    ): UndonePart => {
      const before = cursor === null ? progress(command) : undefined;
      const begunBefore = before !== undefined;
      const nothing: UndonePart = { changed: [], locked: [], begunBefore, next: null };
      if (before?.finished === 1) return nothing;
      const last = () => (soundId === null ? lastBatch.get(author) : lastBatchOf.get(author, soundId));
      const batchId = cursor?.batchId ?? before?.undoneBatchId ?? last();
      const events = batchId === undefined ? [] : inBatch.all(batchId, soundId, cursor?.afterEventId ?? '');
      if (batchId === undefined || events.length === 0) {
        note(command, batchId ?? null, true);
        return nothing;
      }
      return transact((revision) => {
        for (const event of events) {
          const undo = { kind: 'undo', region: null, category: null, catId: null, undoneEventId: event.id } as const;
          const { batchId: undoBatchId } = command;
          book.append({ ...undo, batchId: undoBatchId, soundId: event.soundId, source: event.source, author, device });
        }
        const touched = new Set(events.map((event) => event.soundId));
        const changed = [...touched].filter((id) => book.refold(id, revision));
        const finished = events.length < batchLimit;
        note(command, batchId, finished);
        const afterEventId = events.at(-1)?.id ?? '';
        return { changed, locked: [], begunBefore, next: finished ? null : { batchId, afterEventId } };
      });
    },

    /** The sounds that a command has said something about, in that order. */
    soundsOfCommand: (batchId: string): SoundId[] => soundsOf.all(batchId),
  };
}
