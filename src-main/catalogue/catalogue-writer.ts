import type { Database } from 'better-sqlite3';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { lockCatalogue } from './database/lock.ts';
import { saysForeign } from './database/open.ts';
import { markClosed } from './repair/mark.ts';
import { openWhole } from './repair/open-whole.ts';
import type { Commands } from './threads/protocol.ts';
import { notify, serve } from './threads/serve.ts';
import type { CatalogueRepair } from './types.ts';
import { composeWritingCommands } from './writing/commands.ts';
import { refreshSearchText } from './writing/search-text-refresh.ts';

// The writer thread: the only write handle. Each command is one synchronous transaction.

/** How a catalogue came up; `checkLater`: its main file wants a check while it is used. */
type OpenedForWriting = { readonly repairs: readonly CatalogueRepair[]; readonly checkLater: boolean };
type Opened = { readonly db: Database; readonly path: string; readonly unlock: () => void };
let opened: Opened | undefined;

const composeCommands = (db: Database) =>
  composeWritingCommands(db, (committedRevision, quietly) => notify({ committedRevision, quietly }));

const lifeCycle = {
  open: (path: string, waitMilliseconds: number): OpenedForWriting => {
    const { unlock, discard } = lockCatalogue(path, waitMilliseconds);
    try {
      const { db, repairs, checkLater } = openWhole(path);
      try {
        refreshSearchText(db);
      } catch (error) {
        db.close();
        throw error;
      }
      opened = { db, path, unlock };
      Object.assign(commands, composeCommands(db));
      return { repairs, checkLater };
    } catch (error) {
      if (saysForeign(error)) discard();
      else unlock();
      throw error;
    }
  },
  close: (): void => {
    if (opened === undefined) return;
    try {
      opened.db.pragma('optimize');
    } catch {
      // It would only have made later queries faster; on a full or read-only disk closing must go on.
    }
    leaveWriteAheadLog(opened.db);
    opened.db.close();
    markClosed(opened.path);
    opened.unlock();
    opened = undefined;
    for (const name of Object.keys(commands)) if (!(name in lifeCycle)) Reflect.set(commands, name, refuse);
  },
};

/** Without a log both files can be read in a folder that can't be written, and copied one by one. */
function leaveWriteAheadLog(db: Database): void {
  // A process that looks at the catalogue keeps its log; waiting for it would take until it closes.
  db.pragma('busy_timeout = 0');
  for (const schema of ['main', 'idx']) {
    try {
      db.pragma(`${schema}.journal_mode = DELETE`);
    } catch {
      // It stays as it is.
    }
  }
}

const refuse = (): never => {
  throw new SonothequeError({
    code: 'catalogue-closed',
    message: 'The catalogue is closed.',
    nextStep: 'Open it again.',
  });
};

const commands: { [name: string]: Commands[string] } = { ...lifeCycle };
serve(commands);

/** What the writer thread answers. */
export type WriterCommands = typeof lifeCycle & ReturnType<typeof composeCommands>;
