import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { EmbeddingEvaluationSettings, LeftOut } from '../../../src-shared/evaluation/index.ts';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';
import { type Catalogue, embeddingLength, type SoundRow } from '../../catalogue/index.ts';
import {
  type EvaluatedData,
  type EvaluatedEmbedding,
  type LabelledList,
  readLabelledList,
  spreadFrames,
} from '../../evaluation/index.ts';
import { audibleFrames, groupByKeys, groupedFolds, variantSeries } from '../../learning/index.ts';
import { RUN_FILES, runDatasets } from '../../training/run-folder/index.ts';

type EvaluatedCatalogue = Pick<
  Catalogue,
  'query' | 'rows' | 'releaseResultSet' | 'libraries' | 'soundByPath' | 'vectors' | 'duplicateGroups'
>;

export type GatherEmbeddingsRequest = {
  readonly modelVersion: ModelVersionId;
  readonly datasets: readonly TrainingDataset[];
  readonly settings: EmbeddingEvaluationSettings;
  /** The place of a category among what the version's own head suggests of a sound; `null`: it can't be asked. */
  readonly suggestedPlace?: (payloadHash: PayloadHash, category: string) => Promise<number | null>;
  readonly signal?: AbortSignal;
};

/** A list of labels of several libraries, each of which is a dataset. */
export type ListOfLibraries = {
  readonly file: string;
  readonly folder?: string | undefined;
  readonly confidence: string;
  /** Smaller libraries are left out. */
  readonly leastSounds: number;
};

/** A sound of a dataset that is labelled; its frames are still to be fetched. */
type Found = {
  readonly row: Pick<SoundRow, 'id' | 'payloadHash'>;
  readonly path: string;
  readonly dataset: number;
  readonly class: string;
  readonly keys: readonly string[];
};

type Heard = Found & Pick<EvaluatedEmbedding, 'embeddings' | 'suggestedPlace'>;

/** Vectors are asked for so many at once: the catalogue's thread then always has work. */
const AT_ONCE = 16;
const MOST_LIST_BYTES = 256 * 2 ** 20;

/**
 * Stored vectors of the labelled sounds of some datasets, ready to be evaluated. Tells how many of how many sounds are
 * there.
 * @throws SonothequeError `nothing-to-score`, `list-unreadable`, `list-empty`, `library-unknown`, `run-unreadable`
 */
export async function* gatherEmbeddings(
  catalogue: EvaluatedCatalogue,
  { modelVersion, datasets, settings, suggestedPlace, signal }: GatherEmbeddingsRequest,
): AsyncGenerator<{ readonly done: number; readonly total: number }, EvaluatedData> {
  const counts = { unlabelled: 0, withoutVectors: 0, silent: 0 };
  const found: Found[] = [];
  for (const [dataset, { source, classes }] of datasets.entries()) {
    signal?.throwIfAborted();
    const labelled =
      source.kind === 'library'
        ? ofLibrary(catalogue, source.libraryId as LibraryId)
        : ofList(catalogue, source, signal);
    for await (const { row, path: shown, category, catId, keys } of labelled) {
      const own = classes === 'subcategory' ? catId : category;
      if (own === null) counts.unlabelled += 1;
      else found.push({ row, path: shown, dataset, class: own, keys });
    }
  }
  const duplicates = await duplicateKeys(catalogue);
  const sounds: Heard[] = [];
  for (let begin = 0; begin < found.length; begin += AT_ONCE) {
    signal?.throwIfAborted();
    yield { done: begin, total: found.length };
    const some = found.slice(begin, begin + AT_ONCE);
    const vectors = await Promise.all(some.map(({ row }) => catalogue.vectors(row.id, modelVersion)));
    for (const [place, one] of some.entries()) {
      const stored = vectors[place];
      if (!stored || stored.levelsDb.length === 0) {
        counts.withoutVectors += 1;
        continue;
      }
      const frames = spreadFrames(audibleFrames(stored.levelsDb), settings.framesPerSound);
      if (frames.length === 0) {
        counts.silent += 1;
        continue;
      }
      const embeddings = new Float32Array(frames.length * embeddingLength);
      for (const [at, frame] of frames.entries()) {
        const from = frame * embeddingLength;
        embeddings.set(stored.embeddings.subarray(from, from + embeddingLength), at * embeddingLength);
      }
      const isCategory = datasets[one.dataset]?.classes !== 'subcategory';
      const { payloadHash } = one.row;
      const asked = isCategory && payloadHash !== null ? suggestedPlace?.(payloadHash, one.class) : null;
      sounds.push({ ...one, embeddings, suggestedPlace: (await asked) ?? null });
    }
  }
  if (sounds.length < 2) throw nothingToScore(counts);
  return arranged(sounds, datasets, duplicates, settings, counts);
}

