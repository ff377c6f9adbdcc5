import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Job, JobPriority } from '../../../src-shared/contract/jobs.ts';
import type {
  EstimateEvent,
  TrainableLibrary,
  TrainingRun,
  TrainingRunEvent,
} from '../../../src-shared/contract/training.ts';
import type { TrainingConfiguration } from '../../../src-shared/training/index.ts';
import { checkSources, sketchRun } from '../../training/datasets/index.ts';
import { estimateRun } from '../../training/process/index.ts';
import { RUN_FILES } from '../../training/run-folder/index.ts';
import { folderState } from '../away-libraries.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { readConfiguration } from './read-configuration.ts';
import { type RunRecord, trainedDatasets, writeConfiguration } from './run-store.ts';
import { sourceDatasets } from './source-datasets.ts';
import { type TrainingParts, trainingThreads } from './train-job.ts';

/** More than a job ever tells of: a watcher of a run wants none of its files. */
const ALL_FILES = Number.MAX_SAFE_INTEGER;

/** Training runs of a catalogue: begun, watched, taken up again, forgotten. The work itself is a job (`train-job.ts`). */
export class TrainingRuns {
  readonly #parts: TrainingParts;
  readonly #jobs: Jobs;
  #estimates = 0;

  constructor(parts: TrainingParts, jobs: Jobs) {
    this.#parts = parts;
    this.#jobs = jobs;
  }

  async datasets(): Promise<readonly TrainableLibrary[]> {
    const { catalogue } = this.#parts;
    const counts = Map.groupBy(await catalogue.labelledCounts(), ({ libraryId }) => libraryId);
    const libraries = (await catalogue.libraries()).filter(({ id }) => counts.has(id));
    return Promise.all(
      libraries.map(async (library) => {
        const own = (counts.get(library.id) ?? []).toSorted((a, b) => b.sounds - a.sounds);
        return {
          libraryId: library.id,
          name: library.name,
          connected: (await folderState(library)) === 'there',
          sounds: own.reduce((sum, { sounds }) => sum + sounds, 0),
          frames: own.reduce((sum, { frames }) => sum + frames, 0),
          categories: own.map(({ category, sounds, frames }) => ({ category, sounds, frames })),
        };
      }),
    );
  }

