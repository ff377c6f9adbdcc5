import { v7 as uuidv7 } from 'uuid';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { batchLimit, type LabelOrigin, type LabelOutcome, type NewLabel } from '../types.ts';
import { type LabelBook, type NewEvent, wholeSound } from './label-book.ts';
import type { WriteSession } from './session.ts';

type Standing = { readonly source: string };
type Undoable = { readonly id: string; readonly soundId: SoundId; readonly source: string };
type First = { readonly category: string; readonly catId: string | null };

/** What one part of undoing did; `next` is null when nothing is left to undo. */
export type UndonePart = LabelOutcome & { readonly next: UndoCursor | null };

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

  const decide = (wanted: readonly Omit<NewEvent, 'kind' | 'undoneEventId'>[]): LabelOutcome =>
    transact((revision) => {
      const touched = new Set<SoundId>();
      const locked = new Set<SoundId>();
      for (const event of wanted) {
        const soundId = event.soundId as SoundId;
        const start = event.region?.startSeconds ?? wholeSound;
        const end = event.region?.endSeconds ?? wholeSound;
        if (event.source !== 'human' && standing.get(soundId, start, end)?.source === 'human') {
          locked.add(soundId);
          continue;
        }
        book.append({ ...event, kind: event.category === null ? 'clear' : 'set', undoneEventId: null });
        touched.add(soundId);
      }
      const changed = [...touched].filter((soundId) => book.refold(soundId, revision));
      return { changed, locked: [...locked] };
    });

  return {
    label: (labels: readonly NewLabel[], { author, device }: LabelOrigin, batchId: string): LabelOutcome =>
      decide(
        labels.map(({ soundId, region, decision, source }) => ({
          batchId,
          soundId,
          region,
          category: decision?.category ?? null,
          catId: decision?.catId ?? null,
          source,
          author,
          device,
        })),
      ),

    acceptSuggestions: (
      soundIds: readonly SoundId[],
      minProbability: number,
      { author, device }: LabelOrigin,
      batchId: string,
    ): LabelOutcome => {
      const isLocked = (id: SoundId) => standing.get(id, wholeSound, wholeSound)?.source === 'human';
      const locked = soundIds.filter(isLocked);
      const wanted = soundIds
        .filter((id) => !isLocked(id))
        .flatMap((soundId) => {
          const suggestion = first.get(soundId, minProbability);
          if (suggestion === undefined) return [];
          return [{ ...suggestion, batchId, soundId, region: null, source: 'human', author, device }];
        });
      return { ...decide(wanted), locked };
    },

    /** Undoes up to 200 events of the author's last standing batch, or the next ones of the batch begun. */
    undoPart: ({ author, device }: LabelOrigin, soundId: SoundId | null, cursor: UndoCursor | null): UndonePart => {
      const batchId = cursor?.batchId ?? (soundId === null ? lastBatch.get(author) : lastBatchOf.get(author, soundId));
      if (batchId === undefined) return { changed: [], locked: [], next: null };
      const events = inBatch.all(batchId, soundId, cursor?.afterEventId ?? '');
      if (events.length === 0) return { changed: [], locked: [], next: null };
      return transact((revision) => {
        const undoBatchId = uuidv7();
        for (const event of events) {
          const undo = { kind: 'undo', region: null, category: null, catId: null, undoneEventId: event.id } as const;
          book.append({ ...undo, batchId: undoBatchId, soundId: event.soundId, source: event.source, author, device });
        }
        const touched = new Set(events.map((event) => event.soundId));
        const changed = [...touched].filter((id) => book.refold(id, revision));
        const afterEventId = events.at(-1)?.id ?? '';
        return { changed, locked: [], next: events.length < batchLimit ? null : { batchId, afterEventId } };
      });
    },
  };
}
