import type { Job, JobFile, JobPriority } from '../../../src-shared/contract/jobs.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { endAnnouncement, isUnfinished } from './job-words.ts';

const FILES_AT_ONCE = 1_000;

/** Watching and steering long work. */
export function createJobsActions({ engine, state, change, tell, announce }: ActionContext) {
  function receive(job: Job): void {
    const known = state().jobs.byId;
    const words = endAnnouncement(known?.get(job.id), job);
    change('jobs', { byId: new Map(known).set(job.id, job) });
    if (words !== null) announce(words);
    const { openFiles } = state().jobs;
    if (openFiles?.jobId === job.id && openFiles.files.length < job.failedFiles + job.warnedFiles)
      void loadFiles(job.id);
  }

  async function steer(call: () => Promise<Job>): Promise<void> {
    try {
      receive(await call());
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  async function loadFiles(jobId: string): Promise<void> {
    try {
      let files: readonly JobFile[] = [];
      for (;;) {
        const after = files.at(-1)?.number ?? 0;
        const more = await engine.jobs.files({ id: jobId, after, limit: FILES_AT_ONCE });
        files = [...files, ...more];
        if (state().jobs.openFiles?.jobId !== jobId) return;
        change('jobs', { openFiles: { jobId, files } });
        if (more.length < FILES_AT_ONCE) return;
      }
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  const unfinished = (): Job[] => [...(state().jobs.byId?.values() ?? [])].filter(isUnfinished);

  return {
    receive,
    togglePanel: (): void => change('jobs', { panelOpen: !state().jobs.panelOpen }),
    closePanel: (): void => change('jobs', { panelOpen: false }),
    pause: (id: string): Promise<void> => steer(() => engine.jobs.pause({ id })),
    resume: (id: string): Promise<void> => steer(() => engine.jobs.resume({ id })),
    cancel: (id: string): Promise<void> => steer(() => engine.jobs.cancel({ id })),
    setPriority: (id: string, priority: JobPriority): Promise<void> =>
      steer(() => engine.jobs.setPriority({ id, priority })),
    pauseAll: async (): Promise<void> => {
      for (const { id, state: at } of unfinished()) if (at !== 'paused') await steer(() => engine.jobs.pause({ id }));
    },
    resumeAll: async (): Promise<void> => {
      for (const { id, state: at } of unfinished()) if (at === 'paused') await steer(() => engine.jobs.resume({ id }));
    },
    toggleFiles: async (jobId: string): Promise<void> => {
      if (state().jobs.openFiles?.jobId === jobId) {
        change('jobs', { openFiles: null });
        return;
      }
      change('jobs', { openFiles: { jobId, files: [] } });
      await loadFiles(jobId);
    },
    clearHistory: async (): Promise<void> => {
      try {
        await engine.jobs.clearHistory();
        change('jobs', { byId: new Map(unfinished().map((job) => [job.id, job])), openFiles: null });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
  };
}
