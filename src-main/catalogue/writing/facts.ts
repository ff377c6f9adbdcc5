import { collectionText, markerText, searchText } from '../fact-values.ts';
import type { CollectionFacts, Marker, SavedSearchFacts } from '../types.ts';
import type { SearchDocuments } from './search-documents.ts';
import type { WriteSession } from './session.ts';

/** One thing that a person decides; `label` is for the history alone. */
export type Fact = {
  readonly kind: 'mark' | 'marker' | 'edit' | 'member' | 'collection' | 'search' | 'setting';
  /** `null` where it is about no sound. */
  readonly soundId: number | null;
  /** A mark's name, a marker's id, an edited field, a collection's id, a saved search's id, a setting's name. */
  readonly subject: string;
};

/** The present facts as text, `null` for none; used inside a transaction. */
export type FactBook = {
  readonly get: (fact: Fact) => string | null;
  readonly put: (fact: Fact, value: string | null, author: string, revision: number) => void;
  /** The text that will be kept for a value: a staged edit that says what the file says is none. */
  readonly normal: (fact: Fact, value: string | null) => string | null;
  /** Whether there is what a fact is about. */
  readonly isThere: (fact: Fact) => boolean;
  /** Brings full text up to the edits of this transaction. */
  readonly flush: () => void;
};

type MarkRow = { readonly favourite: number; readonly rating: number; readonly note: string | null };

