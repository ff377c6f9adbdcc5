import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';
import { searchableValues } from '../text/searchable-values.ts';
import { searchTextOf } from '../text/tokens.ts';
import type { NameStore } from './names.ts';
import type { SearchIndex } from './search-index.ts';
import type { WriteSession } from './session.ts';

/** What a sound's full text is made of; `staged` holds the edited fields as one JSON object. */
export type DocumentSource = {
  readonly id: number;
  readonly path: string;
  readonly fields: string | null;
  readonly entries: string | null;
  readonly staged: string;
};

/** Columns and tables of a `DocumentSource`. */
export const documentSource = `SELECT s.id, coalesce(s.display_path, CAST(s.path AS TEXT)) AS path, m.fields, m.entries,
    (SELECT json_group_object(e.field, e.value) FROM staged_edits e WHERE e.sound_id = s.id) AS staged
  FROM sounds s LEFT JOIN metadata m ON m.sound_id = s.id AND s.failure_code IS NULL`;

/** The full text of a sound: its path and its metadata as they are shown. */
export const documentText = ({ path, fields, entries, staged }: DocumentSource): string =>
  searchTextOf(
    path,
    searchableValues(
      {
        fields: JSON.parse(fields ?? '{}') as EmbeddedMetadata['fields'],
        entries: JSON.parse(entries ?? '[]') as EmbeddedMetadata['entries'],
      },
      JSON.parse(staged) as { readonly [field: string]: string },
    ),
  );

/** Makes full text anew from what is stored; used inside a transaction. */
export type SearchDocuments = {
  readonly refresh: (soundId: number) => void;
  /** Only where a person staged edits: without them the text is that of the file. */
  readonly refreshEdited: (soundId: number) => void;
};

export function createSearchDocuments(
  { db }: Pick<WriteSession, 'db'>,
  search: SearchIndex,
  names: NameStore,
): SearchDocuments {
  const source = db.prepare<[number], DocumentSource>(`${documentSource} WHERE s.id = ?`);
  const isEdited = db.prepare<[number], 1>('SELECT 1 FROM staged_edits WHERE sound_id = ? LIMIT 1').pluck();
  const refresh = (soundId: number): void => {
    const found = source.get(soundId);
    if (found === undefined) return;
    search.set(soundId, documentText(found));
    // Edited fields say something of a sound as those of its file do.
    names.drop(soundId);
  };
  return {
    refresh,
    refreshEdited: (soundId) => {
      if (isEdited.get(soundId) === 1) refresh(soundId);
    },
  };
}
