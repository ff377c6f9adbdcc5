import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { TrainingConfiguration, TrainingDataset } from '../../../src-shared/training/index.ts';
import type { Catalogue, TrainableSound } from '../../catalogue/index.ts';
import { type LabelledRow, readLabelledList } from '../../evaluation/index.ts';
import type { SourceDataset, SourceSound } from '../../training/datasets/index.ts';
import { badConfiguration } from './read-configuration.ts';

export type SourceCatalogue = Pick<
  Catalogue,
  'libraries' | 'labelledSounds' | 'trainableSounds' | 'soundsAt' | 'duplicateGroups'
>;

export type Sources = { readonly datasets: readonly SourceDataset[]; readonly notes: readonly string[] };

const AT_ONCE = 500;

/**
 * The labelled sounds of a run's datasets, as the catalogue and lists know them; nothing is read of the sounds themselves.
 *
 * @throws SonothequeError `list-unreadable`, `list-empty`, `no-such-library`, `bad-configuration`
 */
export async function sourceDatasets(
  catalogue: SourceCatalogue,
  { datasets }: Pick<TrainingConfiguration, 'datasets'>,
): Promise<Sources> {
  const copies = await knownCopies(catalogue);
  const notes: string[] = [];
  const read: SourceDataset[] = [];
  for (const dataset of datasets) {
    const { source, name, classes } = dataset;
    const sounds =
      source.kind === 'library'
        ? await soundsOfLibrary(catalogue, dataset, source.libraryId, notes)
        : await soundsOfList(catalogue, dataset, source, notes);
    read.push({
      name,
      classKind: classes,
      sounds: sounds.map((sound) => ({
        ...sound,
        duplicateGroups: [...sound.duplicateGroups, ...(copies.get(sound.soundId ?? -1) ?? [])],
      })),
    });
  }
  return { datasets: read, notes };
}

/** Sounds that the catalogue found to be the same recording, but for those that a person said are different. */
async function knownCopies(catalogue: SourceCatalogue): Promise<ReadonlyMap<number, readonly string[]>> {
  const copies = new Map<number, string[]>();
  for (const { id, representative, members } of await catalogue.duplicateGroups({ decided: true })) {
    for (const soundId of [representative, ...members.map((member) => member.soundId)]) {
      copies.set(soundId, [...(copies.get(soundId) ?? []), `catalogue ${id}`]);
    }
  }
  return copies;
}

async function soundsOfLibrary(
  catalogue: SourceCatalogue,
  { name, classes }: TrainingDataset,
  libraryId: number,
  notes: string[],
): Promise<readonly SourceSound[]> {
  const library = (await catalogue.libraries()).find(({ id }) => id === libraryId);
  if (!library) {
    throw new SonothequeError({
      code: 'no-such-library',
      message: `The library of the dataset “${name}” is not in this catalogue.`,
      nextStep: '`sonotheque train --datasets` shows the libraries with their numbers.',
    });
  }
  if (classes === 'own') {
    throw badConfiguration(
      `“${name}” is a library, whose labels are UCS categories: its classes may be category or subcategory; a list may have its own.`,
    );
  }
  const sounds: SourceSound[] = [];
  let without = 0;
  for (let after = 0; ; ) {
    const some = await catalogue.labelledSounds(libraryId as LibraryId, after, AT_ONCE);
    for (const sound of some) {
      const label = classes === 'category' ? sound.category : sound.catId;
      if (label === null) without += 1;
      else sounds.push(sourceOf(sound, label, library.name, sound.relativePath));
    }
    after = some.at(-1)?.soundId ?? after;
    if (some.length < AT_ONCE) break;
  }
  if (without > 0) notes.push(withoutSubcategory(name, without));
  return sounds;
}

async function soundsOfList(
  catalogue: SourceCatalogue,
  { name, classes }: TrainingDataset,
  source: Extract<TrainingDataset['source'], { kind: 'list' }>,
  notes: string[],
): Promise<readonly SourceSound[]> {
  const list = readLabelledList(
    await textOf(source.file),
    path.basename(source.file),
    classes === 'own' ? 'own' : 'ucs',
  );
  const folder = source.folder ?? path.dirname(source.file);
  const unusable = list.faults.filter(({ kind }) => kind === 'incomplete-row' || kind === 'unknown-category');
  if (unusable.length > 0) {
    notes.push(`${rowsWords(unusable.length)} of “${name}” can't be used: ${unusable[0]?.message ?? ''}`);
  }
  const counting = list.rows.filter(
    ({ library, confidence }) =>
      (source.library === undefined || library === source.library) &&
      (!list.hasConfidence || source.confidence === 'all' || confidence === source.confidence),
  );
  if (counting.length === 0) {
    const why =
      source.library === undefined ? `of confidence “${source.confidence}”` : `of the library “${source.library}”`;
    throw new SonothequeError({
      code: 'dataset-empty',
      message: `${path.basename(source.file)} has no row ${why} for the dataset “${name}”.`,
      nextStep: 'Name another library or confidence; `"confidence": "all"` takes every row.',
    });
  }
  const sounds: SourceSound[] = [];
  let without = 0;
  for (let begin = 0; begin < counting.length; begin += AT_ONCE) {
    const rows = counting.slice(begin, begin + AT_ONCE);
    const places = rows.map((row) => path.resolve(folder, row.path));
    const ids = await catalogue.soundsAt(places.map((place) => ({ absolute: [place], relative: [] })));
    const known = new Map(
      (await catalogue.trainableSounds(ids.flatMap(([id]) => id ?? []))).map((sound) => [sound.soundId, sound]),
    );
    for (const [at, row] of rows.entries()) {
      const label = classes === 'subcategory' ? row.catId : row.category;
      const place = places[at];
      if (label === null || place === undefined) {
        without += 1;
        continue;
      }
      const id = ids[at]?.[0];
      sounds.push(listedSound(row, label, place, id === undefined ? undefined : known.get(id), source.file));
    }
  }
  if (without > 0) notes.push(withoutSubcategory(name, without));
  return sounds;
}

function listedSound(
  { path: relative, library, duplicateGroup }: LabelledRow,
  label: string,
  place: string,
  known: TrainableSound | undefined,
  list: string,
): SourceSound {
  const copies = duplicateGroup === null ? [] : [`${list} ${duplicateGroup}`];
  if (known) return { ...sourceOf(known, label, library, relative), duplicateGroups: copies };
  return {
    path: relative,
    library,
    file: Buffer.from(place),
    soundId: null,
    payloadHash: null,
    label,
    duplicateGroups: copies,
    levelsDb: null,
  };
}

function sourceOf(
  { soundId, file, payloadHash, levelsDb }: TrainableSound,
  label: string,
  library: string,
  relative: string,
): SourceSound & { readonly soundId: SoundId } {
  return {
    path: relative,
    library,
    file,
    soundId,
    payloadHash,
    label,
    duplicateGroups: [],
    levelsDb: levelsDb.length === 0 ? null : levelsDb,
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new SonothequeError(
      {
        code: 'list-unreadable',
        message: `The list of labels ${file} could not be read.`,
        nextStep: 'Name a text file of columns set apart by tabs, with at least “path” and “category”.',
      },
      { cause },
    );
  }
}

const rowsWords = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);

const withoutSubcategory = (name: string, count: number): string =>
  `${count === 1 ? '1 sound' : `${count} sounds`} of “${name}” have no CatID, and are left out where classes are subcategories.`;