async function arranged(
  sounds: readonly Heard[],
  datasets: readonly TrainingDataset[],
  duplicates: ReadonlyMap<SoundId, string>,
  settings: EmbeddingEvaluationSettings,
  leftOut: LeftOut,
): Promise<EvaluatedData> {
  const classes = [...new Set(sounds.map((sound) => sound.class))].sort();
  const numberOf = new Map(classes.map((name, index) => [name, index]));
  const groups = groupByKeys(
    sounds.map(({ keys, row }) => {
      const duplicate = duplicates.get(row.id);
      return duplicate === undefined ? keys : [...keys, duplicate];
    }),
  );
  const classOf = sounds.map((sound) => numberOf.get(sound.class) ?? 0);
  const isScored = await scoredSounds(sounds, classOf, groups, settings);
  return {
    datasets: datasets.map(({ name }) => name),
    classes,
    columns: embeddingLength,
    sounds: sounds.map(
      ({ row, path: shown, dataset, embeddings, suggestedPlace }, place): EvaluatedEmbedding => ({
        id: row.id,
        path: shown,
        dataset,
        class: classOf[place] ?? 0,
        group: groups[place] ?? place,
        isScored: isScored(place),
        embeddings,
        suggestedPlace: suggestedPlace ?? null,
      }),
    ),
    leftOut,
  };
}

async function scoredSounds(
  sounds: readonly Found[],
  classOf: readonly number[],
  groups: Int32Array,
  { heldBack, seed }: EmbeddingEvaluationSettings,
): Promise<(place: number) => boolean> {
  if (heldBack.kind === 'none') return () => true;
  const scored = new Set<number>();
  if (heldBack.kind === 'grouped') {
    const ofDataset = Map.groupBy(sounds.keys(), (place) => sounds[place]?.dataset ?? 0);
    for (const places of ofDataset.values()) {
      const [first] = groupedFolds(
        places.map((place) => classOf[place] ?? 0),
        places.map((place) => groups[place] ?? 0),
        Math.round(1 / heldBack.share),
        seed,
      );
      for (const row of first?.scored ?? []) scored.add(places[row] as number);
    }
    return (place) => scored.has(place);
  }
  const tested = await testSoundsOf(heldBack.folder);
  const isTested = (place: number) => tested.has(sounds[place]?.row.payloadHash ?? '');
  if (!sounds.some((_, place) => isTested(place))) {
    throw new SonothequeError({
      code: 'nothing-to-score',
      message: 'None of the sounds is among the test sounds of that run.',
      nextStep: 'Choose the datasets that the run had.',
    });
  }
  return isTested;
}

async function testSoundsOf(folder: string): Promise<ReadonlySet<string>> {
  try {
    const read = runDatasets.parse(JSON.parse(await readFile(path.join(folder, RUN_FILES.datasets), 'utf8')));
    const tested = read.datasets.flatMap(({ sounds }) => sounds.filter(({ split }) => split === 'test'));
    return new Set(tested.flatMap(({ payloadHash }) => payloadHash ?? []));
  } catch {
    throw new SonothequeError({
      code: 'run-unreadable',
      message: `The training run in ${folder} does not say which sounds it was tested on.`,
      nextStep: 'Name the folder of a training run, or hold back a share of the sounds.',
    });
  }
}

type Labelled = {
  readonly row: SoundRow;
  readonly path: string;
  readonly category: string | null;
  readonly catId: string | null;
  readonly keys: readonly string[];
};

const keysOf = (row: SoundRow): readonly string[] => [
  `variants\0${row.libraryId}\0${variantSeries(row.relativePath.display)}`,
  ...(row.payloadHash === null ? [] : [`payload\0${row.payloadHash}`]),
];

