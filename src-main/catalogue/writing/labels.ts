import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Deed, LabelOrigin, LabelOutcome, NewLabel } from '../types.ts';
import type { Change, HistoryBook } from './history.ts';
import { type LabelBook, type NewEvent, wholeSound } from './label-book.ts';
import type { WriteSession } from './session.ts';

type Standing = { readonly source: string };
type Progress = { readonly finished: 0 | 1 };
type Wanted = Omit<NewEvent, 'kind' | 'undoneEventId' | 'batchId'> & { readonly yields?: boolean };
type First = { readonly category: string; readonly catId: string | null };

/** One labelling command; larger ones come in parts. */
export type LabelCommand = Deed & {
  /** Carried by all its events, and by its entry in the history. */
  readonly batchId: string;
  /** It may be sent twice: what was done of it is remembered. */
  readonly repeatable: boolean;
};

/** What one part of a command did; `begunBefore` when the command has been here already. */
export type LabelledPart = LabelOutcome & { readonly begunBefore: boolean };

type Accepted = readonly [
  soundIds: readonly SoundId[],
  minProbability: number,
  origin: LabelOrigin,
  command: LabelCommand,
  last: boolean,
];

/** Commands that decide what sounds are. Each is durable when it returns: the main file is synced at commit. */
export function createLabelCommands({ db, transact }: WriteSession, book: LabelBook, history: HistoryBook) {
  const standing = db.prepare<[number, number, number], Standing>(
    `SELECT e.source FROM current_labels c JOIN label_events e ON e.id = c.event_id
     WHERE c.sound_id = ? AND c.region_start_seconds = ? AND c.region_end_seconds = ?`,
  );
  const first = db.prepare<[number, number], First>(
    `SELECT category, cat_id AS catId FROM idx.suggestions
     WHERE model_id = (SELECT active_model_id FROM catalogue_state) AND sound_id = ? AND probability >= ?`,
  );

  const progressOf = db.prepare<[string], Progress>('SELECT finished FROM label_commands WHERE id = ?');
  const noteProgress = db.prepare(
    `INSERT INTO label_commands (id, finished) VALUES (?, ?)
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

  const progress = ({ batchId, repeatable }: LabelCommand): Progress | undefined => {
    const state = history.find(batchId)?.state;
    // What was taken back before it was whole stays so.
    if (state === 'undone' || state === 'abandoned') return { finished: 1 };
    return repeatable ? progressOf.get(batchId) : undefined;
  };
  const note = ({ batchId, repeatable }: LabelCommand, finished: boolean): void => {
    if (repeatable) noteProgress.run(batchId, finished ? 1 : 0);
  };
  const startOf = ({ region }: Wanted): number => region?.startSeconds ?? wholeSound;
  const endOf = ({ region }: Wanted): number => region?.endSeconds ?? wholeSound;
  const wasSaid = ({ batchId }: LabelCommand, wanted: Wanted): boolean =>
    saidBefore.get(wanted.soundId, batchId, startOf(wanted), endOf(wanted), wanted.source) === 1;

  const decide = (
    wanted: readonly Wanted[],
    { author, device }: LabelOrigin,
    command: LabelCommand,
    last: boolean,
  ): LabelledPart => {
    const before = progress(command);
    const open = before === undefined ? wanted : wanted.filter((event) => !wasSaid(command, event));
    if (before?.finished === 1) {
      return { changed: [], locked: [...new Set(open.map(({ soundId }) => soundId as SoundId))], begunBefore: true };
    }
    const decideAll = (revision: number): LabelledPart => {
      const touched = new Set<SoundId>();
      const locked = new Set<SoundId>();
      const changes: Change[] = [];
      for (const event of open) {
        const soundId = event.soundId as SoundId;
        if (
          (event.source !== 'human' || event.yields === true) &&
          standing.get(soundId, startOf(event), endOf(event))?.source === 'human'
        ) {
          locked.add(soundId);
          continue;
        }
        const kind = event.category === null ? 'clear' : 'set';
        const { yields: _, ...said } = event;
        const eventId = book.append({ ...said, batchId: command.batchId, kind, undoneEventId: null });
        if (eventId === null) continue;
        changes.push({ kind: 'label', soundId, subject: eventId, before: null, after: null });
        touched.add(soundId);
      }
      const changed = book.refold(touched, revision);
      note(command, last);
      const { action, detail, batchId } = command;
      const deed = { id: batchId, action, detail, author, device, repeatable: false };
      history.record(deed, changes, { itemsDone: 0, finished: last });
      return { changed, locked: [...locked], begunBefore: before !== undefined };
    };
    return transact(decideAll, { moreFollows: !last });
  };

  /** First suggestions that are sure enough become labels, but of sounds that are left as they are. */
  const accept = (
    source: 'human' | 'model',
    isLeft: (soundId: SoundId) => boolean,
    [soundIds, minProbability, origin, command, last]: Accepted,
  ): LabelledPart => {
    const begun = progress(command) !== undefined;
    const acceptance = (soundId: SoundId, suggestion: First): Wanted => ({
      ...suggestion,
      soundId,
      region: null,
      source,
      ...origin,
    });
    const isOurs = (id: SoundId) => begun && wasSaid(command, acceptance(id, { category: '', catId: null }));
    const open = soundIds.filter((id) => !isOurs(id));
    const locked = open.filter(isLeft);
    const taken = new Set(locked);
    const wanted = open.flatMap((soundId) => {
      const suggestion = taken.has(soundId) ? undefined : first.get(soundId, minProbability);
      return suggestion === undefined ? [] : [acceptance(soundId, suggestion)];
    });
    return { ...decide(wanted, origin, command, last), locked };
  };

  return {
    label: (labels: readonly NewLabel[], origin: LabelOrigin, command: LabelCommand, last: boolean): LabelledPart =>
      decide(
        labels.map(({ soundId, region, decision, source, author, device, yields = false }) => ({
          soundId,
          region,
          category: decision?.category ?? null,
          catId: decision?.catId ?? null,
          source,
          author: author ?? origin.author,
          device: device ?? origin.device,
          yields,
        })),
        origin,
        command,
        last,
      ),

    acceptSuggestions: (...accepted: Accepted): LabelledPart =>
      accept('human', (id) => standing.get(id, wholeSound, wholeSound)?.source === 'human', accepted),

    acceptInBulk: (...accepted: Accepted): LabelledPart =>
      accept('model', (id) => standing.get(id, wholeSound, wholeSound) !== undefined, accepted),

    /** The sounds that a command has said something about, in that order. */
    soundsOfCommand: (batchId: string): SoundId[] => soundsOf.all(batchId),
  };
}
