/** A finished training run becomes the folder of a model version. Runs in the builder's process. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { type TrainingConfiguration, trainingConfiguration } from '../../../src-shared/training/index.ts';
import { passOverFile } from '../../audio/index.ts';
import { openCatalogue } from '../../catalogue/index.ts';
import {
  adapt,
  type BaseModel,
  type BuiltVersion,
  buildVersion,
  categorizeBy,
  describeEncoder,
  type EncoderShape,
  embedBlocks,
  encoderShape,
  haveSameLayers,
  locateModels,
  readBaseModel,
  readNpy,
  readSafetensors,
  type Safetensors,
  VERSION_FORMAT,
} from '../../encoder/index.ts';
import { poolSound } from '../../learning/index.ts';
import {
  carryStarter,
  distilStarter,
  readStarter,
  type SoundHeardTwice,
  type SoundToKnow,
  type Starter,
  starterFile,
} from '../../suggestions/index.ts';
import { RUN_FILES, type RunDatasets, runDatasets } from '../../training/run-folder/index.ts';
import type { Ancestor, BuildTask } from './builder-tasks.ts';
import { categoryOf, KNOWN_SOUNDS_FILE, knownOf, writeKnown } from './known-sounds.ts';
import { poolFrames, storedSounds } from './pooled-sounds.ts';
import { type FramesOfSound, readRunFrames } from './run-frames.ts';
import type { VersionDescription } from './version-description.ts';
import { checksumOf, SUGGESTION_HEAD_FILE, writeDescription } from './version-folders.ts';

const LARGEST_WEIGHTS_BYTES = 512 * 2 ** 20;
/** Of a run: for calibration, the way back, and suggestions. */
const RUN_FRAMES = 1_500;
const FRAMES_A_SOUND = 4;
/** Sounds of the catalogue that are listened to for the parity check of an adapter. */
const CHECKED_SOUNDS = 12;

/** @throws SonothequeError `run-unfinished`, `bad-weights`, `bad-parity` */
export async function buildFromRun(task: BuildTask): Promise<VersionDescription> {
  const weights = readWeights(task.runFolder);
  const shape = shapeOf(weights);
  const configuration = trainingConfiguration.parse(readJson(task.runFolder, RUN_FILES.configuration));
  const datasets = runDatasets.parse(readJson(task.runFolder, RUN_FILES.datasets));
  const { ancestor, base } = chooseBase(task.ancestors, weights);
  const frames = readRunFrames(task.runFolder, datasets, RUN_FRAMES, FRAMES_A_SOUND);
  const blocks = frames.flatMap((one) => one.blocks);
  const built = await buildVersion({
    shape,
    weights,
    base,
    beganFromBase: configuration.start.kind === 'version',
    blocks: blocks.length > 0 ? blocks : await someBlocks(task.catalogue, ancestor.assetsFolder ?? locateModels()),
  });
  const id = idOf(task.name || configuration.name || configuration.trains, weights, built);
  const starter = await teach(task, { built, shape, base, ancestor, frames, id, known: knownOf(datasets) });
  const files = new Map([...built.files, [KNOWN_SOUNDS_FILE, writeKnown(knownOf(datasets))]]);
  if (starter !== null) files.set(SUGGESTION_HEAD_FILE, starterFile(starter, `made from that of ${ancestor.id}`));
  for (const [name, contents] of files) writeFileSync(path.join(task.target, name), contents);
  const description: VersionDescription = {
    format: VERSION_FORMAT,
    id,
    name: task.name.trim() || configuration.name.trim() || nameOf(configuration, datasets),
    createdAt: new Date().toISOString(),
    architecture: { width: shape.width, adapter: shape.adapter ?? false },
    base: built.followsFromBase ? ancestor.id : null,
    lineage: {
      parents: configuration.start.kind === 'version' ? task.ancestors.map((one) => one.id) : [],
      madeFrom: 'run',
      trains: configuration.trains,
      datasets: datasets.datasets.map(({ name, classKind, classes, sounds }) => ({
        name,
        classKind,
        classes: classes.length,
        sounds: sounds.length,
      })),
      datasetsFingerprint: datasets.fingerprint,
      configuration,
      outcome: task.outcome && { ...task.outcome },
      productVersion: task.productVersion,
      licences:
        configuration.start.kind === 'version'
          ? ['Weights after aiSFX X-Sequential-CE by A. B. Ma and A. Lerch, CC BY 4.0; trained further']
          : ['Category heads after aiSFX X-Sequential-CE by A. B. Ma and A. Lerch, CC BY 4.0'],
    },
    parity: built.parity,
    suggestionHead: starter === null ? null : built.followsFromBase ? 'catalogue' : 'run',
    checksums: Object.fromEntries([...files].map(([name, contents]) => [name, checksumOf(contents)])),
  };
  await writeDescription(task.target, description);
  return description;
}

