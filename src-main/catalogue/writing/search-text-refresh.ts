import type { Database } from 'better-sqlite3';
import { searchTextVersion } from '../text/tokens.ts';
import { type DocumentSource, documentSource, documentText } from './search-documents.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

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
  const page = db.prepare<[number, number, number], DocumentSource>(
    `${documentSource} WHERE s.id > ? AND s.revision > ? ORDER BY s.id LIMIT ?`,
  );
  let last = 0;
  for (;;) {
    const sounds = page.all(last, afterRevision, pageRows);
    for (const source of sounds) {
      search.set(source.id, documentText(source));
      last = source.id;
    }
    if (sounds.length < pageRows) return;
  }
}
