import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { EngineClient } from '../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { MessageLine } from '../../src-shared/contract/message-line.ts';
import { type Catalogue, openCatalogue, restoreBackup } from '../catalogue/index.ts';
import { Listener } from '../indexing/index.ts';
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
import {
  LiveRuns,
  RunStore,
  shippedVersionOnly,
  type TrainingParts,
  TrainingRuns,
  trainJob,
} from './training/index.ts';
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
};

/** One catalogue and everything that can be done with it, behind the contract. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #listener: Listener;
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
    this.#listener = new Listener({
      precision: options.precision ?? 'best',
      onChildEnded: ({ file, ...facts }) => this.#log.note('child ended', { ...facts, whileListening: file !== null }),
    });
    this.#decoders = new PlaybackDecoders({
      onChildEnded: (reason) => this.#log.note('child ended', { role: 'playback', reason }),
    });
    this.#activity = new InterfaceActivity(
      (cores) => this.#listener.useCores(cores),
      () => this.#opened?.jobs.paceChanged(),
    );
    const opened = () => this.#openedCatalogue();
    this.#projections = new Projections({
      catalogue: () => opened().catalogue,
      onFault: (error) => this.#log.fault('maps', error),
    });
    this.#opened = catalogue && this.#watchOver(catalogue);
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
      listener: this.#listener,
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
    this.#listener.close();
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

  #watchOver(catalogue: Catalogue): Opened {
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
    const learner = new SuggestionLearner({
      catalogue,
      names,
      heldDown: () => this.#activity.active,
      onRenewed: () => this.#changes.notify(),
      onFault: (error) => this.#log.fault('learning', error),
    });
    const trainingParts: TrainingParts = {
      catalogue,
      listener: this.#listener,
      store: new RunStore(trainingFolderOf(catalogue.path)),
      live: new LiveRuns(),
      versions: shippedVersionOnly,
      backend: this.#trainingBackend,
    };
    const jobs = new Jobs({
      catalogue,
      kinds: [
        indexJob(
          catalogue,
          this.#listener,
          () => learner.head,
          nameReading(names, (error) => this.#log.fault('names', error)),
        ),
        trainJob(trainingParts),
        evaluateJob(catalogue),
        projectJob(catalogue, () => this.#projections.changes.notify()),
      ],
      heldDown: () => this.#activity.active,
      onFault: (error) => this.#log.fault('job', error),
    });
    return { catalogue, jobs, learner, names, training: new TrainingRuns(trainingParts, jobs) };
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
      this.#opened = this.#watchOver(await openCatalogue(place));
      await this.#ucsLists.load(this.#opened.catalogue);
      if (this.#serves) {
        await this.#opened.jobs.takeUpUnfinished();
        this.#opened.learner.start();
      }
      this.#changes.notify();
    }
  }
}
