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
  readonly soundId: number;
  readonly startSeconds: number | null;
  readonly endSeconds: number | null;
};

/** Stands for "the whole sound" in the key of `current_labels`. */
export const wholeSound = -1;

/** Label events and the view of those that stand; used inside a transaction. */
export type LabelBook = {
  /** Appends an event about what the sound now is and gives its id, `null` where the sound is gone; `refold` must follow. */
  readonly append: (event: NewEvent) => string | null;
  /** Makes the current labels of some sounds from their events; gives those where they changed. */
  readonly refold: <Id extends number>(soundIds: Iterable<Id>, revision: number) => readonly Id[];
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
  // A label is about what was heard: events about other content at the same path don't count. Many sounds in one
  // statement: a command over a hundred thousand spends most of its time here.
  const events = db.prepare<[string], EventRow>(
    `SELECT e.sound_id AS soundId, e.id, e.kind, e.region_start_seconds AS startSeconds,
       e.region_end_seconds AS endSeconds, e.source, e.category, e.undone_event_id AS undoneEventId
     FROM json_each(?) j CROSS JOIN sounds s ON s.id = j.value CROSS JOIN label_events e ON e.sound_id = s.id
       LEFT JOIN payloads p ON p.id = s.payload_id
     WHERE e.payload_hash IS NULL OR e.payload_hash = p.hash ORDER BY e.id`,
  );
  const current = db.prepare<[string], { readonly soundId: number; readonly eventId: string }>(
    `SELECT c.sound_id AS soundId, c.event_id AS eventId
     FROM json_each(?) j CROSS JOIN current_labels c ON c.sound_id = j.value`,
  );
  const forget = db.prepare('DELETE FROM current_labels WHERE sound_id IN (SELECT value FROM json_each(?))');
  const stand = db.prepare(
    `INSERT INTO current_labels (sound_id, region_start_seconds, region_end_seconds, event_id, category)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const touch = db.prepare('UPDATE sounds SET revision = ? WHERE id IN (SELECT value FROM json_each(?))');
  const anyEvent = db.prepare<[number], 1>('SELECT 1 FROM label_events WHERE sound_id = ? LIMIT 1').pluck();
  const handOver = db.prepare('UPDATE label_events SET sound_id = ? WHERE sound_id = ? AND payload_hash = ?');
  const orphan = db
    .prepare<[Uint8Array, Uint8Array], number>(
      `SELECT e.sound_id FROM label_events e JOIN sounds s ON s.id = e.sound_id JOIN payloads p ON p.id = s.payload_id
       WHERE e.payload_hash = ? AND p.hash <> ? LIMIT 1`,
    )
    .pluck();

  const refold = <Id extends number>(soundIds: Iterable<Id>, revision: number): readonly Id[] => {
    const ids = [...new Set(soundIds)];
    const asked = JSON.stringify(ids);
    const happened = bySound(events.all(asked));
    const before = bySound(current.all(asked));
    const standing = new Map(
      ids.map((id) => [
        id,
        foldLabels(
          (happened.get(id) ?? []).map((row) => ({ ...row, region: regionOf(row.startSeconds, row.endSeconds) })),
        ),
      ]),
    );
    const changed = ids.filter((id) => {
      const after = new Set((standing.get(id) ?? []).map((event) => event.id));
      const was = before.get(id) ?? [];
      return was.length !== after.size || was.some(({ eventId }) => !after.has(eventId));
    });
    if (changed.length === 0) return changed;
    const affected = JSON.stringify(changed);
    if (before.size > 0) forget.run(affected);
    for (const soundId of changed) {
      for (const { region, id, category } of standing.get(soundId) ?? []) {
        stand.run(soundId, region?.startSeconds ?? wholeSound, region?.endSeconds ?? wholeSound, id, category);
      }
    }
    touch.run(revision, affected);
    return changed;
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
      refold([from, to], revision);
    },
    orphanOf: (payloadHash) => orphan.get(payloadHash, payloadHash),
  };
}

function bySound<Row extends { readonly soundId: number }>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const grouped = new Map<number, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.soundId);
    if (group === undefined) grouped.set(row.soundId, [row]);
    else group.push(row);
  }
  return grouped;
}

const regionOf = (startSeconds: number | null, endSeconds: number | null): Region | null =>
  startSeconds === null || endSeconds === null ? null : { startSeconds, endSeconds };
