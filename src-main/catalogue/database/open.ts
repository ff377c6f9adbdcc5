import { existsSync, rmSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { CatalogueRepair } from '../types.ts';
import { indexApplicationId, indexMigrations, indexPageBytes } from './index-schema.ts';
import { mainApplicationId, mainMigrations } from './main-schema.ts';
import { assertOurs, type FileKind, migrate } from './migrations.ts';
import { saysDamaged } from './sqlite-failures.ts';

const mainKind: FileKind = { schema: 'main', applicationId: mainApplicationId, migrations: mainMigrations };
const indexKind: FileKind = { schema: 'main', applicationId: indexApplicationId, migrations: indexMigrations };
const attachedIndexKind: FileKind = { ...indexKind, schema: 'idx' };

/** The rebuildable file beside a catalogue. */
export const indexPathOf = (cataloguePath: string): string => `${cataloguePath}-index`;

/**
 * Opens both files for writing, newest layout, the index attached as `idx`. An index that is missing, damaged or of
 * another catalogue is begun anew, and the sounds that lost something are marked to be listened to again.
 *
 * @throws SonothequeError `not-a-catalogue`, `catalogue-newer`; SQLite's errors for the rest.
 */
export function openForWriting(path: string): { readonly db: Database; readonly repairs: readonly CatalogueRepair[] } {
  const db = new Sqlite(path, { timeout: 5000 });
  try {
    assertOurs(db, mainKind);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db, mainKind);
    const token = String(db.prepare('SELECT token FROM catalogue_state').pluck().get());
    const rebuilt = prepareIndex(path, token);
    db.prepare('ATTACH ? AS idx').run(indexPathOf(path));
    // Can be made again: a lost tail is noticed by its sequence, so it need not be synced at every commit.
    db.pragma('idx.synchronous = NORMAL');
    // In pages, for both files (the setting is the connection's). Storing 200 sounds writes about 600: folding the logs in
    // at the default of 1,000 would cost two syncs every other time, and doing it in idle moments gained nothing measurable.
    db.pragma('wal_autocheckpoint = 4000');
    return { db, repairs: catchUp(db, rebuilt) };
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

/** Gives the index file its layout; true when it had to be begun anew. */
function prepareIndex(cataloguePath: string, token: string): boolean {
  const path = indexPathOf(cataloguePath);
  const existed = existsSync(path);
  if (existed && indexBelongsTo(path, token)) return false;
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  const db = new Sqlite(path);
  try {
    db.pragma(`page_size = ${indexPageBytes}`);
    db.pragma('journal_mode = WAL');
    migrate(db, indexKind);
    db.prepare('INSERT INTO index_state (id, token, sequence) VALUES (1, ?, 0)').run(token);
  } finally {
    db.close();
  }
  return true;
}

function indexBelongsTo(path: string, token: string): boolean {
  let db: Database | undefined;
  try {
    db = new Sqlite(path, { timeout: 5000 });
    assertOurs(db, indexKind);
    migrate(db, indexKind);
    return db.prepare('SELECT token FROM index_state').pluck().get() === token;
  } catch (error) {
    // A newer index is left alone like a newer catalogue; a file of another program would be, too, but it stands at a
    // name that is ours, so it is a damaged index.
    if (saysDamaged(error) || saysForeign(error)) return false;
    throw error;
  } finally {
    db?.close();
  }
}

/** Marks the sounds whose part of the index is gone. */
function catchUp(db: Database, rebuilt: boolean): readonly CatalogueRepair[] {
  const sequence = db.prepare<[], number>('SELECT sequence FROM idx.index_state').pluck().get() ?? 0;
  const expected = db.prepare<[], number>('SELECT index_sequence FROM catalogue_state').pluck().get() ?? 0;
  if (sequence >= expected) return [];
  return db
    .transaction(() => {
      const { changes } = db
        .prepare('UPDATE sounds SET wants_listening = 1 WHERE failure_code IS NULL AND revision > ?')
        .run(sequence);
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
