import { existsSync, rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { CatalogueRepair } from '../types.ts';
import { catchUpSearchText } from '../writing/search-text-refresh.ts';
import { adoptIndex, dropWhatIsGone, missesVectors } from './adopt-index.ts';
import { forgetColumns } from './columns-file.ts';
import { attachedIndexKind, indexKind, mainKind } from './file-kinds.ts';
import { indexPageBytes } from './index-schema.ts';
import { assertOurs, type FileKind, migrate } from './migrations.ts';
import { createPrivately } from './private-files.ts';
import { saysDamaged } from './sqlite-failures.ts';

/** The rebuildable file beside a catalogue. */
export const indexPathOf = (cataloguePath: string): string => `${cataloguePath}-index`;

/**
 * Opens both files for writing, newest layout, the index attached as `idx`. An index that is missing, damaged or of
 * another catalogue is begun anew, and the sounds that lost something are marked to be listened to again.
 *
 * @throws SonothequeError `not-a-catalogue`, `catalogue-newer`; SQLite's errors for the rest.
 */
export function openForWriting(path: string): { readonly db: Database; readonly repairs: readonly CatalogueRepair[] } {
  createPrivately(path);
  const db = new Sqlite(path, { timeout: 5000 });
  try {
    assertOurs(db, mainKind);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db, mainKind);
    const state = db.prepare<[], State>('SELECT token, previous_token AS previousToken FROM catalogue_state').get();
    if (state === undefined) throw new Error('The catalogue has no state.');
    const index = prepareIndex(path, state);
    if (index !== 'fitting') forgetColumns(path);
    db.prepare('ATTACH ? AS idx').run(indexPathOf(path));
    // Can be made again: a lost tail is noticed by its sequence, so it need not be synced at every commit.
    db.pragma('idx.synchronous = NORMAL');
    // In pages, for both files (the setting is the connection's). Storing 200 sounds writes about 600: folding the logs in
    // at the default of 1,000 would cost two syncs every other time, and doing it in idle moments gained nothing measurable.
    db.pragma('wal_autocheckpoint = 4000');
    return { db, repairs: index === 'earlier' ? adopt(db, state.token) : catchUp(db, index === 'new', path) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens both files for reading. @throws SonothequeError `catalogue-missing`, and as `openForWriting`. */
export function openForReading(path: string): Database {
  if (!existsSync(path)) {
    throw new SonothequeError({
      code: 'catalogue-missing',
      message: `There is no catalogue at ${path}.`,
      nextStep: 'Index a folder first, or choose another catalogue.',
    });
  }
  const db = new Sqlite(path, { readonly: true, timeout: 5000 });
  try {
    assertOurs(db, mainKind);
    assertMigrated(db, mainKind);
    db.prepare('ATTACH ? AS idx').run(indexPathOf(path));
    assertOurs(db, attachedIndexKind);
    assertMigrated(db, attachedIndexKind);
    // Pages are read where the system's cache holds them instead of being copied into ours.
    db.pragma('idx.mmap_size = 1073741824');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether an error says that a file is not one of ours. */
export const saysForeign = (error: unknown): boolean =>
  (error instanceof SonothequeError && error.failure.code === 'not-a-catalogue') ||
  (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_NOTADB');

type State = { readonly token: string; readonly previousToken: string | null };

/** How the index file came: as it should be, begun anew, or of an earlier state of the catalogue. */
type IndexOrigin = 'fitting' | 'new' | 'earlier';

/** Gives the index file its layout. */
function prepareIndex(cataloguePath: string, { token, previousToken }: State): IndexOrigin {
  const path = indexPathOf(cataloguePath);
  const found = existsSync(path) ? tokenOfIndex(path) : null;
  if (found === token) return 'fitting';
  if (found !== null && found === previousToken) return 'earlier';
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  createPrivately(path, cataloguePath);
  const db = new Sqlite(path);
  try {
    db.pragma(`page_size = ${indexPageBytes}`);
    db.pragma('journal_mode = WAL');
    migrate(db, indexKind);
    db.prepare('INSERT INTO index_state (id, token, sequence) VALUES (1, ?, 0)').run(token);
  } finally {
    db.close();
  }
  return 'new';
}

/** Of which catalogue an index is; `null` for a damaged one. */
function tokenOfIndex(path: string): string | null {
  let db: Database | undefined;
  try {
    db = new Sqlite(path, { timeout: 5000 });
    assertOurs(db, indexKind);
    db.pragma('journal_mode = WAL');
    migrate(db, indexKind);
    // Full text reads pages of its own when it is first named: damage there would be met in the middle of opening.
    db.prepare('SELECT rowid FROM full_text LIMIT 0');
    return db.prepare<[], string>('SELECT token FROM index_state').pluck().get() ?? null;
  } catch (error) {
    // A newer index is left alone like a newer catalogue; a file of another program would be, too, but it stands at a
    // name that is ours, so it is a damaged index.
    if (saysDamaged(error) || saysForeign(error)) return null;
    throw error;
  } finally {
    db?.close();
  }
}

function adopt(db: Database, token: string): readonly CatalogueRepair[] {
  const sounds = adoptIndex(db, token);
  return sounds === 0 ? [] : [{ kind: 'index-behind', sounds }];
}

/**
 * Marks the sounds whose part of the index is gone, and mends what the main file tells without listening. A commit that a
 * kill cut in two has reached the main file only.
 */
function catchUp(db: Database, rebuilt: boolean, path: string): readonly CatalogueRepair[] {
  const sequence = db.prepare<[], number>('SELECT sequence FROM idx.index_state').pluck().get() ?? 0;
  const expected = db.prepare<[], number>('SELECT index_sequence FROM catalogue_state').pluck().get() ?? 0;
  if (sequence >= expected) return [];
  forgetColumns(path);
  return db
    .transaction(() => {
      const { changes } = db
        .prepare(
          // A label touches its sound's revision, too: that alone is no reason to listen again. Where another content came
          // to a sound, which vectors and peaks may be there for, its suggestions are of the content before.
          `UPDATE main.sounds SET wants_listening = 1 WHERE failure_code IS NULL AND revision > ? AND (${missesVectors}
             OR NOT EXISTS (SELECT 1 FROM idx.suggestion_lists l WHERE l.sound_id = sounds.id
               AND l.payload_id IS sounds.payload_id
               AND l.model_id = (SELECT active_model_id FROM main.catalogue_state)))`,
        )
        .run(sequence);
      if (!rebuilt) {
        dropWhatIsGone(db);
        catchUpSearchText(db, sequence);
      }
      db.prepare('UPDATE idx.index_state SET sequence = ?').run(expected);
      return [{ kind: rebuilt ? 'index-rebuilt' : 'index-behind', sounds: changes } as const];
    })
    .immediate();
}

function assertMigrated(db: Database, kind: FileKind): void {
  const version = Number(db.pragma(`${kind.schema}.user_version`, { simple: true }));
  if (version === (kind.migrations.at(-1)?.version ?? 0)) return;
  throw new SonothequeError({
    code: 'catalogue-older',
    message: 'This catalogue was written by an older Sonotheque and has not been brought up to date yet.',
    nextStep: 'Open it once for writing: index a folder, or start the application.',
  });
}