  /** @throws SonothequeError where the run could not begin */
  async *estimate(asked: unknown, signal: AbortSignal | undefined): AsyncGenerator<EstimateEvent> {
    const { catalogue, store, versions, backend } = this.#parts;
    const configuration = readConfiguration(asked);
    yield { kind: 'progress', sentence: 'Looks up labelled sounds' };
    if (this.#estimates === 0) await store.forgetScratch();
    const sources = await sourceDatasets(catalogue, configuration);
    const { datasets, notes, soundSecondsUnread, estimate } = yield* measuring(
      this.#scratch(async (folder) => {
        await writeConfiguration(folder, configuration);
        if (configuration.start.kind === 'version') {
          const weights = await versions.weightsFile(configuration.start.modelVersion);
          await copyFile(weights, path.join(folder, RUN_FILES.start));
        }
        const sketch = await sketchRun(folder, configuration, sources.datasets);
        const options = { runFolder: folder, threads: trainingThreads() };
        const estimate = await estimateRun({
          ...options,
          ...(backend === undefined ? {} : { backend }),
          ...(signal ? { signal } : {}),
        });
        return { ...sketch, estimate };
      }),
    );
    yield {
      kind: 'done',
      estimate: {
        ...estimate,
        datasets: trainedDatasets(datasets),
        notes: [...sources.notes, ...notes],
        soundSecondsToDecode: Math.round(soundSecondsUnread),
      },
    };
  }

  /** @throws SonothequeError with what is wrong before anything is begun */
  async start(asked: unknown, priority: JobPriority): Promise<TrainingRun> {
    const { catalogue, store, versions } = this.#parts;
    const configuration = readConfiguration(asked);
    if (configuration.start.kind === 'version') await versions.weightsFile(configuration.start.modelVersion);
    checkSources((await sourceDatasets(catalogue, configuration)).datasets);
    const record: RunRecord = {
      id: uuidv7(),
      name: configuration.name || nameOf(configuration),
      createdAt: new Date(),
      jobId: null,
      datasets: [],
      fingerprint: null,
      notes: [],
      backend: null,
      ended: null,
      modelVersion: null,
      failure: null,
    };
    await store.create(record, configuration);
    return this.#begin(record, priority);
  }

  /** A run that is through stays as it is. @throws SonothequeError `no-such-run` */
  async goOn(id: string): Promise<TrainingRun> {
    const { store } = this.#parts;
    const record = await store.record(id);
    if (record.ended === 'done') return this.run(id);
    await store.change(id, { ended: null, failure: null });
    return this.#begin(record, 'normal');
  }

  /** Newest first. */
  async runs(): Promise<readonly TrainingRun[]> {
    const ids = await this.#parts.store.ids();
    const found = await Promise.all(ids.map((id) => this.run(id).catch(() => null)));
    return found.filter((run) => run !== null);
  }

  /** @throws SonothequeError `no-such-run` */
  async run(id: string): Promise<TrainingRun> {
    const { store, live } = this.#parts;
    const [record, configuration, news] = await Promise.all([
      store.record(id),
      store.configuration(id),
      store.news(id),
    ]);
    const job = await this.#jobOf(record);
    const { jobId, ended, datasets, fingerprint, notes, backend, modelVersion, failure, name, createdAt } = record;
    return {
      id,
      name,
      folder: store.folderOf(id),
      createdAt,
      configuration,
      jobId: jobId ?? '',
      // A job that was forgotten had ended.
      state: ended ?? job?.state ?? 'cancelled',
      phase: live.get(id)?.phase ?? null,
      progress: job?.kind === 'train' && job.finishedAt === null ? job.progress : null,
      datasets,
      fingerprint,
      notes,
      backend,
      epochs: news.filter(({ kind }) => kind === 'epoch') as TrainingRun['epochs'],
      outcome: ended === 'done' ? (news.findLast(({ kind }) => kind === 'outcome') as TrainingRun['outcome']) : null,
      modelVersion,
      failure: failure ?? job?.failure ?? null,
    };
  }

  /** All news so far, then as they come, until the run's job has ended. @throws SonothequeError `no-such-run` */
  async *watch(id: string, signal: AbortSignal | undefined): AsyncGenerator<TrainingRunEvent> {
    const { store, live } = this.#parts;
    let toldNews = 0;
    let toldStep = -1;
    let [seenState, seenWritten] = ['', -1];
    const catchUp = async function* (this: TrainingRuns, state: string): AsyncGenerator<TrainingRunEvent> {
      const now = live.get(id);
      // Whether anything is new is known without reading a long run's files.
      const seen = `${state} ${now?.phase ?? ''} ${now?.step === null}`;
      if (seen !== seenState) yield { kind: 'run', run: await this.run(id) };
      if (seen !== seenState || now?.written !== seenWritten) {
        seenWritten = now?.written ?? -1;
        const news = await store.news(id);
        for (const one of news.slice(toldNews)) yield { kind: 'news', news: one };
        toldNews = news.length;
      }
      seenState = seen;
      if (!now?.step || now.step.step === toldStep) return;
      toldStep = now.step.step;
      yield { kind: 'news', news: now.step };
    }.bind(this);
    const job = await this.#jobOf(await store.record(id));
    if (job !== null && job.finishedAt === null) {
      for await (const event of this.#jobs.follow(job.id, ALL_FILES, signal)) {
        if (event.kind === 'job' && event.job.finishedAt === null) yield* catchUp(event.job.state);
      }
    }
    if (!signal?.aborted) yield* catchUp('ended');
  }

  /** @throws SonothequeError `no-such-run` */
  async remove(id: string): Promise<void> {
    const job = await this.#jobOf(await this.#parts.store.record(id));
    if (job && job.finishedAt === null) await this.#jobs.cancel(job.id);
    await this.#parts.store.remove(id);
  }

  async #scratch<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
    this.#estimates += 1;
    try {
      return await this.#parts.store.withScratch(uuidv7(), work);
    } finally {
      this.#estimates -= 1;
    }
  }

  async #begin(record: RunRecord, priority: JobPriority): Promise<TrainingRun> {
    const job = await this.#jobs.start('train', { runId: record.id, name: record.name }, priority);
    await this.#parts.store.change(record.id, { jobId: job.id });
    return this.run(record.id);
  }

  async #jobOf({ jobId }: RunRecord): Promise<Job | null> {
    if (jobId === null) return null;
    return this.#jobs.get(jobId).catch((error: unknown) => {
      if (error instanceof SonothequeError) return null;
      throw error;
    });
  }
}

/** `adapter on 3 datasets, arcface` */
function nameOf({ trains, datasets, loss, mixing }: TrainingConfiguration): string {
  const [only] = datasets;
  const what = datasets.length === 1 && only ? only.name : `${datasets.length} datasets, ${mixing.kind}`;
  return `${trains} on ${what}, ${loss.name}`;
}

const MEASURING_MILLISECONDS = 1_000;

/** Says that it is being measured while it is. */
async function* measuring<Result>(work: Promise<Result>): AsyncGenerator<EstimateEvent, Result> {
  const waiting = Symbol('waiting');
  for (;;) {
    yield { kind: 'progress', sentence: 'Measures some steps of the training' };
    const over = Promise.withResolvers<typeof waiting>();
    const timer = setTimeout(() => over.resolve(waiting), MEASURING_MILLISECONDS);
    try {
      const first = await Promise.race([work, over.promise]);
      if (first !== waiting) return first as Result;
    } finally {
      clearTimeout(timer);
    }
  }
}
