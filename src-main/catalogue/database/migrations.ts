import type { Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

/** One numbered step forward. */
export type Migration = { readonly version: number; readonly sql: string };

/** The attached name of a file: `main` or `idx`. */
export type SchemaName = 'main' | 'idx';

export type FileKind = {
  readonly schema: SchemaName;
  readonly applicationId: number;
  readonly migrations: readonly Migration[];
};

const numberOf = (db: Database, pragma: string): number => Number(db.pragma(pragma, { simple: true }));

/** The version a file of this kind has after all its migrations. */
export const latestVersion = (kind: FileKind): number => kind.migrations.at(-1)?.version ?? 0;

/**
 * Brings a file up to the newest version, each step in its own transaction together with its number.
 * Statements of a migration name no schema: they must run on a handle where the file is `main`.
 *
 * @throws SonothequeError `not-a-catalogue` for a file of another program, `catalogue-newer` for one of a newer Sonotheque.
 */
export function migrate(db: Database, kind: FileKind, migrations: readonly Migration[] = kind.migrations): void {
  assertOurs(db, kind, migrations.at(-1)?.version ?? 0);
  for (const migration of migrations) {
    if (migration.version <= numberOf(db, 'user_version')) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
      db.pragma(`application_id = ${kind.applicationId}`);
    }).immediate();
  }
}

/**
 * Checks whose file this is before anything is written to it.
 *
 * @throws SonothequeError as `migrate`.
 */
export function assertOurs(db: Database, kind: FileKind, newest: number = latestVersion(kind)): void {
  const applicationId = numberOf(db, `${kind.schema}.application_id`);
  const version = numberOf(db, `${kind.schema}.user_version`);
  const empty = db.prepare(`SELECT count(*) FROM ${kind.schema}.sqlite_schema`).pluck().get() === 0;
  if (applicationId !== kind.applicationId && !(empty && applicationId === 0)) {
    throw new SonothequeError({
      code: 'not-a-catalogue',
      message: 'This file was not made by Sonotheque.',
      nextStep: 'Choose a file that ends in .sonotheque, or a new name for a new catalogue.',
    });
  }
  if (version > newest) throw newerCatalogue(version, newest);
}

/** Says that a file is of a Sonotheque to come. */
export const newerCatalogue = (version: number, newest: number): SonothequeError =>
  new SonothequeError({
    code: 'catalogue-newer',
    message: `This catalogue was written by a newer Sonotheque (version ${version} of its layout; this one knows ${newest}).`,
    nextStep: 'Update Sonotheque; nothing in the file was changed.',
  });
