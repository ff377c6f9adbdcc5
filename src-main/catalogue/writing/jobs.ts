import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { JobFile } from '../../../src-shared/contract/jobs.ts';
import type { StoredJob } from '../types.ts';
import type { WriteSession } from './session.ts';

/** Rows that are deleted in one command. */
const filesPerPart = 1000;

type Counts = { readonly failed: number; readonly warned: number };

/** Commands over the history of jobs. They take no revision: nothing that readers keep in memory changes. */
export function createJobCommands({ db }: Pick<WriteSession, 'db'>) {
  const save = db.prepare(
    `INSERT INTO jobs (id, kind, request, state, priority, created_at, started_at, finished_at, progress, report, failure)
     VALUES (@id, @kind, @request, @state, @priority, @createdAt, @startedAt, @finishedAt, @progress, @report, @failure)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, request = excluded.request, state = excluded.state,
       priority = excluded.priority, created_at = excluded.created_at, started_at = excluded.started_at,
       finished_at = excluded.finished_at, progress = excluded.progress, report = excluded.report,
       failure = excluded.failure`,
  );
  const lastNumber = db.prepare<[string], number>('SELECT last_file_number FROM jobs WHERE id = ?').pluck();
  const addFile = db.prepare(
    'INSERT INTO job_files (job_id, number, kind, path, failure, warnings) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const count = db.prepare(
    `UPDATE jobs SET last_file_number = coalesce(@lastNumber, last_file_number), failed_files = failed_files + @failed,
       warned_files = warned_files + @warned WHERE id = @jobId`,
  );
  const dropFiles = db
    .prepare<[string, string], JobFile['kind']>(
      `DELETE FROM job_files WHERE job_id = ? AND number IN
         (SELECT number FROM job_files WHERE job_id = ? ORDER BY number LIMIT ${filesPerPart}) RETURNING kind`,
    )
    .pluck();
  const dropJob = db.prepare('DELETE FROM jobs WHERE id = ?');
  const beyond = db
    .prepare<[number], string>(
      `SELECT id FROM jobs WHERE state IN ('done', 'failed', 'cancelled') ORDER BY id DESC LIMIT 1 OFFSET ?`,
    )
    .pluck();

  const countKinds = (kinds: readonly JobFile['kind'][]): Counts => {
    const failed = kinds.filter((kind) => kind === 'failed').length;
    return { failed, warned: kinds.length - failed };
  };

  const clearPart = (jobId: string): boolean => {
    const { failed, warned } = countKinds(dropFiles.all(jobId, jobId));
    count.run({ jobId, lastNumber: null, failed: -failed, warned: -warned });
    return failed + warned < filesPerPart;
  };
  const atOnce = <Result>(work: () => Result): Result => db.transaction(work).immediate();

  return {
    saveJob: (job: Omit<StoredJob, 'failedFiles' | 'warnedFiles'>): void => {
      save.run({
        id: job.id,
        kind: job.kind,
        request: json(job.request),
        state: job.state,
        priority: job.priority,
        createdAt: job.createdAt.getTime(),
        startedAt: job.startedAt?.getTime() ?? null,
        finishedAt: job.finishedAt?.getTime() ?? null,
        progress: json(job.progress),
        report: json(job.report),
        failure: json(job.failure),
      });
    },
    addJobFiles: (jobId: string, files: readonly Omit<JobFile, 'number'>[]): void => {
      atOnce(() => {
        let number = lastNumber.get(jobId);
        if (number === undefined) throw unknownJob();
        for (const { kind, path, failure, warnings } of files) {
          number += 1;
          addFile.run(jobId, number, kind, path, json(failure), json(warnings));
        }
        count.run({ jobId, lastNumber: number, ...countKinds(files.map(({ kind }) => kind)) });
      });
    },
    /** True when nothing is left to clear. */
    clearJobFilesPart: (jobId: string): boolean => atOnce(() => clearPart(jobId)),
    /** Forgets up to a part of one finished job beyond `keep`: true when it is gone whole, `null` when there is none. */
    pruneJobsPart: (keep: number): boolean | null =>
      atOnce(() => {
        const id = beyond.get(keep);
        if (id === undefined) return null;
        if (!clearPart(id)) return false;
        dropJob.run(id);
        return true;
      }),
  };
}

const json = (value: unknown): string => JSON.stringify(value ?? null);

const unknownJob = (): SonothequeError =>
  new SonothequeError({
    code: 'job-unknown',
    message: 'The catalogue knows no such job.',
    nextStep: 'List the jobs and choose one of them.',
  });