async function* ofLibrary(catalogue: EvaluatedCatalogue, libraryId: LibraryId): AsyncGenerator<Labelled> {
  if (!(await catalogue.libraries()).some(({ id }) => id === libraryId)) {
    throw new SonothequeError({
      code: 'library-unknown',
      message: 'One of the libraries is not in the catalogue any more.',
      nextStep: 'Choose the datasets anew.',
    });
  }
  const found = await catalogue.query({ libraryId, status: 'indexed', sort: { by: 'path' } });
  try {
    for await (const row of catalogue.rows(found)) {
      const { label: stands, relativePath } = row;
      // What a model said of a sound would be judged by a model.
      const label = stands?.source === 'model' ? null : stands;
      yield {
        row,
        path: relativePath.display,
        category: label?.category ?? null,
        catId: label?.catId ?? null,
        keys: keysOf(row),
      };
    }
  } finally {
    await catalogue.releaseResultSet(found.id);
  }
}

async function* ofList(
  catalogue: EvaluatedCatalogue,
  source: Extract<TrainingDataset['source'], { readonly kind: 'list' }>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Labelled> {
  const { rows, hasConfidence } = await labelledListAt(source.file);
  const folder = source.folder ?? path.dirname(source.file);
  const wanted = rows.filter(
    ({ library, confidence }) =>
      (source.library === undefined || library === source.library) &&
      (!hasConfidence || source.confidence === 'all' || confidence === source.confidence),
  );
  for (const { path: listed, category, catId, duplicateGroup } of wanted) {
    signal?.throwIfAborted();
    const row = await catalogue.soundByPath(path.resolve(folder, listed));
    if (row?.status !== 'indexed') continue;
    const same = duplicateGroup === null ? [] : [`same\0${duplicateGroup}`];
    yield { row, path: listed, category, catId, keys: [...keysOf(row), ...same] };
  }
}

/** @throws SonothequeError `list-unreadable`, `list-empty` */
async function labelledListAt(file: string): Promise<LabelledList> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile() || facts.size > MOST_LIST_BYTES) {
    throw new SonothequeError({
      code: 'list-unreadable',
      message: `The list ${file} is not there, or it is no list of labels.`,
      nextStep: 'Name a text file of columns set apart by tabs, with at least “path” and “category”.',
    });
  }
  return readLabelledList(await readFile(file, 'utf8'), path.basename(file));
}

/** @throws SonothequeError `list-unreadable`, `list-empty` */
export async function datasetsOfList({
  file,
  folder,
  confidence,
  leastSounds,
}: ListOfLibraries): Promise<readonly TrainingDataset[]> {
  const { rows, hasConfidence } = await labelledListAt(file);
  const counted = rows.filter((row) => !hasConfidence || confidence === 'all' || row.confidence === confidence);
  const libraries = [...Map.groupBy(counted, ({ library }) => library)];
  return libraries
    .filter(([library, { length }]) => library !== '' && length >= leastSounds)
    .sort(([nameA, a], [nameB, b]) => b.length - a.length || (nameA < nameB ? -1 : 1))
    .map(([library]) => ({
      name: library.slice(0, 200),
      source: { kind: 'list', file, library, confidence, ...(folder === undefined ? {} : { folder }) },
      classes: 'category',
    }));
}

/** Of sounds that were found to be nearly the same, the group that they share. */
async function duplicateKeys(catalogue: EvaluatedCatalogue): Promise<ReadonlyMap<SoundId, string>> {
  const groups = await catalogue.duplicateGroups({ decided: true });
  return new Map(
    groups.flatMap(({ id, representative, members }) =>
      [representative, ...members.map(({ soundId }) => soundId)].map((soundId): [SoundId, string] => [
        soundId,
        `duplicate\0${id}`,
      ]),
    ),
  );
}

function nothingToScore({ unlabelled, withoutVectors }: LeftOut): SonothequeError {
  if (withoutVectors > 0) {
    return new SonothequeError({
      code: 'nothing-to-score',
      message: 'The labelled sounds were not listened to by this model version yet.',
      nextStep: 'Listen to them with it first, or choose the version in use.',
    });
  }
  return new SonothequeError({
    code: 'nothing-to-score',
    message: unlabelled > 0 ? 'None of the sounds is labelled.' : 'None of the sounds could be found in the catalogue.',
    nextStep: 'Label some sounds of the chosen libraries, or choose others.',
  });
}
