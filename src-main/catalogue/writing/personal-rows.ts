import type { SearchDocuments } from './search-documents.ts';
import type { WriteSession } from './session.ts';

/** Tables of what a person made for a sound, beside label events. */
export const personalTables = ['marks', 'markers', 'staged_edits', 'collection_members'] as const;

/** A condition on `sounds`: a person made something for it, so that its row must stay. */
export const isKeptByPerson = ['label_events', ...personalTables]
  .map((table) => `EXISTS (SELECT 1 FROM ${table} p WHERE p.sound_id = sounds.id)`)
  .join(' OR ');

/** What hangs on a sound's row because of people; used inside a transaction. */
export type PersonalRows = {
  readonly isKept: (soundId: number) => boolean;
  /** What a person made for a sound goes to another row: its content did. */
  readonly hand: (fromSoundId: number, toSoundId: number, revision: number) => void;
  /** Two rows become one: what was played is added up. */
  readonly mergePlays: (fromSoundId: number, toSoundId: number) => void;
};

export function createPersonalRows({ db }: Pick<WriteSession, 'db'>, documents: SearchDocuments): PersonalRows {
  const isKept = db.prepare<[number], 1>(`SELECT 1 FROM sounds WHERE id = ? AND (${isKeptByPerson})`).pluck();
  const handOver = personalTables.map((table) =>
    db.prepare(`UPDATE OR REPLACE ${table} SET sound_id = ? WHERE sound_id = ?`),
  );
  const touch = db.prepare('UPDATE sounds SET revision = ? WHERE id IN (?, ?)');
  const movePlays = db.prepare('UPDATE plays SET sound_id = ? WHERE sound_id = ?');
  const addCounts = db.prepare(
    `INSERT INTO play_counts (sound_id, play_count, first_played_at, last_played_at)
       SELECT ?, play_count, first_played_at, last_played_at FROM play_counts WHERE sound_id = ?
     ON CONFLICT (sound_id) DO UPDATE SET play_count = play_count + excluded.play_count,
       first_played_at = min(first_played_at, excluded.first_played_at),
       last_played_at = max(last_played_at, excluded.last_played_at)`,
  );
  return {
    isKept: (soundId) => isKept.get(soundId) === 1,
    hand: (from, to, revision) => {
      for (const statement of handOver) statement.run(to, from);
      touch.run(revision, from, to);
      documents.refresh(from);
      documents.refresh(to);
    },
    mergePlays: (from, to) => {
      movePlays.run(to, from);
      addCounts.run(to, from);
    },
  };
}
