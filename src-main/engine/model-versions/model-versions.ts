import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { TrainingOutcome } from '../../../src-shared/training/index.ts';
import { type Catalogue, MODEL_ACTIVATIONS, type ModelVersion } from '../../catalogue/index.ts';
import {
  locateModels,
  MODEL_FILES,
  parseCalibration,
  readNpy,
  readSafetensors,
  readShippedModel,
} from '../../encoder/index.ts';
import type { Starter } from '../../suggestions/index.ts';
import { Notifier } from '../jobs/notifier.ts';
import { modelsFolderOf } from '../paths.ts';
import { PRODUCT_VERSION } from '../product-version.ts';
import type { Ancestor } from './builder-tasks.ts';
import { type ModelInUse, shippedInUse, versionInUse } from './model-in-use.ts';
import type { PreparedVersion } from './re-embed-job.ts';
import { runBuilder } from './run-builder.ts';
import { lineageOf, parityOf, type VersionDescription } from './version-description.ts';
import { LARGEST_MODEL_FILE_BYTES, MODEL_FILE_EXTENSION, writeVersionFile } from './version-file.ts';
import { SUGGESTION_HEAD_FILE, VersionFolders } from './version-folders.ts';

export type ModelVersionsOptions = {
  readonly catalogue: Catalogue;
  /** Starts the job that listens with a version. */
  readonly reEmbed: (request: {
    readonly modelVersion: string;
    readonly name: string;
    readonly activate: boolean;
  }) => Promise<Job>;
  /** Ends unfinished jobs that listen with it. */
  readonly cancelJobs: (id: ModelVersionId | null) => Promise<void>;
  /** The active version is another one now: suggestions are to be learned with it. */
  readonly onActive: (model: ModelInUse) => Promise<void>;
  readonly letGo: (id: ModelVersionId) => void;
  readonly onFault: (error: unknown) => void;
};

/** Bytes of a stored frame: int8, its scale, sign bits and factors, nearly. */
const BYTES_A_FRAME = 600;

/** The model versions of one catalogue: which there are, which is active, and what can be done with them. */
export class ModelVersions {
  readonly changes = new Notifier();
  readonly #options: ModelVersionsOptions;
  readonly #catalogue: Catalogue;
  readonly #folders: VersionFolders;
  #active: ModelInUse;
  #building: Promise<unknown> = Promise.resolve();

  private constructor(options: ModelVersionsOptions) {
    this.#options = options;
    this.#catalogue = options.catalogue;
    this.#folders = new VersionFolders(modelsFolderOf(options.catalogue.path));
    this.#active = shippedInUse();
  }

  static async open(options: ModelVersionsOptions): Promise<ModelVersions> {
    const versions = new ModelVersions(options);
    await versions.#load();
    return versions;
  }

  /** What listens and suggests now. */
  get active(): ModelInUse {
    return this.#active;
  }

