import type { Database } from 'better-sqlite3';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { listBackups, makeBackup } from './backup/make-backup.ts';
import { restoreFiles } from './backup/restore-backup.ts';
import { inspectCatalogue } from './database/inspect.ts';
import { openForReading } from './database/open.ts';
import { createAuditReader } from './reading/audits.ts';
import { createColumnStore } from './reading/column-store.ts';
import { createColumnReader } from './reading/columns.ts';
import { createDetailReader } from './reading/details.ts';
import { createDuplicateReader } from './reading/duplicates.ts';
import { createHistoryReader } from './reading/history.ts';
import { createJobReader } from './reading/jobs.ts';
import { createLibraryReader } from './reading/libraries.ts';
import { createListReader } from './reading/lists.ts';
import { createPersonalReader } from './reading/personal.ts';
import { createProjectionReader } from './reading/projections.ts';
import { createResultSets } from './reading/result-sets.ts';
import { createReviewReader } from './reading/review.ts';
import { createRowReader } from './reading/rows.ts';
import { createSearcher, type Found } from './reading/search.ts';
import type { Commands } from './threads/protocol.ts';
import { serve } from './threads/serve.ts';
import type { Backup, ResultSetId, SoundQuery, SoundRow } from './types.ts';

// The reader thread: a read-only handle, result sets, columns in memory.

let opened: Database | undefined;

/** After a search, before columns are kept for the next run: that must not come in between. */
const quietMilliseconds = 3000;

/** A search that found so many sounds changed came in the middle of a large command. */
const manyChanges = 300;
const followMilliseconds = 20;

function composeCommands(db: Database, path: string, readOnly: boolean) {
  const libraries = createLibraryReader(db);
  const rows = createRowReader(db, libraries);
  const details = createDetailReader(db, path, libraries);
  const resultSets = createResultSets();
  const columns = createColumnReader(db, createColumnStore(path));
  const searcher = createSearcher(db, libraries, columns);
  const review = createReviewReader(db, columns.read);
  // Between requests, so that none waits for more than a part.
  const readAhead = (): void => {
    if (opened !== db) return;
    if (columns.readPart()) setImmediate(readAhead);
    else keepColumnsSoon();
  };
  let isKeeping = false;
  // When a first reading is through, and later as often as much changed: the next run begins with them.
  const keepColumnsSoon = (): void => {
    if (isKeeping || readOnly) return;
    isKeeping = true;
    const rowsRead = columns.rowsRead();
    setTimeout(async () => {
      // While a job brings sounds in, they would be another before they are kept.
      const isCalm = opened === db && columns.rowsRead() === rowsRead;
      try {
        if (isCalm && columns.isWorthKeeping()) await columns.save(searcher.orders());
      } catch {
        // The next search tries again.
      }
      isKeeping = false;
    }, quietMilliseconds).unref();
  };
  let isFollowing = false;
  // A command over a hundred thousand sounds changes thousands while nobody asks: taken in as they come, they don't add up
  // for the next who does.
  const follow = (): void => {
    isFollowing = opened === db && searcher.takeChanges() > 0;
    if (isFollowing) setTimeout(follow, followMilliseconds);
  };
  const answering = (query: SoundQuery): Found => {
    const rowsRead = columns.rowsRead();
    const found = searcher.search(query);
    if (!isFollowing && !columns.isBeginning() && columns.rowsRead() - rowsRead > manyChanges) {
      isFollowing = true;
      setTimeout(follow, followMilliseconds);
    }
    return found;
  };
  return {
    libraries,
    ...details,
    ...createJobReader(db),
    ...createPersonalReader(db),
    ...createHistoryReader(db),
    ...createDuplicateReader(db),
    ...createAuditReader(db),
    ...createProjectionReader(db, columns.read),
    suggestionLists: review.suggestionLists,
    reviewColumns: (id: ResultSetId) => review.reviewColumns(resultSets.idsOf(id)),
    surveyedSounds: (id: ResultSetId) => review.surveyedSounds(resultSets.idsOf(id)),
    ...createListReader(db, libraries),
    sounds: (ids: readonly SoundId[]): SoundRow[] => rows.rowsOf(ids),
    soundByPath: rows.soundByPath,
    findMoveCandidates: rows.findMoveCandidates,
    query: (query: SoundQuery) => {
      const { ids, revision, expandedTo } = answering(query);
      if (columns.isBeginning()) setImmediate(readAhead);
      else if (columns.isWorthKeeping()) keepColumnsSoon();
      return { ...resultSets.keep(ids, revision), expandedTo };
    },
    keepResultSet: (ids: readonly SoundId[]) => ({
      ...resultSets.keep(Uint32Array.from(ids), searcher.revision()),
      expandedTo: [],
    }),
    status: () => details.status(searcher.soundCounts()),
    facets: searcher.facets,
    libraryCounts: searcher.libraryCounts,
    libraryBranches: searcher.libraryBranches,
    folders: searcher.folders,
    categories: searcher.categories,
    page: (id: ResultSetId, offset: number, limit: number): SoundRow[] =>
      rows.rowsOf(resultSets.slice(id, offset, limit)),
    idsOf: (id: ResultSetId): Uint32Array => resultSets.idsOf(id),
    positionOf: (id: ResultSetId, soundId: SoundId): number | null => {
      const position = resultSets.idsOf(id).indexOf(soundId);
      return position < 0 ? null : position;
    },
    releaseResultSet: resultSets.release,
    /** Takes in what changed while nobody asks: it would add up for the next who does. */
    followChanges: (): void => {
      if (!columns.isBeginning()) searcher.takeChanges();
    },
  };
}

const lifeCycle = {
  /** @param readOnly nothing is written, not even what can be made again */
  open: (path: string, readOnly: boolean): void => {
    opened = openForReading(path);
    Object.assign(commands, composeCommands(opened, path, readOnly));
  },
  close: (): void => {
    opened?.close();
    opened = undefined;
  },
};

/** Long looks at whole files: for a thread of their own that opens nothing else. */
const wholeFileCommands = {
  /** What is wrong with a main file; `null`: nothing. */
  damageOf: (path: string): string | null => inspectCatalogue(path, { thoroughly: true }).damage,
  makeBackup: (path: string, now: Date): Backup => makeBackup(path, now),
  listBackups: (path: string): Backup[] => listBackups(path),
  restoreBackup: (path: string, backupFile: string, waitMilliseconds: number) =>
    restoreFiles(path, backupFile, waitMilliseconds),
};

const commands: { [name: string]: Commands[string] } = { ...lifeCycle, ...wholeFileCommands };
serve(commands);

/** What the reader thread answers. */
export type ReaderCommands = typeof lifeCycle & typeof wholeFileCommands & ReturnType<typeof composeCommands>;
