import type { Database } from 'better-sqlite3';
import type { MetadataFieldName } from '../../../src-shared/contract/audio.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type {
  Collection,
  CollectionFacts,
  CollectionId,
  FieldValue,
  Marker,
  Play,
  SavedSearch,
  StagedEdit,
  StagedSound,
} from '../types.ts';
import { inNoRemovedLibrary } from './libraries.ts';

type CollectionRow = Omit<Collection, 'createdAt'> & { readonly createdAt: number };
type EditRow = Omit<StagedEdit, 'editedAt'> & { readonly editedAt: number };
type FieldsRow = { readonly id: SoundId; readonly fields: string | null; readonly staged: string };

/** A collection without what must be counted. */
export type CollectionOutline = CollectionFacts & { readonly id: CollectionId };

/** Keys of the places around a gap in a collection. */
export type Gap = { readonly low: string | null; readonly high: string | null };

/** What people made beside labels. */
export function createPersonalReader(db: Database) {
  const collections = db.prepare<[], CollectionRow>(
    `SELECT c.id, c.name, c.colour, c.position, c.created_at AS createdAt, count(s.id) AS sounds,
       coalesce(sum(s.missing), 0) AS missing
     FROM collections c LEFT JOIN collection_members m ON m.collection_id = c.id
       LEFT JOIN sounds s ON s.id = m.sound_id AND s.${inNoRemovedLibrary}
     WHERE c.deleted_at IS NULL GROUP BY c.id ORDER BY c.position, c.id`,
  );
  const outlines = db.prepare<[], CollectionOutline>(
    'SELECT id, name, colour, position FROM collections WHERE deleted_at IS NULL ORDER BY position, id',
  );
  const collectionsOf = db
    .prepare<[SoundId], CollectionId>(
      `SELECT c.id FROM collection_members m JOIN collections c ON c.id = m.collection_id
       WHERE m.sound_id = ? AND c.deleted_at IS NULL ORDER BY c.position, c.id`,
    )
    .pluck();
  const placeOf = db
    .prepare<[CollectionId, SoundId], string>(
      'SELECT position FROM collection_members WHERE collection_id = ? AND sound_id = ?',
    )
    .pluck();
  type Place = { readonly position: string; readonly soundId: SoundId };
  const from = db.prepare<[CollectionId, string], Place>(
    `SELECT position, sound_id AS soundId FROM collection_members WHERE collection_id = ? AND position >= ?
     ORDER BY position`,
  );
  const downFrom = db.prepare<[CollectionId, string], Place>(
    `SELECT position, sound_id AS soundId FROM collection_members WHERE collection_id = ? AND position < ?
     ORDER BY position DESC`,
  );
  const markers = db.prepare<[SoundId], Marker>(
    `SELECT id, start_seconds AS startSeconds, end_seconds AS endSeconds, name, colour FROM markers
     WHERE sound_id = ? ORDER BY start_seconds, id`,
  );
  const edits = db.prepare<[SoundId], EditRow>(
    `SELECT e.field, e.value, e.author, e.edited_at AS editedAt, json_extract(m.fields, '$.' || e.field) AS fileValue
     FROM staged_edits e LEFT JOIN metadata m ON m.sound_id = e.sound_id WHERE e.sound_id = ? ORDER BY e.field`,
  );
  const stagedIds = db
    .prepare<[number, number], SoundId>(
      'SELECT DISTINCT sound_id FROM staged_edits WHERE sound_id > ? ORDER BY sound_id LIMIT ?',
    )
    .pluck();
  const stagedCount = db.prepare<[], { readonly sounds: number; readonly edits: number }>(
    'SELECT count(DISTINCT sound_id) AS sounds, count(*) AS edits FROM staged_edits',
  );
  const fields = db.prepare<[SoundId], FieldsRow>(
    `SELECT s.id, m.fields, (SELECT json_group_object(e.field, e.value) FROM staged_edits e WHERE e.sound_id = s.id) AS staged
     FROM sounds s LEFT JOIN metadata m ON m.sound_id = s.id WHERE s.id = ?`,
  );
  const plays = db.prepare<[number, number], { id: number; soundId: SoundId; playedAt: number }>(
    'SELECT id, sound_id AS soundId, played_at AS playedAt FROM plays WHERE id < ? ORDER BY id DESC LIMIT ?',
  );
  const searches = db.prepare<[], Omit<SavedSearch, 'createdAt'> & { readonly createdAt: number }>(
    'SELECT id, name, position, query, created_at AS createdAt FROM saved_searches ORDER BY position, id',
  );
  const searched = db.prepare<[number], { query: string; searchedAt: number }>(
    'SELECT query, searched_at AS searchedAt FROM search_history ORDER BY searched_at DESC, query LIMIT ?',
  );
  const settings = db.prepare<[], { name: string; value: string }>(
    "SELECT name, value FROM settings WHERE name NOT LIKE 'ucs.%'",
  );

  const editsOf = (soundId: SoundId): StagedEdit[] =>
    edits.all(soundId).map(({ editedAt, ...edit }) => ({ ...edit, editedAt: new Date(editedAt) }));

  return {
    collections: (): Collection[] =>
      collections.all().map(({ createdAt, ...row }) => ({ ...row, createdAt: new Date(createdAt) })),
    /** Without counting what is in them. */
    collectionOutlines: (): CollectionOutline[] => outlines.all(),
    collectionsOf: (soundId: SoundId): CollectionId[] => collectionsOf.all(soundId),
    /** The gap before a member (`null`: at the end), as if the sounds that are to go there were not in the collection. */
    gapBefore: (id: CollectionId, before: SoundId | null, moving: readonly SoundId[]): Gap => {
      const away = new Set(moving);
      const place = before === null ? undefined : placeOf.get(id, before);
      let high: string | null = null;
      if (place !== undefined) {
        for (const { position, soundId } of from.iterate(id, place)) {
          if (away.has(soundId)) continue;
          high = position;
          break;
        }
      }
      // After every digit that a key may have.
      for (const { position, soundId } of downFrom.iterate(id, high ?? '~')) {
        if (!away.has(soundId)) return { low: position, high };
      }
      return { low: null, high };
    },
    markers: (soundId: SoundId): Marker[] => markers.all(soundId),
    stagedEdits: editsOf,
    stagedSounds: (after: SoundId | null, limit: number): StagedSound[] =>
      stagedIds.all(after ?? 0, limit).map((soundId) => ({ soundId, edits: editsOf(soundId) })),
    countStaged: () => stagedCount.get() ?? { sounds: 0, edits: 0 },
    fieldValues: (soundIds: readonly SoundId[], names: readonly MetadataFieldName[]): FieldValue[] =>
      soundIds.flatMap((soundId) => {
        const row = fields.get(soundId);
        if (row === undefined) return [];
        const shown: { readonly [field: string]: string } = {
          ...(JSON.parse(row.fields ?? '{}') as object),
          ...(JSON.parse(row.staged) as object),
        };
        return names.flatMap((field) => (shown[field] ? [{ soundId, field, value: shown[field] }] : []));
      }),
    plays: (limit: number, before: number | null): Play[] =>
      plays
        .all(before ?? Number.MAX_SAFE_INTEGER, limit)
        .map(({ playedAt, ...play }) => ({ ...play, playedAt: new Date(playedAt) })),
    savedSearches: (): SavedSearch[] =>
      searches.all().map(({ createdAt, ...row }) => ({ ...row, createdAt: new Date(createdAt) })),
    searchHistory: (limit: number) =>
      searched.all(limit).map(({ query, searchedAt }) => ({ query, searchedAt: new Date(searchedAt) })),
    settings: (): { readonly [name: string]: unknown } =>
      Object.fromEntries(settings.all().map(({ name, value }) => [name, JSON.parse(value) as unknown])),
  };
}
