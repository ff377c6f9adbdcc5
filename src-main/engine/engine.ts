import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { EngineClient } from '../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { MessageLine } from '../../src-shared/contract/message-line.ts';
import { type Catalogue, openCatalogue, restoreBackup } from '../catalogue/index.ts';
import { PlaybackDecoders } from '../playback/index.ts';
import type { TrainingBackend } from '../training/backends/index.ts';
import { isAllMissing } from './away-libraries.ts';
import type { EngineParts } from './engine-parts.ts';
import { evaluateJob } from './evaluation/evaluate-job.ts';
import { CommandProgress } from './history/command-progress.ts';
import { InterfaceActivity } from './interface-activity.ts';
import { indexJob } from './jobs/index-job.ts';
import { Jobs } from './jobs/jobs.ts';
import { Notifier } from './jobs/notifier.ts';
import { LabelPlans } from './label-lists/index.ts';
import { SuggestionLearner } from './learner/suggestion-learner.ts';
import { type Log, openLog, silentLog } from './log/index.ts';
import { Listeners, type ModelInUse, ModelVersions, reEmbedJob, shippedInUse } from './model-versions/index.ts';
import { NameReader } from './names/name-reader.ts';
import { nameReading } from './names/name-reading.ts';
import { OfferedSounds } from './offered-sounds.ts';
import { defaultCataloguePath, logFolderOf, reaperQueueFolder, renderFolderOf, trainingFolderOf } from './paths.ts';
import { projectJob } from './projections/project-job.ts';
import { Projections } from './projections/projections.ts';
import { RenderCache } from './rendering/render-cache.ts';
import { ReviewSessions } from './review/sessions.ts';
import { router } from './router/router.ts';
import { type LineOrigin, serveLine } from './router/serve-line.ts';
import { ReaperQueue } from './session/reaper-queue.ts';
import { readSettings } from './settings.ts';
import { LiveRuns, RunStore, type TrainingParts, TrainingRuns, trainJob } from './training/index.ts';
import { UcsLists } from './ucs-lists/index.ts';
import { LibraryWatcher } from './watching/library-watcher.ts';

export type EngineOptions = {
  /** Default: the platform's data folder. */
  readonly catalogue?: string;
  /** Only looks: works while another Sonotheque writes, and asks for a catalogue that exists. */
  readonly readOnly?: boolean;
  readonly precision?: 'int8' | 'fp32' | 'best';
  /** How long to wait for another process that writes. */
  readonly waitMilliseconds?: number;
  /** What training runs on; the fastest that works unless given. */
  readonly trainingBackend?: TrainingBackend;
};

const BACKUP_CHECK_MILLISECONDS = 60 * 60 * 1_000;
/** A window that opens comes first: watching, reading vectors and backing up begin when it most likely stands. */
const WINDOW_FIRST_MILLISECONDS = 2_000;

/** Absolute; no name stays no name: the catalogue says so better than a path made of nothing. */
export function cataloguePath(named: string | undefined): string {
  return named === '' ? '' : path.resolve(named ?? defaultCataloguePath());
}

type Opened = {
  readonly catalogue: Catalogue;
  readonly jobs: Jobs;
  readonly learner: SuggestionLearner;
  readonly names: NameReader;
  readonly training: TrainingRuns;
  readonly versions: ModelVersions;
};

