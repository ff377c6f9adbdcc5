import Sqlite, { type Database } from 'better-sqlite3';
import { inNoRemovedLibrary } from '../reading/libraries.ts';
import { mainKind } from './file-kinds.ts';
import { assertOurs } from './migrations.ts';
import { saysDamaged } from './sqlite-failures.ts';

/** What a look at a catalogue's main file says. */
export type Inspection = {
  readonly sounds: number;
  /** Current labels. */
  readonly labels: number;
  /** In SQLite's words; `null` where nothing was found, or nothing was looked for. */
  readonly damage: string | null;
};

/**
 * Looks at a main file without changing it, of any version up to ours.
 *
 * @throws SonothequeError `not-a-catalogue`, `catalogue-newer`; SQLite's errors for what cannot be read at all
 */
export function inspectCatalogue(path: string, { thoroughly }: { readonly thoroughly: boolean }): Inspection {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    assertOurs(db, mainKind);
    const damage = thoroughly ? damageIn(db) : null;
    if (damage !== null) return { sounds: 0, labels: 0, damage };
    const count = (sql: string): number => Number(db.prepare(sql).pluck().get());
    const version = Number(db.pragma('user_version', { simple: true }));
    const seen = version < 2 ? 'true' : `s.${inNoRemovedLibrary}`;
    return {
      sounds: count(`SELECT count(*) FROM sounds s WHERE ${seen}`),
      labels: count(
        `SELECT count(*) FROM current_labels c JOIN sounds s ON s.id = c.sound_id WHERE c.category IS NOT NULL AND ${seen}`,
      ),
      damage: null,
    };
  } finally {
    db.close();
  }
}

/** What is wrong with the main file of an open handle, in SQLite's words; `null`: nothing. */
export function damageIn(db: Database): string | null {
  try {
    const found = String(db.pragma('main.quick_check(1)', { simple: true }));
    if (found !== 'ok') return found;
    const orphans = db.pragma('main.foreign_key_check') as readonly unknown[];
    return orphans.length === 0 ? null : `${orphans.length} rows refer to rows that are not there`;
  } catch (error) {
    if (saysDamaged(error)) return String(error);
    throw error;
  }
}