export function createFactBook({ db }: Pick<WriteSession, 'db'>, documents: SearchDocuments): FactBook {
  const soundThere = db.prepare<[number], 1>('SELECT 1 FROM sounds WHERE id = ?').pluck();
  const collectionThere = db.prepare<[string], 1>('SELECT 1 FROM collections WHERE id = ?').pluck();
  const touch = db.prepare('UPDATE sounds SET revision = ? WHERE id = ?');

  const marks = db.prepare<[number], MarkRow>('SELECT favourite, rating, note FROM marks WHERE sound_id = ?');
  const setMarks = db.prepare('INSERT OR REPLACE INTO marks (sound_id, favourite, rating, note) VALUES (?, ?, ?, ?)');
  const dropMarks = db.prepare('DELETE FROM marks WHERE sound_id = ?');

  const marker = db.prepare<[string], Omit<Marker, 'id'>>(
    'SELECT start_seconds AS startSeconds, end_seconds AS endSeconds, name, colour FROM markers WHERE id = ?',
  );
  const setMarker = db.prepare(
    `INSERT INTO markers (id, sound_id, start_seconds, end_seconds, name, colour, author, created_at)
     VALUES (@id, @soundId, @startSeconds, @endSeconds, @name, @colour, @author, @now)
     ON CONFLICT (id) DO UPDATE SET start_seconds = excluded.start_seconds, end_seconds = excluded.end_seconds,
       name = excluded.name, colour = excluded.colour`,
  );
  const dropMarker = db.prepare('DELETE FROM markers WHERE id = ?');

  const edit = db
    .prepare<[number, string], string>('SELECT value FROM staged_edits WHERE sound_id = ? AND field = ?')
    .pluck();
  const setEdit = db.prepare(
    'INSERT OR REPLACE INTO staged_edits (sound_id, field, value, author, edited_at) VALUES (?, ?, ?, ?, ?)',
  );
  const dropEdit = db.prepare('DELETE FROM staged_edits WHERE sound_id = ? AND field = ?');
  const inFile = db
    .prepare<[string, number], string | null>(`SELECT json_extract(fields, '$.' || ?) FROM metadata WHERE sound_id = ?`)
    .pluck();

  const member = db
    .prepare<[string, number], string>(
      'SELECT position FROM collection_members WHERE collection_id = ? AND sound_id = ?',
    )
    .pluck();
  const setMember = db.prepare(
    `INSERT INTO collection_members (collection_id, sound_id, position, added_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (collection_id, sound_id) DO UPDATE SET position = excluded.position`,
  );
  const dropMember = db.prepare('DELETE FROM collection_members WHERE collection_id = ? AND sound_id = ?');

  const collection = db.prepare<[string], CollectionFacts>(
    'SELECT name, colour, position FROM collections WHERE id = ? AND deleted_at IS NULL',
  );
  const setCollection = db.prepare(
    `INSERT INTO collections (id, name, colour, position, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour, position = excluded.position,
       deleted_at = NULL`,
  );
  // Its members stay with it: taking the deletion back is one row.
  const hideCollection = db.prepare('UPDATE collections SET deleted_at = ? WHERE id = ?');

  const search = db.prepare<[string], SavedSearchFacts>(
    'SELECT name, position, query FROM saved_searches WHERE id = ?',
  );
  const setSearch = db.prepare(
    `INSERT INTO saved_searches (id, name, position, query, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position, query = excluded.query`,
  );
  const dropSearch = db.prepare('DELETE FROM saved_searches WHERE id = ?');

  const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const putSetting = db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  const dropSetting = db.prepare('DELETE FROM settings WHERE name = ?');

  const edited = new Set<number>();

  const markOf = (soundId: number, name: string): string | null => {
    const row = marks.get(soundId);
    if (row === undefined) return null;
    if (name === 'note') return row.note;
    const value = name === 'rating' ? row.rating : row.favourite;
    return value === 0 ? null : String(value);
  };
  const putMark = (soundId: number, name: string, value: string | null): void => {
    const { favourite, rating, note } = marks.get(soundId) ?? { favourite: 0, rating: 0, note: null };
    const next = {
      favourite: name === 'favourite' ? Number(value ?? 0) : favourite,
      rating: name === 'rating' ? Number(value ?? 0) : rating,
      note: name === 'note' ? value : note,
    };
    if (next.favourite === 0 && next.rating === 0 && next.note === null) dropMarks.run(soundId);
    else setMarks.run(soundId, next.favourite, next.rating, next.note);
  };

  const get = ({ kind, soundId, subject }: Fact): string | null => {
    switch (kind) {
      case 'mark':
        return markOf(soundId ?? 0, subject);
      case 'marker': {
        const row = marker.get(subject);
        return row === undefined ? null : markerText(row);
      }
      case 'edit':
        return edit.get(soundId ?? 0, subject) ?? null;
      case 'member':
        return member.get(subject, soundId ?? 0) ?? null;
      case 'collection': {
        const row = collection.get(subject);
        return row === undefined ? null : collectionText(row);
      }
      case 'search': {
        const row = search.get(subject);
        return row === undefined ? null : searchText(row);
      }
      case 'setting':
        return setting.get(subject) ?? null;
    }
  };

  const put = ({ kind, soundId, subject }: Fact, value: string | null, author: string, revision: number): void => {
    const now = Date.now();
    switch (kind) {
      case 'mark':
        // No column shows it: readers need not fetch the sound again, which a hundred thousand ratings would keep them at.
        putMark(soundId ?? 0, subject, value);
        return;
      case 'marker':
        if (value === null) dropMarker.run(subject);
        else setMarker.run({ ...(JSON.parse(value) as Omit<Marker, 'id'>), id: subject, soundId, author, now });
        return;
      case 'edit':
        if (value === null) dropEdit.run(soundId, subject);
        else setEdit.run(soundId, subject, value, author, now);
        touch.run(revision, soundId);
        edited.add(soundId ?? 0);
        return;
      case 'member':
        if (value === null) dropMember.run(subject, soundId);
        else setMember.run(subject, soundId, value, now);
        return;
      case 'collection': {
        if (value === null) {
          hideCollection.run(now, subject);
          return;
        }
        const { name, colour, position } = JSON.parse(value) as CollectionFacts;
        setCollection.run(subject, name, colour, position, now);
        return;
      }
      case 'search': {
        if (value === null) {
          dropSearch.run(subject);
          return;
        }
        const { name, position, query } = JSON.parse(value) as SavedSearchFacts;
        setSearch.run(subject, name, position, query, now);
        return;
      }
      case 'setting':
        if (value === null) dropSetting.run(subject);
        else putSetting.run(subject, value);
    }
  };

  return {
    get,
    put,
    normal: ({ kind, soundId, subject }, value) =>
      kind === 'edit' && value !== null && value === (inFile.get(subject, soundId ?? 0) ?? '') ? null : value,
    isThere: ({ kind, soundId, subject }) =>
      (soundId === null || soundThere.get(soundId) === 1) && (kind !== 'member' || collectionThere.get(subject) === 1),
    flush: () => {
      for (const soundId of edited) documents.refresh(soundId);
      edited.clear();
    },
  };
}