/** One catalogue and everything that can be done with it, behind the contract. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #listeners: Listeners;
  readonly #decoders: PlaybackDecoders;
  readonly #activity: InterfaceActivity;
  readonly #changes = new Notifier();
  readonly #commands = new CommandProgress();
  readonly #settingsChanges = new Notifier();
  readonly #offers = new OfferedSounds();
  readonly #reviews: ReviewSessions;
  readonly #projections: Projections;
  readonly #ucsLists = new UcsLists();
  readonly #watcher: LibraryWatcher;
  readonly #log: Log;
  readonly #trainingBackend: TrainingBackend | undefined;
  #opened: Opened | null;
  #serves = false;
  #backupTimer: NodeJS.Timeout | null = null;
  #sinceOpening: NodeJS.Timeout | undefined;

  private constructor(catalogue: Catalogue | null, options: EngineOptions) {
    this.#log = catalogue && !catalogue.readOnly ? openLog(logFolderOf(catalogue.path)) : silentLog;
    this.#trainingBackend = options.trainingBackend;
    this.#listeners = new Listeners({
      precision: options.precision ?? 'best',
      onChildEnded: ({ file, ...facts }) => this.#log.note('child ended', { ...facts, whileListening: file !== null }),
    });
    this.#decoders = new PlaybackDecoders({
      onChildEnded: (reason) => this.#log.note('child ended', { role: 'playback', reason }),
    });
    this.#activity = new InterfaceActivity(
      (cores) => this.#listeners.useCores(cores),
      () => this.#opened?.jobs.paceChanged(),
    );
    this.#opened = null;
    const opened = () => this.#openedCatalogue();
    const openedNow = () => this.#opened;
    const listeners = this.#listeners;
    this.#projections = new Projections({
      catalogue: () => opened().catalogue,
      onFault: (error) => this.#log.fault('maps', error),
    });
    this.#reviews = new ReviewSessions({
      catalogue: () => opened().catalogue,
      version: () => this.#changes.version,
      onFault: (error) => this.#log.fault('review', error),
    });
    const renders = new RenderCache(
      renderFolderOf(catalogue?.path ?? defaultCataloguePath()),
      this.#decoders,
      {},
      async () => (await readSettings(opened().catalogue)).cacheMegabytes * 2 ** 20,
    );
    this.#watcher = new LibraryWatcher({
      libraries: () => opened().catalogue.libraries(),
      settings: () => readSettings(opened().catalogue),
      isAllMissing: (library) => isAllMissing(opened().catalogue, library),
      index: (folder) => opened().jobs.start('index', { folders: [folder] }, 'low'),
      lastRun: (id) => opened().jobs.get(id),
      isWorkedOn: (folder) => opened().jobs.isWorkingOver(folder),
      told: [this.#changes, this.#settingsChanges],
      onAvailability: () => this.#changes.notify(),
      onFault: (error) => this.#log.fault('watching folders', error),
    });
    this.#parts = {
      get catalogue() {
        return opened().catalogue;
      },
      get jobs() {
        return opened().jobs;
      },
      get learner() {
        return opened().learner;
      },
      get training() {
        return opened().training;
      },
      get versions() {
        return opened().versions;
      },
      get listener() {
        return listeners.of(openedNow()?.versions.active ?? shippedInUse());
      },
      shippedListener: listeners.of(shippedInUse()),
      decoders: this.#decoders,
      renders,
      offers: this.#offers,
      labelPlans: new LabelPlans(),
      ucsLists: this.#ucsLists,
      reaper: new ReaperQueue(reaperQueueFolder()),
      projections: this.#projections,
      reviews: this.#reviews,
      activity: this.#activity,
      changes: this.#changes,
      commands: this.#commands,
      settingsChanges: this.#settingsChanges,
      watcher: this.#watcher,
      log: this.#log,
      restore: (file) => this.#restore(file),
    };
  }

  /** @throws SonothequeError as `openCatalogue` does */
  static async open(options: EngineOptions = {}): Promise<Engine> {
    const file = cataloguePath(options.catalogue);
    const readOnly = options.readOnly ?? false;
    if (!readOnly && file !== '') await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const { waitMilliseconds } = options;
    const catalogue = await openCatalogue(file, {
      readOnly,
      ...(waitMilliseconds === undefined ? {} : { waitMilliseconds }),
    });
    const { encoderPrecision } = await readSettings(catalogue);
    const engine = new Engine(catalogue, { ...options, precision: options.precision ?? encoderPrecision });
    engine.#opened = await engine.#watchOver(catalogue);
    await engine.#ucsLists.load(catalogue);
    engine.#log.note('opened', { repairs: catalogue.repairs.map(({ kind }) => kind) });
    return engine;
  }

  /** For what needs no catalogue: listening to files, looking at the machine. */
  static withoutCatalogue(): Engine {
    return new Engine(null, {});
  }

  /** Calls the engine from this process. Failures arrive as `clientError` takes them. */
  client(origin: LineOrigin = 'command'): EngineClient {
    return createRouterClient(router, {
      context: ({ unasked }: { readonly unasked?: boolean }) => ({
        parts: this.#parts,
        byPerson: origin === 'person' && !unasked,
      }),
    });
  }

  /** Answers whatever comes over a line, until it closes. */
  serve(line: MessageLine, origin: LineOrigin): void {
    serveLine(line, this.#parts, origin);
  }

  /** What an application does and a single command doesn't: unfinished jobs go on, and the catalogue is backed up daily. */
  async beginService(): Promise<void> {
    this.#serves = true;
    await this.#openedCatalogue().jobs.takeUpUnfinished();
    this.#sinceOpening = setTimeout(() => this.#beginUpkeep(), WINDOW_FIRST_MILLISECONDS);
    this.#sinceOpening.unref();
  }

  #beginUpkeep(): void {
    const opened = this.#opened;
    if (!this.#serves || opened === null) return;
    if (!opened.catalogue.readOnly) this.#watcher.start();
    opened.learner.start();
    // The first search would wait for it.
    opened.catalogue.prepareSimilar().catch((error: unknown) => this.#log.fault('preparing similar sounds', error));
    const backUp = () =>
      void this.#openedCatalogue()
        .catalogue.backupIfDue(new Date())
        .catch((error: unknown) => this.#log.fault('daily backup', error));
    backUp();
    this.#backupTimer = setInterval(backUp, BACKUP_CHECK_MILLISECONDS);
    this.#backupTimer.unref();
  }

  async close(): Promise<void> {
    this.#serves = false;
    clearTimeout(this.#sinceOpening);
    if (this.#backupTimer) clearInterval(this.#backupTimer);
    this.#activity.close();
    await this.#watcher.close();
    this.#reviews.closeAll();
    await this.#opened?.jobs.close();
    await this.#projections.close();
    await this.#opened?.learner.close();
    await this.#opened?.names.close();
    this.#listeners.close();
    this.#decoders.close();
    await this.#offers.close();
    try {
      await this.#opened?.catalogue.close();
      this.#log.note('closed');
    } finally {
      await this.#log.close();
    }
  }

  /** @throws SonothequeError `no-catalogue` */
  #openedCatalogue(): Opened {
    if (this.#opened) return this.#opened;
    throw new SonothequeError({
      code: 'no-catalogue',
      message: 'No catalogue is open.',
      nextStep: 'Name one with --catalogue, or index a folder first.',
    });
  }

  async #watchOver(catalogue: Catalogue): Promise<Opened> {
    catalogue.onChange(({ quietly }) => {
      if (quietly) return;
      this.#changes.notify();
      this.#commands.changes.notify();
    });
    catalogue.onDamage(({ message }) => {
      this.#log.note('damage', { message });
      // Opening it anew saves what can be read.
      if (this.#serves) void this.#exchange(async () => {}).catch((error) => this.#log.fault('salvage', error));
    });
    const names = new NameReader(catalogue);
    const learnerOf = (model: ModelInUse) =>
      new SuggestionLearner({
        catalogue,
        names,
        model,
        heldDown: () => this.#activity.active,
        onRenewed: () => this.#changes.notify(),
        onFault: (error) => this.#log.fault('learning', error),
      });
    const replaceLearner = async (next: SuggestionLearner) => {
      const before = opened.learner;
      opened.learner = next;
      if (before !== next) await before.close();
      this.#changes.notify();
    };
    const relearn = async (model: ModelInUse, starts: boolean) => {
      const next = learnerOf(model);
      // Two of one version would write over each other.
      await opened.learner.close();
      await replaceLearner(next);
      if (starts) next.start();
      return next;
    };
    const versions: ModelVersions = await ModelVersions.open({
      catalogue,
      reEmbed: (request) => jobs.start('re-embed', request, request.activate ? 'normal' : 'low'),
      cancelJobs: async (id) => {
        for (const { id: jobId, kind, request } of await catalogue.unfinishedJobs()) {
          const { modelVersion } = request as { readonly modelVersion?: unknown };
          if (kind === 're-embed' && (id === null || modelVersion === id)) await jobs.cancel(jobId);
        }
      },
      onActive: async (model) => {
        await relearn(model, this.#serves);
      },
      letGo: (id) => this.#listeners.letGo(id),
      onFault: (error) => this.#log.fault('model versions', error),
    });
    const trainingParts: TrainingParts = {
      catalogue,
      listenerOf: async (start) =>
        this.#listeners.of(start === null ? shippedInUse() : (await versions.prepare(start)).model),
      store: new RunStore(trainingFolderOf(catalogue.path)),
      live: new LiveRuns(),
      versions,
      backend: this.#trainingBackend,
    };
    const jobs: Jobs = new Jobs({
      catalogue,
      kinds: [
        indexJob({
          catalogue,
          model: () => versions.usable(),
          listenerOf: (model) => this.#listeners.of(model),
          headOf: ({ id }) => (opened.learner.model.id === id ? opened.learner.head : null),
          names: nameReading(names, (error) => this.#log.fault('names', error)),
          onListened: async ({ id }) => {
            if (versions.active.id !== id) await versions.fillGaps();
            // How many sounds each has listened to; the first job also makes the first version known.
            versions.changes.notify();
          },
        }),
        reEmbedJob({
          catalogue,
          listeners: this.#listeners,
          prepare: (id) => versions.prepare(id),
          teach: (id, signal) => versions.teach(id, signal),
          isActive: (id) => versions.active.id === id,
          createLearner: learnerOf,
          becomeActive: async (model, learner) => {
            await versions.moveTo(model);
            await replaceLearner(learner);
          },
          relearn: (model) => relearn(model, true),
        }),
        trainJob(trainingParts),
        evaluateJob(catalogue, (id) => versions.starterOf(id)),
        projectJob(catalogue, () => this.#projections.changes.notify()),
      ],
      heldDown: () => this.#activity.active,
      onFault: (error) => this.#log.fault('job', error),
    });
    const training = new TrainingRuns(trainingParts, jobs);
    const opened = { catalogue, jobs, learner: learnerOf(versions.active), names, versions, training };
    return opened;
  }

  #restore(file: string): Promise<string | null> {
    const { catalogue } = this.#openedCatalogue();
    if (catalogue.readOnly) {
      throw new SonothequeError({
        code: 'catalogue-read-only',
        message: 'The catalogue was opened for looking only.',
        nextStep: 'Open it for writing, when no other Sonotheque uses it.',
      });
    }
    return this.#exchange(async (place) => {
      const { setAside } = await restoreBackup(place, file);
      this.#log.note('restored a backup');
      return setAside;
    });
  }

  /** Closes the catalogue for some work on its file, and goes on with what lies there then, whatever became of the work. */
  async #exchange<Result>(work: (place: string) => Promise<Result>): Promise<Result> {
    const { catalogue, jobs, learner, names } = this.#openedCatalogue();
    const place = catalogue.path;
    this.#reviews.closeAll();
    await jobs.close();
    await this.#projections.close();
    await learner.close();
    await names.close();
    await catalogue.close();
    try {
      return await work(place);
    } finally {
      this.#opened = await this.#watchOver(await openCatalogue(place));
      await this.#ucsLists.load(this.#opened.catalogue);
      if (this.#serves) {
        await this.#opened.jobs.takeUpUnfinished();
        this.#opened.learner.start();
      }
      this.#changes.notify();
    }
  }
}