type Teaching = {
  readonly built: BuiltVersion;
  readonly shape: EncoderShape;
  readonly base: BaseModel;
  readonly ancestor: Ancestor;
  readonly frames: readonly FramesOfSound[];
  readonly id: string;
  readonly known: ReadonlyMap<string, string>;
};

/** `null` where there is too little to learn from: then it is taught when it is activated. */
async function teach(task: BuildTask, teaching: Teaching): Promise<Starter | null> {
  const { starterFile: file } = teaching.ancestor;
  const old = file === null ? readStarter() : readStarter(file);
  if (old === null) return null;
  return teaching.built.followsFromBase ? carry(task, teaching, old) : distil(teaching, old);
}

/** Of an adapter: its labels are all that is to be learned. */
async function carry(task: BuildTask, teaching: Teaching, old: Starter): Promise<Starter> {
  const { built, shape, ancestor, frames, id, known } = teaching;
  const architecture = describeEncoder(shape);
  const weights = readSafetensors(built.files.get('weights.safetensors') ?? new Uint8Array());
  const categorize = categorizeBy(built.heads);
  const forward = (embeddings: Float32Array) => adapt(architecture, weights.tensors, embeddings);
  const taught: SoundToKnow[] = [];
  const take = (embeddings: Float32Array, levelsDb: Float32Array, category: string | null) => {
    const after = forward(embeddings);
    const pooled = poolSound({ embeddings: after, levelsDb, frameCategories: categorize(after) });
    if (pooled !== null && category !== null) taught.push({ after: pooled, category });
  };
  const seen = new Set<string>();
  if (task.catalogue !== null) {
    for await (const { payloadHash, embeddings, levelsDb } of storedSounds(task.catalogue, ancestor.id, null, {
      most: 0,
      first: known,
    })) {
      take(embeddings, levelsDb, known.get(payloadHash) ?? null);
      seen.add(payloadHash);
    }
  }
  for (const { sound, dataset, embeddings } of frames) {
    // Those of a run that began from an adapter are behind that one.
    if (embeddings === null || ancestor !== task.ancestors[0] || sound.split === 'test') continue;
    if (sound.payloadHash !== null && seen.has(sound.payloadHash)) continue;
    const category = categoryOf(dataset.classes[sound.class] ?? '', dataset.classKind);
    take(embeddings, new Float32Array(embeddings.length / 512), category);
  }
  return carryStarter(old, id as ModelVersionId, { back: built.back, forward }, taught);
}

/** Of an encoder: by what both heard of the run's sounds. */
async function distil({ built, shape, base, frames, id }: Teaching, old: Starter): Promise<Starter | null> {
  const architecture = describeEncoder(shape);
  const weights = readSafetensors(built.files.get('weights.safetensors') ?? new Uint8Array());
  const categorize = {
    before: categorizeBy(base.heads),
    after: categorizeBy(built.heads),
  };
  const all = frames.flatMap(({ blocks }) => blocks);
  if (all.length === 0) return null;
  const before = await embedBlocks(base.description.architecture, base.weights.tensors, all);
  const after = await embedBlocks(architecture, weights.tensors, all);
  const heard: SoundHeardTwice[] = [];
  const taught: SoundToKnow[] = [];
  let at = 0;
  for (const { sound, dataset, blocks } of frames) {
    const range = [at * 512, (at + blocks.length) * 512] as const;
    at += blocks.length;
    const pooled = {
      before: poolFrames(before.slice(...range), blocks.length, categorize.before),
      after: poolFrames(after.slice(...range), blocks.length, categorize.after),
    };
    if (pooled.before === null || pooled.after === null) continue;
    heard.push({ before: pooled.before, after: pooled.after });
    const category = sound.split === 'test' ? null : categoryOf(dataset.classes[sound.class] ?? '', dataset.classKind);
    if (category !== null) taught.push({ after: pooled.after, category });
  }
  return distilStarter(old, id as ModelVersionId, heard, taught);
}

