import { v7 as uuidv7 } from 'uuid';
import type { Region } from '../types.ts';
import { type FoldEvent, foldLabels } from './label-fold.ts';
import type { WriteSession } from './session.ts';

export type NewEvent = {
  readonly batchId: string;
  readonly kind: 'set' | 'clear' | 'undo';
  readonly soundId: number;
  readonly region: Region | null;
  readonly category: string | null;
  readonly catId: string | null;
  readonly source: string;
  readonly author: string;
  readonly device: string;
  readonly undoneEventId: string | null;
};

type EventRow = Omit<FoldEvent, 'region'> & {
  readonly startSeconds: number | null;
  readonly endSeconds: number | null;
};

/** Stands for "the whole sound" in the key of `current_labels`. */
export const wholeSound = -1;

/** Label events and the view of those that stand; used inside a transaction. */
export type LabelBook = {
  /** Appends an event about what the sound now is and gives its id, `null` where the sound is gone; `refold` must follow. */
  readonly append: (event: NewEvent) => string | null;
  /** Makes the current labels of a sound from its events; true when they changed. */
  readonly refold: (soundId: number, revision: number) => boolean;
  readonly hasEvents: (soundId: number) => boolean;
  /** The events made while a sound held this payload go to another row that holds it now. */
  readonly hand: (fromSoundId: number, toSoundId: number, payloadHash: Uint8Array, revision: number) => void;
  /** A row that no longer holds this payload, but events from when it did. */
  readonly orphanOf: (payloadHash: Uint8Array) => number | undefined;
};

export function createLabelBook({ db }: Pick<WriteSession, 'db'>): LabelBook {
  const insert = db.prepare(
    `INSERT INTO label_events (id, batch_id, kind, sound_id, payload_hash, region_start_seconds, region_end_seconds,
       category, cat_id, source, author, device, created_at, undone_event_id)
     SELECT @id, @batchId, @kind, s.id, p.hash, @startSeconds, @endSeconds, @category, @catId, @source, @author, @device,
       @createdAt, @undoneEventId
     FROM sounds s LEFT JOIN payloads p ON p.id = s.payload_id WHERE s.id = @soundId`,
  );
  // A label is about what was heard: events about other content at the same path don't count.
  const events = db.prepare<[number], EventRow>(
    `SELECT e.id, e.kind, e.region_start_seconds AS startSeconds, e.region_end_seconds AS endSeconds, e.source, e.category,
       e.undone_event_id AS undoneEventId
     FROM label_events e JOIN sounds s ON s.id = e.sound_id LEFT JOIN payloads p ON p.id = s.payload_id
     WHERE e.sound_id = ? AND (e.payload_hash IS NULL OR e.payload_hash = p.hash) ORDER BY e.id`,
  );
  const currentIds = db
    .prepare<[number], string>('SELECT event_id FROM current_labels WHERE sound_id = ? ORDER BY event_id')
    .pluck();
  const forget = db.prepare('DELETE FROM current_labels WHERE sound_id = ?');
  const stand = db.prepare(
    `INSERT INTO current_labels (sound_id, region_start_seconds, region_end_seconds, event_id, category)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const touch = db.prepare('UPDATE sounds SET revision = ? WHERE id = ?');
  const anyEvent = db.prepare<[number], 1>('SELECT 1 FROM label_events WHERE sound_id = ? LIMIT 1').pluck();
  const handOver = db.prepare('UPDATE label_events SET sound_id = ? WHERE sound_id = ? AND payload_hash = ?');
  const orphan = db
    .prepare<[Uint8Array, Uint8Array], number>(
      `SELECT e.sound_id FROM label_events e JOIN sounds s ON s.id = e.sound_id JOIN payloads p ON p.id = s.payload_id
       WHERE e.payload_hash = ? AND p.hash <> ? LIMIT 1`,
    )
    .pluck();

  const refold = (soundId: number, revision: number): boolean => {
    const rows = events.all(soundId).map((row) => ({ ...row, region: regionOf(row.startSeconds, row.endSeconds) }));
    const standing = foldLabels(rows);
    const before = currentIds.all(soundId);
    const after = standing.map((event) => event.id).sort();
    if (before.length === after.length && before.every((id, i) => id === after[i])) return false;
    forget.run(soundId);
    for (const { region, id, category } of standing) {
      stand.run(soundId, region?.startSeconds ?? wholeSound, region?.endSeconds ?? wholeSound, id, category);
    }
    touch.run(revision, soundId);
    return true;
  };

  return {
    append: ({ region, ...event }) => {
      const id = uuidv7();
      const { changes } = insert.run({
        ...event,
        id,
        startSeconds: region?.startSeconds ?? null,
        endSeconds: region?.endSeconds ?? null,
        createdAt: Date.now(),
      });
      return changes === 0 ? null : id;
    },
    refold,
    hasEvents: (soundId) => anyEvent.get(soundId) === 1,
    hand: (from, to, payloadHash, revision) => {
      handOver.run(to, from, payloadHash);
      refold(from, revision);
      refold(to, revision);
    },
    orphanOf: (payloadHash) => orphan.get(payloadHash, payloadHash),
  };
}

const regionOf = (startSeconds: number | null, endSeconds: number | null): Region | null =>
  startSeconds === null || endSeconds === null ? null : { startSeconds, endSeconds };
