import type { Database } from 'better-sqlite3';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { JobFile } from '../../../src-shared/contract/jobs.ts';
import type { StoredJob } from '../types.ts';

type JobRow = Pick<StoredJob, 'id' | 'kind' | 'state' | 'priority' | 'failedFiles' | 'warnedFiles'> & {
  readonly request: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly progress: string;
  readonly report: string;
  readonly failure: string;
};
type FileRow = Omit<JobFile, 'failure' | 'warnings'> & { readonly failure: string; readonly warnings: string };

const columns = `SELECT id, kind, request, state, priority, created_at AS createdAt, started_at AS startedAt,
  finished_at AS finishedAt, progress, report, failure, failed_files AS failedFiles, warned_files AS warnedFiles FROM jobs`;

/** The history of jobs and their files. */
export function createJobReader(db: Database) {
  const one = db.prepare<[string], JobRow>(`${columns} WHERE id = ?`);
  const newest = db.prepare<[string | null, number], JobRow>(
    `${columns} WHERE id < coalesce(?, '~') ORDER BY id DESC LIMIT ?`,
  );
  const unfinished = db.prepare<[], JobRow>(`${columns} WHERE state IN ('queued', 'running', 'paused') ORDER BY id`);
  const fileColumns = 'SELECT number, kind, path, failure, warnings FROM job_files WHERE job_id = ?';
  const files = db.prepare<[string, number, number], FileRow>(`${fileColumns} AND number > ? ORDER BY number LIMIT ?`);
  const filesOfKind = db.prepare<[string, string, number, number], FileRow>(
    `${fileColumns} AND kind = ? AND number > ? ORDER BY number LIMIT ?`,
  );
  return {
    job: (id: string): StoredJob | null => {
      const row = one.get(id);
      return row === undefined ? null : jobOf(row);
    },
    jobs: (limit: number, before: string | null): StoredJob[] => newest.all(before, limit).map(jobOf),
    unfinishedJobs: (): StoredJob[] => unfinished.all().map(jobOf),
    jobFiles: (jobId: string, after: number, kind: JobFile['kind'] | null, limit: number): JobFile[] =>
      (kind === null ? files.all(jobId, after, limit) : filesOfKind.all(jobId, kind, after, limit)).map(fileOf),
  };
}

const jobOf = ({
  request,
  createdAt,
  startedAt,
  finishedAt,
  progress,
  report,
  failure,
  ...row
}: JobRow): StoredJob => ({
  ...row,
  request: JSON.parse(request) as unknown,
  createdAt: new Date(createdAt),
  startedAt: startedAt === null ? null : new Date(startedAt),
  finishedAt: finishedAt === null ? null : new Date(finishedAt),
  progress: JSON.parse(progress) as unknown,
  report: JSON.parse(report) as unknown,
  failure: JSON.parse(failure) as Failure | null,
});

const fileOf = ({ failure, warnings, ...row }: FileRow): JobFile => ({
  ...row,
  failure: JSON.parse(failure) as Failure | null,
  warnings: JSON.parse(warnings) as string[],
});
