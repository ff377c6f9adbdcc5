import type { ReaderCommands } from '../catalogue-reader.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import { batchLimit, type CatalogueJobs } from '../types.ts';

/** The part of a catalogue that remembers jobs. */
export const jobMethods = (
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
): CatalogueJobs => ({
  saveJob: (job) => write('saveJob', job),
  job: (id) => read('job', id),
  jobs: ({ limit, before }) => read('jobs', limit, before ?? null),
  unfinishedJobs: () => read('unfinishedJobs'),
  addJobFiles: async (jobId, files) => {
    for (let at = 0; at < files.length; at += batchLimit) {
      await write('addJobFiles', jobId, files.slice(at, at + batchLimit));
    }
  },
  jobFiles: (jobId, { after, kind, limit }) => read('jobFiles', jobId, after ?? 0, kind ?? null, limit),
  clearJobFiles: async (jobId) => {
    while (!(await write('clearJobFilesPart', jobId))) {
      // The next part follows.
    }
  },
  pruneJobs: async (keep) => {
    let forgotten = 0;
    for (;;) {
      const gone = await write('pruneJobsPart', keep);
      if (gone === null) return forgotten;
      if (gone) forgotten += 1;
    }
  },
});
