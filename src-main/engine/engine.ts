import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { EngineClient } from '../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { MessageLine } from '../../src-shared/contract/message-line.ts';
import { type Catalogue, openCatalogue } from '../catalogue/index.ts';
import { readShippedModel } from '../encoder/index.ts';
import { Listener } from '../indexing/index.ts';
import { describeEncoder, ENCODER_SETTING } from './encoder-in-use.ts';
import type { EngineParts } from './engine-parts.ts';
import { indexFolders } from './index-folders.ts';
import { InterfaceActivity } from './interface-activity.ts';
import type { JobKinds } from './jobs/job-kind.ts';
import { Jobs } from './jobs/jobs.ts';
import { Notifier } from './jobs/notifier.ts';
import { type Log, openLog, silentLog } from './log/index.ts';
import { defaultCataloguePath, logFolderOf } from './paths.ts';
import { router } from './router/router.ts';
import type { LineOrigin } from './router/serve-line.ts';
import { serveLine } from './router/serve-line.ts';

export type EngineOptions = {
  /** Default: the platform's data folder. */
  readonly catalogue?: string;
  /** Only looks: works while another Sonotheque writes, and asks for a catalogue that exists. */
  readonly readOnly?: boolean;
  readonly precision?: 'int8' | 'fp32' | 'best';
  /** How long to wait for another process that writes. */
  readonly waitMilliseconds?: number;
};

const BACKUP_CHECK_MILLISECONDS = 60 * 60 * 1_000;

/** Absolute; no name stays no name: the catalogue says so better than a path made of nothing. */
export function cataloguePath(named: string | undefined): string {
  return named === '' ? '' : path.resolve(named ?? defaultCataloguePath());
}

/** One catalogue and everything that can be done with it, behind the contract. */
const INTERIM = { restoreBackup: async (_place: string, _file: string) => ({ setAside: '' }) };

export class Engine {
  readonly #parts: EngineParts;
  readonly #listener: Listener;
  readonly #activity: InterfaceActivity;
  readonly #changes = new Notifier();
  readonly #log: Log;
  #opened: { readonly catalogue: Catalogue; readonly jobs: Jobs } | null;
  #backupTimer: NodeJS.Timeout | null = null;

  private constructor(catalogue: Catalogue | null, options: EngineOptions) {
    this.#log = catalogue && !catalogue.readOnly ? openLog(logFolderOf(catalogue.path)) : silentLog;
    this.#listener = new Listener({
      precision: options.precision ?? 'best',
      onChildEnded: ({ file, ...facts }) => this.#log.note('child ended', { ...facts, whileListening: file !== null }),
    });
    this.#activity = new InterfaceActivity(
      (cores) => this.#listener.useCores(cores),
      () => this.#opened?.jobs.paceChanged(),
    );
    this.#opened = catalogue && this.#watchOver(catalogue);
    const opened = () => this.#openedCatalogue();
    this.#parts = {
      get catalogue() {
        return opened().catalogue;
      },
      get jobs() {
        return opened().jobs;
      },
      listener: this.#listener,
      activity: this.#activity,
      changes: this.#changes,
      log: this.#log,
      restore: (file) => this.#restore(file),
    };
  }

  /** @throws SonothequeError as `openCatalogue` does */
  static async open(options: EngineOptions = {}): Promise<Engine> {
    const file = cataloguePath(options.catalogue);
    const readOnly = options.readOnly ?? false;
    if (!readOnly && file !== '') await mkdir(path.dirname(file), { recursive: true });
    const { waitMilliseconds } = options;
    const catalogue = await openCatalogue(file, {
      readOnly,
      ...(waitMilliseconds === undefined ? {} : { waitMilliseconds }),
    });
    const engine = new Engine(catalogue, options);
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
    await this.#openedCatalogue().jobs.takeUpUnfinished();
    const backUp = () =>
      void this.#openedCatalogue()
        .catalogue.backupIfDue(new Date())
        .catch((error: unknown) => this.#log.fault('daily backup', error));
    backUp();
    this.#backupTimer = setInterval(backUp, BACKUP_CHECK_MILLISECONDS);
    this.#backupTimer.unref();
  }

  async close(): Promise<void> {
    if (this.#backupTimer) clearInterval(this.#backupTimer);
    this.#activity.close();
    await this.#opened?.jobs.close();
    this.#listener.close();
    await this.#opened?.catalogue.close();
    this.#log.note('closed');
    await this.#log.close();
  }

  /** @throws SonothequeError `no-catalogue` */
  #openedCatalogue(): { readonly catalogue: Catalogue; readonly jobs: Jobs } {
    if (this.#opened) return this.#opened;
    throw new SonothequeError({
      code: 'no-catalogue',
      message: 'No catalogue is open.',
      nextStep: 'Name one with --catalogue, or index a folder first.',
    });
  }

  #watchOver(catalogue: Catalogue): { readonly catalogue: Catalogue; readonly jobs: Jobs } {
    catalogue.onChange(() => this.#changes.notify());
    const jobs = new Jobs({
      catalogue,
      kinds: this.#jobKinds(catalogue),
      heldDown: () => this.#activity.active,
      onFault: (error) => this.#log.fault('job', error),
    });
    return { catalogue, jobs };
  }

  #jobKinds(catalogue: Catalogue): JobKinds {
    return {
      index: {
        lanes: ['disk', 'decode', 'encode'],
        title: ({ folders }) =>
          folders.length === 1
            ? `Index ${path.basename(folders[0] ?? '') || folders[0]}`
            : `Index ${folders.length} folders`,
        run: async ({ folders }, run) => {
          const model = readShippedModel();
          await catalogue.registerModelVersion(model);
          const report = await indexFolders(catalogue, this.#listener, model.id, folders, run);
          const { description } = this.#listener;
          if (description) await catalogue.setSetting(ENCODER_SETTING, describeEncoder(description));
          return report;
        },
      },
    };
  }

  async #restore(file: string): Promise<string> {
    const { catalogue, jobs } = this.#openedCatalogue();
    if (catalogue.readOnly) {
      throw new SonothequeError({
        code: 'catalogue-read-only',
        message: 'The catalogue was opened for looking only.',
        nextStep: 'Open it for writing, when no other Sonotheque uses it.',
      });
    }
    const place = catalogue.path;
    await jobs.close();
    await catalogue.close();
    try {
      const { setAside } = await INTERIM.restoreBackup(place, file);
      this.#log.note('restored a backup');
      return setAside;
    } finally {
      // Whether or not it could be restored: what lies there now is the catalogue.
      this.#opened = this.#watchOver(await openCatalogue(place));
      this.#changes.notify();
    }
  }
}
