import type { Database } from 'better-sqlite3';
import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';
import { searchableValues } from '../text/searchable-values.ts';
import { searchTextOf, searchTextVersion } from '../text/tokens.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

type Source = {
  readonly id: number;
  readonly path: string;
  readonly fields: string | null;
  readonly entries: string | null;
};

/** Rows read at once: nothing can be written while an iteration is open. */
const pageRows = 500;

/**
 * Fills full text again, from paths and metadata in the main file, where an older version of the rules filled it or the
 * index was begun anew. Nothing is listened to.
 */
export function refreshSearchText(db: Database): void {
  const version = db.prepare<[], number>('SELECT text_version FROM idx.index_state').pluck().get() ?? 0;
  if (version >= searchTextVersion) return;
  db.transaction(() => {
    db.exec("INSERT INTO idx.full_text (full_text) VALUES ('delete-all'); DELETE FROM idx.search_text;");
    fill(db, createSearchIndex({ db }), -1);
    db.prepare('UPDATE idx.index_state SET text_version = ?').run(searchTextVersion);
  }).immediate();
}

/** Makes the full text of what changed after a revision anew, and takes out that of rows that are gone; inside a transaction. */
export function catchUpSearchText(db: Database, revision: number): void {
  const search = createSearchIndex({ db });
  const gone = db
    .prepare<[], number>('SELECT sound_id FROM idx.search_text WHERE sound_id NOT IN (SELECT id FROM main.sounds)')
    .pluck()
    .all();
  for (const id of gone) search.remove(id);
  fill(db, search, revision);
}

function fill(db: Database, search: SearchIndex, afterRevision: number): void {
  const page = db.prepare<[number, number, number], Source>(
    `SELECT s.id, coalesce(s.display_path, CAST(s.path AS TEXT)) AS path, m.fields, m.entries
     FROM sounds s LEFT JOIN metadata m ON m.sound_id = s.id AND s.failure_code IS NULL
     WHERE s.id > ? AND s.revision > ? ORDER BY s.id LIMIT ?`,
  );
  let last = 0;
  for (;;) {
    const sounds = page.all(last, afterRevision, pageRows);
    for (const { id, path, fields, entries } of sounds) {
      search.set(id, searchTextOf(path, searchableValues(metadataOf(fields, entries))));
      last = id;
    }
    if (sounds.length < pageRows) return;
  }
}

const metadataOf = (fields: string | null, entries: string | null): Pick<EmbeddedMetadata, 'fields' | 'entries'> => ({
  fields: JSON.parse(fields ?? '{}') as EmbeddedMetadata['fields'],
  entries: JSON.parse(entries ?? '[]') as EmbeddedMetadata['entries'],
});
