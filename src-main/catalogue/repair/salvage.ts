import Sqlite, { type Database } from 'better-sqlite3';
import { namedBackups } from '../backup/places.ts';
import { mainKind } from '../database/file-kinds.ts';
import { inspectCatalogue } from '../database/inspect.ts';
import { migrate } from '../database/migrations.ts';
import { createPrivately } from '../database/private-files.ts';
import { removeDatabase, replaceFile } from '../database/replace-file.ts';
import { giveNewToken } from '../database/token.ts';
import type { CatalogueRepair } from '../types.ts';
import { foundRows, type Loss } from './found-rows.ts';
import { mendReferences, refoldEverything } from './mend.ts';
import type { Value } from './records.ts';

type Salvaged = Extract<CatalogueRepair, { kind: 'catalogue-salvaged' }>;

/** Tables whose rows are saved; `current_labels` is made again from the events. */
const tables = [
  'libraries',
  'payloads',
  'model_versions',
  'sounds',
  'metadata',
  'label_events',
  'label_commands',
  'settings',
  'jobs',
  'job_files',
  'history',
  'history_changes',
  'history_steps',
  'collections',
  'collection_members',
  'marks',
  'markers',
  'staged_edits',
  'plays',
  'play_counts',
  'saved_searches',
  'search_history',
  'duplicate_reviews',
  'review_audits',
] as const;

/**
 * What a backup fills: with its sounds come the paths and contents that label events are about. What was taken away since
 * the backup may come back; that is better than losing what was not. The history of commands is not mixed: an entry half
 * of then would take back what it never did.
 */
const filledFromBackup = [
  'libraries',
  'payloads',
  'model_versions',
  'sounds',
  'label_events',
  'settings',
  'collections',
  'collection_members',
  'marks',
  'markers',
  'staged_edits',
  'saved_searches',
  'duplicate_reviews',
  'review_audits',
] as const;

/**
 * Sets a damaged main file aside and puts in its place a new one with everything that can be read of it, and what a backup
 * of the same catalogue still knows: above all, every label event of both. For the owner of the lock, with nothing open.
 */
export function salvage(path: string): Salvaged {
  const unfinished = `${path}-salvaging`;
  removeDatabase(unfinished);
  const loss: Loss = { parts: 0 };
  createPrivately(unfinished);
  const db = new Sqlite(unfinished);
  let backup: string | null;
  try {
    db.pragma('synchronous = OFF');
    db.pragma('foreign_keys = OFF');
    migrate(db, mainKind);
    backup = db
      .transaction(() => {
        const token = saveRows(db, path, loss);
        const found = fillFromBackup(db, path, token);
        mendReferences(db);
        refoldEverything(db);
        if (token !== null) db.prepare('UPDATE catalogue_state SET token = ?').run(token);
        giveNewToken(db);
        return found;
      })
      .immediate();
  } finally {
    db.close();
  }
  const { sounds, labels } = inspectCatalogue(unfinished, { thoroughly: false });
  const setAside = replaceFile(path, unfinished, 'damaged', new Date(), () => {}) ?? path;
  return { kind: 'catalogue-salvaged', setAside, sounds, labels, lost: loss.parts, backup };
}

/** Saves the rows that can be read; gives the catalogue's token where that could. */
function saveRows(db: Database, path: string, loss: Loss): string | null {
  const inserts = new Map<string, (values: readonly Value[]) => void>(
    tables.map((table) => [table, inserterOf(db, table)] as const),
  );
  let token: string | null = null;
  let revision = 0;
  let activeModel: Value = null;
  for (const { table, rowId, values } of foundRows(path, loss)) {
    if (table === 'catalogue_state') {
      token ??= typeof values[1] === 'string' ? values[1] : null;
      revision = Math.max(revision, Number(values[2] ?? 0));
      activeModel ??= values[5] ?? null;
      continue;
    }
    try {
      // A row id stands in for the column that it is.
      inserts.get(table)?.(rowId === null ? values : [rowId, ...values.slice(1)]);
    } catch {
      loss.parts += 1;
    }
  }
  const newest = Number(db.prepare('SELECT coalesce(max(revision), 0) FROM sounds').pluck().get());
  db.prepare(
    `UPDATE catalogue_state SET revision = @revision, reload_revision = @revision, index_sequence = @revision,
       active_model_id = (SELECT id FROM model_versions ORDER BY id = @activeModel DESC, id DESC LIMIT 1)`,
  ).run({ revision: Math.max(revision, newest) + 1, activeModel });
  return token;
}

/** Rows of an older version have fewer values than the table has columns now. */
function inserterOf(db: Database, table: string): (values: readonly Value[]) => void {
  const columns = columnsOf(db, table);
  const statements = new Map<number, ReturnType<Database['prepare']>>();
  return (values) => {
    const count = Math.min(values.length, columns.length);
    const statement =
      statements.get(count) ??
      db.prepare(
        `INSERT OR IGNORE INTO ${table} (${columns.slice(0, count).join()}) VALUES (${Array(count).fill('?').join()})`,
      );
    statements.set(count, statement);
    statement.run(...values.slice(0, count));
  };
}

/** Adds what the newest good backup of this catalogue knows beyond what could be read; gives its file. */
function fillFromBackup(db: Database, path: string, token: string | null): string | null {
  for (const { file } of namedBackups(path)) {
    const bytes = readBackup(file, token);
    if (bytes === null) continue;
    for (const table of filledFromBackup) {
      const insert = inserterOf(db, table);
      for (const values of bytes.rowsOf(table)) insert(values);
    }
    bytes.close();
    return file;
  }
  return null;
}

function readBackup(file: string, token: string | null) {
  try {
    if (inspectCatalogue(file, { thoroughly: true }).damage !== null) return null;
    const db = new Sqlite(file, { readonly: true });
    db.defaultSafeIntegers(true);
    // After a restore the same numbers may stand for other sounds: only a backup from the same stretch of history fits.
    if (token !== null && db.prepare('SELECT token FROM catalogue_state').pluck().get() !== token) {
      db.close();
      return null;
    }
    return {
      /** None of a table that the backup's version did not have yet. */
      rowsOf: (table: string) =>
        columnsOf(db, table).length === 0
          ? []
          : (db.prepare(`SELECT * FROM ${table}`).raw().iterate() as IterableIterator<Value[]>),
      close: () => db.close(),
    };
  } catch {
    return null;
  }
}

const columnsOf = (db: Database, table: string): string[] =>
  (db.pragma(`table_info(${table})`) as readonly { readonly name: string }[]).map(({ name }) => name);
