import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { TrainedDataset } from '../../../src-shared/contract/training.ts';
import {
  type TrainingConfiguration,
  type TrainingNews,
  trainingConfiguration,
} from '../../../src-shared/training/index.ts';
import { RUN_FILES, type RunDatasets } from '../../training/run-folder/index.ts';

/** What the engine keeps of a run beside what the trainer does. */
export type RunRecord = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly jobId: string | null;
  readonly datasets: readonly TrainedDataset[];
  readonly fingerprint: string | null;
  readonly notes: readonly string[];
  readonly backend: string | null;
  /** `null` while it isn't through. */
  readonly ended: 'done' | 'failed' | null;
  readonly modelVersion: ModelVersionId | null;
  readonly failure: Failure | null;
};

const storedRecord = z.object({ version: z.literal(1), id: z.uuid(), createdAt: z.coerce.date() }).loose();
const RECORD_FILE = 'run.json';

/** The folders of runs beside a catalogue, each with all that it needs. */
export class RunStore {
  readonly #folder: string;
  /** Changes of one run's record come one after the other. */
  readonly #changes = new Map<string, Promise<unknown>>();

  /** @param folder `NAME.sonotheque-training` */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get spectraFolder(): string {
    return path.join(this.#folder, 'spectra');
  }

  folderOf(id: string): string {
    return path.join(this.#folder, 'runs', id);
  }

  async create(record: RunRecord, configuration: TrainingConfiguration): Promise<void> {
    const folder = this.folderOf(record.id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeConfiguration(folder, configuration);
    await this.#save(record);
  }

  async change(id: string, change: Partial<RunRecord>): Promise<void> {
    const before = this.#changes.get(id) ?? Promise.resolve();
    const work = before.then(async () => this.#save({ ...(await this.record(id)), ...change }));
    const settled = work.catch(() => {});
    this.#changes.set(id, settled);
    await work;
    if (this.#changes.get(id) === settled) this.#changes.delete(id);
  }

  async #save(record: RunRecord): Promise<void> {
    const file = path.join(this.folderOf(record.id), RECORD_FILE);
    await writeFile(`${file}.part`, JSON.stringify({ version: 1, ...record }), { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  /** @throws SonothequeError `no-such-run` */
  async record(id: string): Promise<RunRecord> {
    try {
      const text = await readFile(path.join(this.folderOf(id), RECORD_FILE), 'utf8');
      return storedRecord.parse(JSON.parse(text)) as unknown as RunRecord;
    } catch (cause) {
      throw new SonothequeError(
        {
          code: 'no-such-run',
          message: 'This training run is not there.',
          nextStep: 'Look at the list of runs again.',
        },
        { cause },
      );
    }
  }

  async configuration(id: string): Promise<TrainingConfiguration> {
    const text = await readFile(path.join(this.folderOf(id), RUN_FILES.configuration), 'utf8');
    return trainingConfiguration.parse(JSON.parse(text));
  }

  /** Newest first. */
  async ids(): Promise<readonly string[]> {
    const names = await readdir(path.join(this.#folder, 'runs')).catch(() => []);
    return names
      .filter((name) => z.uuid().safeParse(name).success)
      .sort()
      .reverse();
  }

  /** What the trainer wrote down; a line that was cut short by a kill is no news. */
  async news(id: string): Promise<readonly TrainingNews[]> {
    const text = await readFile(path.join(this.folderOf(id), RUN_FILES.news), 'utf8').catch(() => '');
    return text.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as TrainingNews];
      } catch {
        return [];
      }
    });
  }

  async remove(id: string): Promise<void> {
    await rm(this.folderOf(id), { recursive: true, force: true });
  }

  /** What an engine that died in the middle of a measurement left behind. */
  async forgetScratch(): Promise<void> {
    await rm(path.join(this.#folder, 'estimates'), { recursive: true, force: true });
  }

  /** A folder for a measurement, gone when it is through. */
  async withScratch<Result>(name: string, work: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = path.join(this.#folder, 'estimates', name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

export async function writeConfiguration(folder: string, configuration: TrainingConfiguration): Promise<void> {
  await writeFile(path.join(folder, RUN_FILES.configuration), JSON.stringify(configuration, null, 2), { mode: 0o600 });
}

/** What is shown of datasets. */
export function trainedDatasets({ datasets }: RunDatasets): readonly TrainedDataset[] {
  return datasets.map(({ name, classKind, classes, sounds }) => {
    const of = (split: string) => sounds.filter((sound) => sound.split === split).length;
    return {
      name,
      classKind,
      classes,
      sounds: { training: of('training'), validation: of('validation'), test: of('test') },
      frames: sounds.reduce((sum, { chosenFrames }) => sum + chosenFrames.length, 0),
    };
  });
}
