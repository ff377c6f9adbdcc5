import type { Database } from 'better-sqlite3';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { openForReading } from './database/open.ts';
import { createSignIndex, createSimilaritySearch, type SimilarSearch } from './reading/similar.ts';
import type { Commands } from './threads/protocol.ts';
import { serve } from './threads/serve.ts';
import type { SimilarSound } from './types.ts';

// The thread that compares sounds: a read-only handle and sign bits in memory. It is the reader's neighbour because a
// scan of everything takes longer than a page of a table may wait.

let opened: Database | undefined;

function composeCommands(db: Database, ended: Int32Array) {
  const indexOf = createSignIndex(db);
  const search = createSimilaritySearch(db, indexOf);
  return {
    /** Reads what a search needs into memory; the first search would wait for it. */
    prepare: db.transaction((): void => {
      indexOf(null);
    }) as () => void,
    /** @param place of `ended` that says when nobody wants the answer any more */
    similar: (request: SimilarSearch, place: number): SimilarSound[] =>
      search(request, () => {
        if (Atomics.load(ended, place) !== 0) throw searchEnded();
      }),
  };
}

const searchEnded = (): SonothequeError =>
  new SonothequeError({ code: 'search-ended', message: 'The search was ended.', nextStep: 'Search again.' });

const lifeCycle = {
  open: (path: string, ended: Int32Array): void => {
    opened = openForReading(path);
    // Reads are small and far apart: mapping the file would fetch the neighbourhood of each from the disk.
    opened.pragma('idx.mmap_size = 0');
    Object.assign(commands, composeCommands(opened, ended));
  },
  close: (): void => {
    opened?.close();
    opened = undefined;
  },
};

const commands: { [name: string]: Commands[string] } = { ...lifeCycle };
serve(commands);

/** What the thread that compares sounds answers. */
export type SimilarCommands = typeof lifeCycle & ReturnType<typeof composeCommands>;