  async #load(): Promise<void> {
    const { readOnly } = this.#catalogue;
    if (!readOnly) await this.#folders.removeUnfinished();
    const known = new Set((await this.#catalogue.modelVersions()).map(({ id }) => id as string));
    // Beside a catalogue that was put back from a backup lie versions that it doesn't know.
    for (const id of readOnly ? [] : await this.#folders.ids()) {
      if (!known.has(id)) await this.#register(id).catch((error: unknown) => this.#options.onFault(error));
    }
    const active = (await this.#catalogue.modelVersions()).find((version) => version.active);
    if (active) this.#active = await this.#inUseOrBroken(active.id);
  }

  /** @throws SonothequeError when the active version's files are gone or damaged */
  async usable(): Promise<ModelInUse> {
    const { id, assetsFolder } = this.#active;
    if (assetsFolder !== null) await this.#folders.read(id);
    return this.#active;
  }

  async list(): Promise<readonly ModelVersionRecord[]> {
    const versions = await this.#catalogue.modelVersions();
    const past = await this.#past();
    const previous = past.findLast((id) => versions.some((version) => version.id === id && !version.active));
    return Promise.all(versions.map((version) => this.#record(version, previous ?? null)));
  }

  /** All, then again whenever something changes. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<readonly ModelVersionRecord[]> {
    while (!signal?.aborted) {
      const { version } = this.changes;
      yield await this.list();
      await this.changes.changedSince(version, signal);
    }
  }

  /** @throws SonothequeError where it is not known, or its files are not whole */
  async activate(id: ModelVersionId): Promise<Job> {
    const { name } = await this.#known(id);
    if (id !== readShippedModel().id) await this.#folders.verify(id);
    return this.#options.reEmbed({ modelVersion: id, name, activate: true });
  }

  /** @throws SonothequeError `nothing-to-roll-back-to` */
  async rollback(): Promise<{ readonly active: ModelVersionId; readonly gaps: Job | null }> {
    const versions = await this.#catalogue.modelVersions();
    const past = await this.#past();
    const previous = past.findLast((id) => versions.some((version) => version.id === id && !version.active));
    const found = versions.find(({ id }) => id === previous);
    if (found === undefined) throw nothingBefore();
    const model = await this.#inUse(found.id);
    // What would activate another one afterwards must not.
    await this.#options.cancelJobs(null);
    await this.#catalogue.activateModelVersion(found.id);
    await this.#becomes(model);
    return { active: found.id, gaps: await this.fillGaps() };
  }

  /** Listens, with the active version, to what it has not listened to yet; `null` where that is nothing. */
  async fillGaps(): Promise<Job | null> {
    const { id } = this.#active;
    const { sounds, covered } = await this.#catalogue.coverage(id);
    if (covered >= sounds) return null;
    const { name } = await this.#known(id);
    return this.#options.reEmbed({ modelVersion: id, name, activate: false });
  }

  async rename(id: ModelVersionId, name: string): Promise<void> {
    const version = await this.#known(id);
    if (id === readShippedModel().id) throw shippedStays('renamed');
    const description = await this.#folders.read(id);
    await this.#folders.change({ ...description, name }, new Map());
    await this.#catalogue.registerModelVersion({ ...version, name });
    this.changes.notify();
  }

  /** @throws SonothequeError `model-version-active`, `model-version-shipped` */
  async remove(id: ModelVersionId): Promise<void> {
    await this.#known(id);
    if (id === readShippedModel().id) throw shippedStays('removed');
    await this.#options.cancelJobs(id);
    // The pointer may have come to it meanwhile: then nothing is removed.
    while (!(await this.#catalogue.removeModelVersionPart(id))) await new Promise(setImmediate);
    this.#options.letGo(id);
    await this.#folders.remove(id);
    this.changes.notify();
  }

  /** @throws SonothequeError `file-exists`, `model-version-shipped`, or why its files can't be used */
  async export(id: ModelVersionId, file: string, overwrite: boolean): Promise<{ file: string; bytes: number }> {
    await this.#known(id);
    if (id === readShippedModel().id) throw shippedStays('exported');
    const { checksums: _, ...description } = await this.#folders.verify(id);
    const folder = this.#folders.folderOf(id);
    const read = (name: string) => readFile(path.join(folder, name));
    const blocks = readNpy(await read(MODEL_FILES.checkBlocks));
    const size = blocks.values.length / Math.max(1, blocks.shape[0] ?? 1);
    const bytes = writeVersionFile({
      description,
      weights: readSafetensors(await read(MODEL_FILES.weights)),
      suggestionHead: description.suggestionHead === null ? null : readSafetensors(await read(SUGGESTION_HEAD_FILE)),
      calibration: parseCalibration((await read(MODEL_FILES.calibration)).toString('utf8')),
      checkBlocks: Array.from({ length: blocks.shape[0] ?? 0 }, (_one, at) =>
        blocks.values.slice(at * size, (at + 1) * size),
      ),
    });
    const target = file.endsWith(MODEL_FILE_EXTENSION) ? file : `${file}${MODEL_FILE_EXTENSION}`;
    if (!overwrite && (await stat(target).catch(() => null)) !== null) throw fileExists(target);
    const partial = `${target}.${process.pid}.partial`;
    try {
      await writeFile(partial, bytes, { flush: true });
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      throw notWritten(target, error);
    }
    return { file: target, bytes: bytes.byteLength };
  }

  /** @throws SonothequeError why the file can't be used; `model-version-there` */
  async import(file: string, signal?: AbortSignal): Promise<ModelVersionRecord> {
    const facts = await stat(file).catch(() => null);
    if (!facts?.isFile()) throw noFile(file);
    if (facts.size > LARGEST_MODEL_FILE_BYTES) throw tooLarge();
    const id = await this.#built((target) => runBuilder({ kind: 'rebuild', file, target }, signal));
    const found = (await this.list()).find((one) => one.id === id);
    if (!found) throw unknownVersion();
    return found;
  }

  /**
   * Makes a version of a training run that has ended; the same run gives the same version. It is not activated.
   *
   * @param run its folder is absolute, and stays as it is
   * @returns `null` when the signal ended it
   * @throws SonothequeError `run-unfinished`, `bad-weights`, `bad-parity`; whatever else went wrong
   */
  async finishRun(
    { name, folder: runFolder }: { readonly name: string; readonly folder: string },
    outcome: TrainingOutcome | null,
    signal: AbortSignal,
  ): Promise<ModelVersionId | null> {
    const configuration = JSON.parse(await readFile(path.join(runFolder, 'configuration.json'), 'utf8')) as {
      readonly start?: { readonly modelVersion?: string };
    };
    const ancestors = await this.#ancestorsOf(configuration.start?.modelVersion ?? readShippedModel().id);
    const building = this.#built(
      (target) =>
        runBuilder(
          {
            kind: 'build',
            runFolder,
            name,
            outcome,
            target,
            ancestors,
            catalogue: this.#catalogue.path,
            productVersion: PRODUCT_VERSION,
          },
          signal,
        ),
      true,
    );
    return building.catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
  }

  /** The weights that a run starts from. @throws SonothequeError `no-such-version`; where its files are gone */
  async weightsFile(id: string): Promise<string> {
    if (id === readShippedModel().id) return path.join(locateModels(), MODEL_FILES.weights);
    const versions = await this.#catalogue.modelVersions();
    if (!versions.some((version) => version.id === id)) throw noSuchVersion(id);
    await this.#folders.read(id);
    return path.join(this.#folders.folderOf(id), MODEL_FILES.weights);
  }

  /** As the job that listens needs it. @throws SonothequeError where its files are not whole */
  async prepare(id: ModelVersionId): Promise<PreparedVersion> {
    if (id === readShippedModel().id) {
      await this.#catalogue.registerModelVersion(readShippedModel());
      return { model: shippedInUse(), description: null, base: null, readWeights: async () => null };
    }
    const description = await this.#folders.verify(id);
    await this.#register(id);
    return {
      model: await this.#inUse(id),
      description,
      base: description.base as ModelVersionId | null,
      readWeights: async () =>
        readSafetensors(await readFile(path.join(this.#folders.folderOf(id), MODEL_FILES.weights))),
    };
  }

  /** Teaches a version whose sounds have vectors now what to suggest, by what the active one suggests. */
  async teach(id: ModelVersionId, signal: AbortSignal): Promise<ModelInUse> {
    const description = await this.#folders.read(id);
    const target = await this.#folders.begin();
    try {
      const output = path.join(target, SUGGESTION_HEAD_FILE);
      await runBuilder(
        {
          kind: 'teach',
          version: id,
          versionFolder: this.#folders.folderOf(id),
          active: this.#ancestor(this.#active),
          catalogue: this.#catalogue.path,
          output,
        },
        signal,
      );
      const head = await readFile(output);
      await this.#folders.change(
        { ...description, suggestionHead: 'catalogue' },
        new Map([[SUGGESTION_HEAD_FILE, head]]),
      );
    } finally {
      await rm(target, { recursive: true, force: true });
    }
    return this.#inUse(id);
  }

  /** The job has made its suggestions: the pointer moves in one transaction. */
  async moveTo(model: ModelInUse): Promise<void> {
    await this.#catalogue.activateModelVersion(model.id);
    this.#active = model;
    this.changes.notify();
  }

  async #becomes(model: ModelInUse): Promise<void> {
    this.#active = model;
    await this.#options.onActive(model);
    this.changes.notify();
  }

  /** One after the other: each takes a core and some hundred megabytes. @param again a version that is there stands */
  async #built(build: (target: string) => Promise<VersionDescription | null>, again = false): Promise<ModelVersionId> {
    const before = this.#building;
    const building = (async () => {
      await before.catch(() => {});
      const target = await this.#folders.begin();
      try {
        const description = await build(target);
        if (description === null) throw unknownVersion();
        if ((await this.#folders.ids()).includes(description.id) && !again) throw alreadyThere(description.name);
        await this.#folders.place(target, description.id);
        await this.#register(description.id);
        this.changes.notify();
        return description.id as ModelVersionId;
      } finally {
        await rm(target, { recursive: true, force: true });
      }
    })();
    this.#building = building;
    return building;
  }

  async #register(id: string): Promise<void> {
    const description = await this.#folders.read(id);
    // The first that a catalogue knows is active.
    await this.#catalogue.registerModelVersion(readShippedModel());
    const mean = readNpy(await readFile(path.join(this.#folders.folderOf(id), MODEL_FILES.meanEmbedding)));
    await this.#catalogue.registerModelVersion({
      id: id as ModelVersionId,
      name: description.name,
      lineage: { parents: description.lineage.parents, madeFrom: description.lineage.madeFrom },
      embeddingMean: mean.values,
    });
  }

  async #inUse(id: ModelVersionId): Promise<ModelInUse> {
    if (id === readShippedModel().id) return shippedInUse();
    const { suggestionHead } = await this.#folders.read(id);
    return versionInUse(id, this.#folders.folderOf(id), suggestionHead !== null);
  }

  /** What a version suggests by before any person's label; `null`: it has no head, or its files are gone. */
  async starterOf(id: ModelVersionId): Promise<Starter | null> {
    return (await this.#inUseOrBroken(id)).starter;
  }

  /** Its vectors and suggestions stay to be looked at, also where its files are gone. */
  async #inUseOrBroken(id: ModelVersionId): Promise<ModelInUse> {
    try {
      return await this.#inUse(id);
    } catch (error) {
      this.#options.onFault(error);
      return { id, assetsFolder: this.#folders.folderOf(id), starter: null, starterFile: null, known: new Map() };
    }
  }

  /** It, what it began from, and so on; the shipped one is the last. */
  async #ancestorsOf(id: string): Promise<readonly [Ancestor, ...Ancestor[]]> {
    const shipped = this.#ancestor(shippedInUse());
    const chain: Ancestor[] = [];
    let next: string | undefined = id;
    while (next !== undefined && next !== shipped.id && !chain.some((one) => one.id === next)) {
      const description: VersionDescription | null = await this.#folders.read(next).catch(() => null);
      if (description === null) break;
      chain.push(this.#ancestor(await this.#inUse(next as ModelVersionId)));
      next = description.lineage.parents[0];
    }
    const [nearest, ...others] = chain;
    return nearest === undefined ? [shipped] : [nearest, ...others, shipped];
  }

  #ancestor({ id, assetsFolder, starterFile }: ModelInUse): Ancestor {
    return { id, assetsFolder, starterFile };
  }

  async #past(): Promise<readonly string[]> {
    const past = await this.#catalogue.getSetting(MODEL_ACTIVATIONS);
    return Array.isArray(past) ? past.filter((id) => typeof id === 'string') : [];
  }

  async #known(id: ModelVersionId): Promise<ModelVersion> {
    const found = (await this.#catalogue.modelVersions()).find((version) => version.id === id);
    if (!found) throw unknownVersion();
    return found;
  }

  async #record({ id, name, active, createdAt }: ModelVersion, previous: string | null): Promise<ModelVersionRecord> {
    const { sounds, covered, frames } = await this.#catalogue.coverage(id);
    const common = {
      id,
      active,
      soundsCovered: covered,
      soundsTotal: sounds,
      isPrevious: id === previous,
    };
    const vectors = frames * BYTES_A_FRAME;
    const shipped = readShippedModel();
    if (id === shipped.id) return { ...common, ...shippedFacts(shipped), name, createdAt, disk: { files: 0, vectors } };
    const disk = { files: await this.#folders.bytes(id), vectors };
    try {
      const description = await this.#folders.read(id);
      return {
        ...common,
        name: description.name,
        createdAt: new Date(description.createdAt),
        isShipped: false,
        width: description.architecture.width,
        hasAdapter: description.architecture.adapter,
        embeddingSize: description.architecture.width * 8,
        lineage: lineageOf(description),
        parity: parityOf(description),
        hasSuggestionHead: description.suggestionHead !== null,
        disk,
        problem: null,
      };
    } catch (error) {
      return {
        ...common,
        ...shippedFacts(shipped),
        name,
        createdAt,
        isShipped: false,
        disk,
        problem: failureOf(error),
      };
    }
  }
}

function shippedFacts({ lineage }: ReturnType<typeof readShippedModel>) {
  return {
    isShipped: true,
    width: 64,
    hasAdapter: false,
    embeddingSize: 512,
    lineage: {
      parents: [],
      madeFrom: 'shipped',
      trains: null,
      datasets: [],
      datasetsFingerprint: null,
      configuration: null,
      outcome: null,
      productVersion: null,
      licences: [`${lineage.source} (${lineage.licence})`],
    },
    parity: null,
    hasSuggestionHead: true,
    problem: null,
  } satisfies Partial<ModelVersionRecord>;
}

function failureOf(error: unknown): Failure {
  if (error instanceof SonothequeError) return error.failure;
  return { code: 'bad-model-version', message: 'The files of this model version can’t be read.', nextStep: null };
}

const unknownVersion = (): SonothequeError =>
  new SonothequeError({
    code: 'unknown-model-version',
    message: 'This catalogue knows no such model version.',
    nextStep: 'List the model versions and choose one of them.',
  });

const noSuchVersion = (id: string): SonothequeError =>
  new SonothequeError({
    code: 'no-such-version',
    message: `There is no model version “${id}” to start from.`,
    nextStep: `\`sonotheque models list\` shows them; the one that comes along is ${readShippedModel().id}.`,
  });

const nothingBefore = (): SonothequeError =>
  new SonothequeError({
    code: 'nothing-to-roll-back-to',
    message: 'No other model version was active before.',
    nextStep: null,
  });

const shippedStays = (what: string): SonothequeError =>
  new SonothequeError({
    code: 'model-version-shipped',
    message: `The version that comes along can’t be ${what}.`,
    nextStep: null,
  });

const fileExists = (file: string): SonothequeError =>
  new SonothequeError({
    code: 'file-exists',
    message: `“${file}” is there already.`,
    nextStep: 'Choose another name, or say that it may be overwritten.',
  });

const notWritten = (file: string, cause: unknown): SonothequeError =>
  new SonothequeError(
    {
      code: 'file-not-written',
      message: `“${file}” could not be written.`,
      nextStep: 'Choose a folder that you may write to, on a disk with room.',
    },
    { cause },
  );

const noFile = (file: string): SonothequeError =>
  new SonothequeError({ code: 'no-file', message: `“${file}” is no file.`, nextStep: 'Choose a model file.' });

const tooLarge = (): SonothequeError =>
  new SonothequeError({
    code: 'bad-model-file',
    message: 'This model file can’t be used: it is larger than any model version.',
    nextStep: `Choose a file that ends in ${MODEL_FILE_EXTENSION}.`,
  });

const alreadyThere = (name: string): SonothequeError =>
  new SonothequeError({
    code: 'model-version-there',
    message: `This catalogue has the model version “${name}” already.`,
    nextStep: null,
  });