/** The ancestor whose layers it kept, else the one that it began from. */
function chooseBase(
  ancestors: BuildTask['ancestors'],
  weights: Safetensors,
): { readonly ancestor: Ancestor; readonly base: BaseModel } {
  const [nearest, ...others] = ancestors;
  const nearestModel = readBaseModel(nearest.assetsFolder ?? locateModels());
  for (const ancestor of [nearest, ...others]) {
    const base = ancestor === nearest ? nearestModel : readBaseModel(ancestor.assetsFolder ?? locateModels());
    const hasAdapter = base.description.architecture.layers.some(({ kind }) => kind === 'adapter');
    if (!hasAdapter && haveSameLayers(base.weights.tensors, weights.tensors)) return { ancestor, base };
  }
  return { ancestor: nearest, base: nearestModel };
}

/** Where a run kept no spectra: a few sounds of the catalogue are listened to, and the base's own block. */
async function someBlocks(catalogueFile: string | null, assetsFolder: string): Promise<readonly Float32Array[]> {
  const blocks = [readNpy(readFileSync(path.join(assetsFolder, 'self-check.mel.npy'))).values];
  if (catalogueFile === null) return blocks;
  const catalogue = await openCatalogue(catalogueFile, { readOnly: true });
  try {
    const { id, count } = await catalogue.query({});
    for (let at = 0; at < CHECKED_SOUNDS && at < count; at += 1) {
      const [row] = await catalogue.page(id, Math.floor((at * count) / CHECKED_SOUNDS), 1);
      if (row?.status === 'indexed') blocks.push(...firstBlock(Buffer.from(row.path.bytes)));
    }
  } finally {
    await catalogue.close();
  }
  return blocks;
}

function firstBlock(file: Buffer): readonly Float32Array[] {
  try {
    for (const { frames, blocks } of passOverFile(file)) {
      if (blocks > 0) return [frames.slice(0, 100 * 96)];
    }
  } catch {
    // It is away, or can't be read now: others do as well.
  }
  return [];
}

function readWeights(runFolder: string): Safetensors {
  const file = path.join(runFolder, RUN_FILES.best);
  if (!existsSync(file)) throw unfinished();
  if (statSync(file).size > LARGEST_WEIGHTS_BYTES) throw unfinished();
  return readSafetensors(readFileSync(file));
}

function shapeOf({ metadata }: Safetensors): EncoderShape {
  const parsed = encoderShape.safeParse(JSON.parse(metadata.architecture ?? 'null'));
  if (!parsed.success) throw unfinished();
  return parsed.data;
}

const readJson = (folder: string, name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

/** The same run gives the same version, however often it is built. */
function idOf(name: string, weights: Safetensors, { files }: BuiltVersion): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 40);
  return `${slug || 'version'}-${checksumOf(files.get('weights.safetensors') ?? new Uint8Array([weights.tensors.size])).slice(0, 10)}`;
}

function nameOf({ trains }: TrainingConfiguration, { datasets }: RunDatasets): string {
  const what = { adapter: 'Adapter', 'last-blocks': 'Last blocks', encoder: 'Encoder' }[trains];
  const [first] = datasets;
  const rest = datasets.length > 1 ? ` and ${datasets.length - 1} more` : '';
  return `${what} of ${first?.name ?? 'a run'}${rest}`.slice(0, 200);
}

const unfinished = (): SonothequeError =>
  new SonothequeError({
    code: 'run-unfinished',
    message: 'The training run has no weights that a version could be made of.',
    nextStep: 'Let it train for at least one epoch.',
  });
