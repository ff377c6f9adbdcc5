import type { Database } from 'better-sqlite3';
import type { CollectionId } from '../types.ts';

export type PersonalColumns = ReturnType<typeof createPersonalColumns>;

/** What people made, by sound: for filters, columns and sorting. Every call reads what is stored now. */
export function createPersonalColumns(db: Database) {
  const members = db
    .prepare<[string], number>(
      `SELECT m.sound_id FROM collection_members m JOIN collections c ON c.id = m.collection_id AND c.deleted_at IS NULL
       WHERE m.collection_id = ? ORDER BY m.position, m.sound_id`,
    )
    .pluck();
  const named = db
    .prepare<[string], number>(
      `SELECT m.sound_id FROM collection_members m JOIN collections c ON c.id = m.collection_id AND c.deleted_at IS NULL
       WHERE instr(lower(c.name), ?) > 0`,
    )
    .pluck();
  const memberships = db.prepare<[], readonly [string, number]>(
    `SELECT m.collection_id, m.sound_id FROM collection_members m
     JOIN collections c ON c.id = m.collection_id AND c.deleted_at IS NULL`,
  );
  const favourites = db.prepare<[], number>('SELECT sound_id FROM marks WHERE favourite = 1').pluck();
  const rated = db.prepare<[number], number>('SELECT sound_id FROM marks WHERE rating >= ?').pluck();
  const marks = db.prepare<[], readonly [number, number, number, string | null]>(
    'SELECT sound_id, favourite, rating, note FROM marks',
  );
  const plays = db.prepare<[], readonly [number, number, number]>(
    'SELECT sound_id, play_count, last_played_at FROM play_counts',
  );
  return {
    /** Members of every collection whose name contains this, in any case. */
    idsInCollectionsNamed: (part: string): number[] => named.all(part.toLowerCase()),
    /** In the order of the collection. */
    idsInCollection: (id: CollectionId): number[] => members.all(id),
    /** Collection and sound id of every member. */
    memberships: () => memberships.raw().iterate(),
    favouriteIds: (): number[] => favourites.all(),
    idsRatedAtLeast: (rating: number): number[] => rated.all(rating),
    /** Sound id, favourite (0 or 1), rating (0–5), note: of the sounds that have a mark. */
    marks: () => marks.raw().iterate(),
    /** Sound id, times played, when last (milliseconds): of the sounds that were played. */
    playCounts: () => plays.raw().iterate(),
  };
}
