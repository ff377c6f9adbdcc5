import Sqlite from 'better-sqlite3';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';

/** What is said when a file or its folder cannot be reached. */
export const cannotOpen: Failure = {
  code: 'catalogue-cannot-open',
  message: 'The catalogue cannot be opened: the file or its folder does not exist or may not be read.',
  nextStep: 'Check the path and the permissions of the folder.',
};

const failuresByCode: readonly (readonly [RegExp, Failure])[] = [
  [
    /^SQLITE_FULL/,
    {
      code: 'catalogue-full',
      message: 'The disk that holds the catalogue is full.',
      nextStep: 'Free some space on that disk and try again; what was stored before is safe.',
    },
  ],
  [
    /^SQLITE_(READONLY|PERM|AUTH)/,
    {
      code: 'catalogue-read-only',
      message: 'The catalogue cannot be written: the file or its folder is read-only.',
      nextStep: 'Change the permissions of the folder, or choose a catalogue elsewhere.',
    },
  ],
  [/^SQLITE_CANTOPEN/, cannotOpen],
  [
    /^SQLITE_NOTADB/,
    {
      code: 'not-a-catalogue',
      message: 'This file was not made by Sonotheque, or its beginning is damaged.',
      nextStep: 'Choose a file that ends in .sonotheque, or restore it from a backup.',
    },
  ],
  [
    /^SQLITE_CORRUPT/,
    {
      code: 'catalogue-damaged',
      message: 'The catalogue or the index beside it is damaged.',
      nextStep: 'Close and open the catalogue: what can be read is saved into a new file, and the damaged one is kept.',
    },
  ],
  [
    /^SQLITE_(BUSY|LOCKED|PROTOCOL)/,
    {
      code: 'catalogue-busy',
      message: 'The catalogue is held by another program.',
      nextStep: 'Close the other program and try again.',
    },
  ],
  [
    /^SQLITE_IOERR/,
    {
      code: 'catalogue-io',
      message: 'The disk that holds the catalogue reports errors, or was removed.',
      nextStep: 'Check that the disk is connected and healthy, then open the catalogue again.',
    },
  ],
];

/** What the file system's errors stand for, in SQLite's words. */
const sqliteCodes: { readonly [code: string]: string } = {
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EACCES: 'SQLITE_PERM',
  EPERM: 'SQLITE_PERM',
  EROFS: 'SQLITE_READONLY',
  ENOENT: 'SQLITE_CANTOPEN',
  ENOTDIR: 'SQLITE_CANTOPEN',
  EBUSY: 'SQLITE_BUSY',
  EIO: 'SQLITE_IOERR',
};

/** The expected failure an error of SQLite or the file system stands for; any other error as it is. */
export function asSonothequeError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const sqliteCode =
    error instanceof Sqlite.SqliteError ? error.code : 'syscall' in error ? sqliteCodes[String(error.code)] : undefined;
  if (sqliteCode === undefined) return error;
  const failure = failuresByCode.find(([code]) => code.test(sqliteCode))?.[1];
  return failure === undefined ? error : new SonothequeError(failure, { cause: error });
}

/** Whether an error says that the content of a file is not what SQLite wrote. */
export const saysDamaged = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
