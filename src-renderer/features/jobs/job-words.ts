import type { IndexJob, Job } from '../../../src-shared/contract/jobs.ts';
import { countOf, countWords, remainingWords } from '../../components/index.ts';

export const isUnfinished = ({ state }: Job): boolean =>
  state === 'queued' || state === 'running' || state === 'paused';

/** Unfinished ones first, then the newest. */
export function inOrder(jobs: Iterable<Job>): Job[] {
  return [...jobs].sort(
    (a, b) => Number(isUnfinished(b)) - Number(isUnfinished(a)) || b.createdAt.getTime() - a.createdAt.getTime(),
  );
}

/** How much is done, 0–1; `null` while nobody knows the whole. */
export function shareDone(job: Job): number | null {
  if (job.kind !== 'index') return job.progress?.share ?? null;
  const { progress } = job;
  if (progress === null || !progress.walked) return null;
  if (progress.bytesTotal > 0) return Math.min(1, progress.bytesDone / progress.bytesTotal);
  return progress.soundsTotal > 0 ? Math.min(1, progress.soundsDone / progress.soundsTotal) : null;
}

/** Share done of all unfinished jobs together, each counting as much; `null` where no job knows. */
export function overallShare(jobs: readonly Job[]): number | null {
  const shares = jobs.filter(isUnfinished).map(shareDone);
  const known = shares.filter((share) => share !== null);
  return known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / shares.length;
}

const stateWords: { readonly [State in Job['state']]: string } = {
  queued: 'Waiting',
  running: 'Working',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** What a job is at, in one line. */
export function jobLine(job: Job): string {
  const { report, failure, heldBackBy } = job;
  if (job.state === 'failed') return failure?.message ?? 'The job failed.';
  if (!isUnfinished(job)) return report === null ? stateWords[job.state] : endWords(job);
  if (heldBackBy !== null && job.state === 'queued') return heldBackBy;
  const at = whereItIs(job);
  if (at === null) return job.state === 'running' && job.kind === 'index' ? 'Listening' : stateWords[job.state];
  if (job.state !== 'running')
    return job.kind === 'index' ? `${stateWords[job.state]} at ${at}` : `${stateWords[job.state]} · ${at}`;
  const secondsLeft = job.progress?.secondsLeft ?? null;
  const parts = [at, rateOf(job), secondsLeft === null ? null : `${remainingWords(secondsLeft)} left`, heldBackBy];
  return parts.filter((part) => part !== null).join(' · ');
}

function whereItIs(job: Job): string | null {
  if (job.kind !== 'index') return job.progress?.sentence ?? null;
  const { progress } = job;
  if (progress === null) return null;
  return progress.walked
    ? `${countWords(progress.soundsDone)} of ${countOf(progress.soundsTotal, 'sound')}`
    : `${countOf(progress.soundsTotal, 'sound')} found so far`;
}

function rateOf(job: Job): string | null {
  if (job.kind !== 'index') return job.progress?.rate ?? null;
  const { timesRealTime = 0 } = job.progress ?? {};
  return timesRealTime >= 1 ? `${countWords(Math.round(timesRealTime))} × real time` : null;
}

function endWords(job: Job): string {
  const parts = job.kind === 'index' ? indexEnd(job) : [job.report?.sentence];
  return [stateWords[job.state], ...parts].filter(Boolean).join(' · ');
}

function indexEnd({ report }: IndexJob): string[] {
  if (report === null) return [];
  const parts = [`${countOf(report.indexed, 'sound')} listened to`];
  if (report.unchanged > 0) parts.push(`${countWords(report.unchanged)} unchanged`);
  if (report.missing > 0) parts.push(`${countWords(report.missing)} missing`);
  if (report.failed > 0) parts.push(`${countWords(report.failed)} failed`);
  return parts;
}

/** Said aloud when a job ends; `null` where nothing ended between the two. */
export function endAnnouncement(before: Job | undefined, after: Job): string | null {
  if (before === undefined || !isUnfinished(before) || isUnfinished(after)) return null;
  return `${after.title}: ${jobLine(after)}`;
}
