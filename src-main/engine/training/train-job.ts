import { copyFile, rename, stat, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { WorkProgress, WorkReport } from '../../../src-shared/contract/jobs.ts';
import type { TrainingConfiguration, TrainingOutcome, TrainingStep } from '../../../src-shared/training/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { Listener } from '../../indexing/index.ts';
import type { TrainingBackend } from '../../training/backends/index.ts';
import { asDiskFull, gatherRun, SpectraCache } from '../../training/datasets/index.ts';
import { trainRun } from '../../training/process/index.ts';
import { RUN_FILES } from '../../training/run-folder/index.ts';
import { type JobKind, type JobRun, workKind } from '../jobs/job-kind.ts';
import { createBreathing } from '../lists/breathing.ts';
import type { LiveRun, LiveRuns } from './live-runs.ts';
import { oneCoreWhileHeldDown } from './one-core.ts';
import { type RunRecord, type RunStore, trainedDatasets } from './run-store.ts';
import { soundSources } from './sound-sources.ts';
import { sourceDatasets } from './source-datasets.ts';
import type { TrainedVersions } from './trained-versions.ts';

export type TrainingParts = {
  readonly catalogue: Catalogue;
  /** That listens by the version that a run starts from; `null`: any, it only decodes. */
  readonly listenerOf: (start: ModelVersionId | null) => Promise<Listener>;
  readonly store: RunStore;
  readonly live: LiveRuns;
  readonly versions: TrainedVersions;
  /** Only this one; the fastest that works unless given. */
  readonly backend: TrainingBackend | undefined;
};

export type TrainRequest = { readonly runId: string; readonly name: string };
const trainRequest = z.object({ runId: z.uuid(), name: z.string() });

/** Shares of the bar: reading sounds, then training, then making a version of it. */
const GATHERED = 0.15;
const TRAINED = 0.97;
const PROGRESS_MILLISECONDS = 200;
const MOST_CACHE_BYTES = 4 * 1_024 ** 3;

/** One core is left to whatever else goes on. */
export const trainingThreads = (): number => Math.max(1, os.availableParallelism() - 1);

/** Trains one run from wherever it stands: gathers its sounds, trains, and makes a model version of the outcome. */
export function trainJob(parts: TrainingParts): JobKind {
  return workKind<TrainRequest>({
    name: 'train',
    lanes: ['train'],
    request: trainRequest,
    title: ({ name }) => `Train “${name}”`,
    key: ({ runId }) => runId,
    subject: ({ runId }) => runId,
    run: async ({ runId, name }, run) => {
      const live = parts.live.begin(runId);
      try {
        return await workOn(parts, { runId, name }, run, live);
      } catch (error) {
        if (error instanceof SonothequeError && !run.permit.ended.aborted) {
          await parts.store.change(runId, { ended: 'failed', failure: error.failure }).catch(() => {});
        }
        throw error;
      } finally {
        parts.live.end(runId);
      }
    },
  });
}

async function workOn(
  parts: TrainingParts,
  { runId, name }: TrainRequest,
  run: JobRun,
  live: LiveRun,
): Promise<WorkReport> {
  const { store, versions } = parts;
  const folder = store.folderOf(runId);
  const configuration = await store.configuration(runId);
  const save = (change: Partial<RunRecord>): Promise<void> => store.change(runId, change).catch(asDiskFull);
  if (!(await isThere(path.join(folder, RUN_FILES.datasets)))) {
    const gathered = await gather(parts, folder, configuration, run);
    if (gathered === null) return stopped('before all sounds were read');
    await save(gathered);
  }
  live.phase = 'training';
  run.onProgress({ share: GATHERED, sentence: 'Starts the training', rate: null, secondsLeft: null });
  const outcome = await train(parts, folder, configuration, run, live, (backend) => save({ backend }));
  if (outcome.ended === 'stopped')
    return stopped(live.step === null ? 'before the first step' : `in epoch ${Math.max(1, live.step.epoch)}`);
  live.phase = 'finishing';
  run.onProgress({ share: TRAINED, sentence: 'Makes a model version of it', rate: null, secondsLeft: null });
  const modelVersion = await versions.finishRun({ id: runId, name, folder }, outcome, run.permit.ended);
  if (modelVersion === null && run.permit.ended.aborted) return stopped('before a model version was made');
  await save({ ended: 'done', modelVersion, failure: null });
  return { sentence: outcomeWords(outcome), interrupted: false };
}

async function gather(
  { catalogue, listenerOf, store, versions }: TrainingParts,
  folder: string,
  configuration: TrainingConfiguration,
  run: JobRun,
): Promise<Pick<RunRecord, 'datasets' | 'fingerprint' | 'notes'> | null> {
  const { start } = configuration;
  if (start.kind === 'version') {
    const file = path.join(folder, RUN_FILES.start);
    await copyFile(await versions.weightsFile(start.modelVersion), `${file}.part`).catch(asDiskFull);
    await rename(`${file}.part`, file);
  }
  const { datasets, notes } = await sourceDatasets(catalogue, configuration);
  const version = start.kind === 'version' ? (start.modelVersion as ModelVersionId) : null;
  let told = 0;
  const gathered = await gatherRun({
    runFolder: folder,
    configuration,
    datasets,
    sources: soundSources(
      catalogue,
      await listenerOf(version),
      new SpectraCache(store.spectraFolder, await cacheBytes(folder)),
      version,
    ),
    permit: run.permit,
    onProgress: (done, total) => {
      if (performance.now() - told < PROGRESS_MILLISECONDS && done < total) return;
      told = performance.now();
      const sentence = `Reads sounds: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
      run.onProgress({ share: (GATHERED * done) / total, sentence, rate: null, secondsLeft: null });
    },
    onLeftOut: ({ file }, failure) => run.onFailure({ path: Buffer.from(file).toString(), failure }),
    breathe: createBreathing(),
  });
  if (gathered === null) return null;
  return {
    datasets: trainedDatasets(gathered.datasets),
    fingerprint: gathered.datasets.fingerprint,
    notes: [...notes, ...gathered.notes],
  };
}

async function train(
  { backend }: TrainingParts,
  folder: string,
  configuration: TrainingConfiguration,
  run: JobRun,
  live: LiveRun,
  onBackend: (backend: string) => Promise<void>,
): Promise<TrainingOutcome> {
  let progress: WorkProgress | null = null;
  let best = '';
  const threads = trainingThreads();
  const { permit, end } = oneCoreWhileHeldDown(run.permit, run.heldDown, threads);
  return trainRun({
    runFolder: folder,
    threads,
    permit,
    ...(backend === undefined ? {} : { backend }),
    onOpened: (opened) => void onBackend(opened.backend).catch(() => {}),
    onNews: (news) => {
      if (news.kind === 'epoch' && news.isBest && news.epoch > 0)
        best = `, best macro-F1 ${news.meanMacroF1.toFixed(2)}`;
      if (news.kind === 'step') {
        live.step = news;
        progress = progressOf(news, configuration, best);
      } else live.written += 1;
      if (progress) run.onProgress(progress);
    },
  }).finally(end);
}

function progressOf(
  { epoch, step, steps, framesPerSecond, secondsLeft }: TrainingStep,
  { epochs }: TrainingConfiguration,
  best: string,
): WorkProgress {
  return {
    share: GATHERED + (TRAINED - GATHERED) * Math.min(1, step / Math.max(1, steps)),
    sentence: `Epoch ${Math.max(1, epoch)} of ${epochs}${best}`,
    rate: `${Math.round(framesPerSecond).toLocaleString('en')} frames a second`,
    secondsLeft,
  };
}

const stopped = (when: string): WorkReport => ({
  sentence: `stopped ${when}; it can go on from there`,
  interrupted: true,
});

function outcomeWords({ ended, bestEpoch, validation, test }: TrainingOutcome): string {
  const [scores, split] = test.length > 0 ? [test, 'test'] : [validation, 'validation'];
  const mean = scores.reduce((sum, { soundMacroF1 }) => sum + soundMacroF1, 0) / Math.max(1, scores.length);
  const score = scores.length === 0 ? '' : `: macro-F1 of ${split} sounds ${mean.toFixed(3)}`;
  return `best in epoch ${bestEpoch}${score}${ended === 'no-better' ? '; ended early, as it got no better' : ''}`;
}

/** Runs need room more than what they could do without. */
async function cacheBytes(folder: string): Promise<number> {
  const facts = await statfs(folder).catch(() => null);
  return Math.min(MOST_CACHE_BYTES, facts === null ? MOST_CACHE_BYTES : (facts.bavail * facts.bsize) / 4);
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
