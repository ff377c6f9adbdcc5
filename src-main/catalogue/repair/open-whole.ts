import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { forgetColumns } from '../database/columns-file.ts';
import { indexApplicationId } from '../database/index-schema.ts';
import { damageIn, inspectCatalogue } from '../database/inspect.ts';
import { mainApplicationId, mainMigrations } from '../database/main-schema.ts';
import { newerCatalogue } from '../database/migrations.ts';
import { indexPathOf, openForWriting } from '../database/open.ts';
import { saysDamaged } from '../database/sqlite-failures.ts';
import type { CatalogueRepair } from '../types.ts';
import { lastEnding, markOpen } from './mark.ts';
import { salvage } from './salvage.ts';

/** After an unclean end, files up to this size are checked before they open: less than half a second. Larger ones after. */
const checkedAtOnceBytes = 100 * 2 ** 20;

export type OpenedWhole = {
  readonly db: Database;
  readonly repairs: readonly CatalogueRepair[];
  /** The last end was unclean and the file is large: it wants a check while it is used. */
  readonly checkLater: boolean;
};

/**
 * Opens a catalogue for writing as `openForWriting`, after saving what can be saved of a damaged one. For the owner of the
 * lock.
 *
 * @throws SonothequeError `not-a-catalogue`, `catalogue-newer`; SQLite's errors for the rest
 */
export function openWhole(path: string): OpenedWhole {
  assertNotNewer(path);
  const ending = lastEnding(path);
  const known = existsSync(path);
  const large = known && statSync(path).size > checkedAtOnceBytes;
  const checkNow = known && (ending === 'damaged' || (ending === 'unclean' && !large));
  const repairs: CatalogueRepair[] = [];
  if (isEmptied(path) || (checkNow && isDamaged(path))) repairs.push(salvage(path));
  if (ending === 'damaged') dropDamagedIndex(path);
  let opened: ReturnType<typeof openForWriting>;
  try {
    opened = openForWriting(path);
  } catch (error) {
    if (repairs.length > 0 || !saysDamaged(error) || !wasOurs(path)) throw error;
    repairs.push(salvage(path));
    opened = openForWriting(path);
  }
  if (repairs.length > 0) forgetColumns(path);
  markOpen(path);
  return {
    db: opened.db,
    repairs: [...repairs, ...opened.repairs],
    checkLater: ending === 'unclean' && large && repairs.length === 0,
  };
}

/** Without opening it: SQLite would fold a log that was left into the file. */
function assertNotNewer(path: string): void {
  const header = headerOf(path);
  const newest = mainMigrations.at(-1)?.version ?? 0;
  if (header === null || header.readUInt32BE(68) !== mainApplicationId) return;
  const version = header.readUInt32BE(60);
  // The page size after the magic: a damaged header says nothing of versions.
  if (header.toString('latin1', 0, 15) === 'SQLite format 3' && version > newest) throw newerCatalogue(version, newest);
}

function isDamaged(path: string): boolean {
  try {
    return inspectCatalogue(path, { thoroughly: true }).damage !== null;
  } catch (error) {
    return saysDamaged(error) && wasOurs(path);
  }
}

/** A catalogue that was cut to nothing would pass for a new one. */
const isEmptied = (path: string): boolean =>
  existsSync(path) && statSync(path).size === 0 && headerOf(indexPathOf(path)) !== null;

/** Whether a file that SQLite can't read is a catalogue by what is left of its header, or by the index beside it. */
function wasOurs(path: string): boolean {
  return (
    headerOf(path)?.readUInt32BE(68) === mainApplicationId ||
    headerOf(indexPathOf(path))?.readUInt32BE(68) === indexApplicationId
  );
}

function headerOf(path: string): Buffer | null {
  if (!existsSync(path) || !statSync(path).isFile()) return null;
  const header = Buffer.alloc(100);
  const handle = openSync(path, 'r');
  try {
    return readSync(handle, header, 0, 100, 0) === 100 ? header : null;
  } finally {
    closeSync(handle);
  }
}

/** Damage that was met may have been in the index, which is begun anew when it is not there. */
function dropDamagedIndex(path: string): void {
  const index = indexPathOf(path);
  if (!existsSync(index)) return;
  let damage: string | null;
  try {
    const db = new Sqlite(index, { timeout: 5000 });
    try {
      damage = damageIn(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    damage = String(error);
  }
  if (damage !== null) for (const suffix of ['', '-wal', '-shm']) rmSync(index + suffix, { force: true });
}
