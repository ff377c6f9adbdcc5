import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { durationBuckets } from '../../src-shared/contract/facets.ts';
import type { CatId, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { soundSortKeys } from '../../src-shared/contract/sounds.ts';
import { type Catalogue, type Library, openCatalogue, type SoundFilter, type SoundRow } from './index.ts';
import {
  allOf,
  editor,
  listened,
  modelVersion,
  pathName,
  payload,
  randomNumbers,
  scan,
  temporaryFolder,
} from './testing/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let libraries: Library[];
let everything: readonly SoundRow[];

const random = randomNumbers(3);
const oneOf = <Item>(...items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

/** A sound with everything drawn by chance. */
const anySound = (library: Library, number: number) => {
  const [category, catId] = oneOf(['DOORS', 'DOORWood'], ['DOORS', null], ['RAIN', 'RAINMetl'], ['GUNS', 'GUNAuto']);
  const probability = oneOf(0.2, 0.5, 0.79, 0.9, 1);
  const path = `${oneOf('', 'Doors/', 'Doors/Wood 2/', 'Doors/Wood 10/', 'Doorsteps/', 'rain/Tür/')}${oneOf('a', 'B', 'é')}${number}.wav`;
  const container = oneOf('wav', 'flac', 'mp3');
  return listened(library, path, payload(number), {
    format: {
      container,
      codec: 'pcm_s24le',
      sampleRateHz: oneOf(44_100, 48_000, 96_000),
      bitDepth: container === 'mp3' ? null : oneOf(16, 24),
      channels: oneOf(1, 2, 6),
      durationSeconds: oneOf(0.5, 1, 4.9, 5, 31, 500),
    },
    loudness: { samplePeakDbfs: -Math.round(random() * 20), integratedLufs: oneOf(null, -23, -18, -40) },
    suggestions: {
      modelVersion,
      suggestions:
        random() < 0.1 ? [] : [{ category: category ?? '', catId: catId as CatId | null, probability, evidence: [] }],
    },
  });
};

beforeAll(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  libraries = [];
  for (const name of ['One', 'Two']) {
    const library = await catalogue.addLibrary({ name, root: pathName(`/sounds/${name}`) });
    libraries.push(library);
    const first = libraries.length * 1000;
    const sounds = Array.from({ length: 150 }, (_, i) => anySound(library, first + i));
    await scan(catalogue, library, sounds);
  }
  const rows = await allOf(catalogue.rows(await catalogue.query({})));
  const decisions = rows.filter(() => random() < 0.3);
  await catalogue.label(
    decisions.slice(0, 150).map(({ id }) => ({
      soundId: id,
      region: null,
      decision: { category: 'WIND', catId: oneOf('WINDGust' as CatId, null) },
      source: oneOf('human', 'file-name', 'metadata'),
    })),
    editor,
  );
  for (const rating of [3, 5]) {
    const soundIds = rows.filter(() => random() < 0.2).map(({ id }) => id);
    await catalogue.mark({ soundIds }, { rating, favourite: rating === 5 }, editor);
  }
  everything = await allOf(catalogue.rows(await catalogue.query({})));
});
afterAll(async () => {
  await catalogue.close();
  folder.remove();
});

const bucketOf = (seconds: number) => durationBuckets.find(({ from, to }) => seconds >= from && seconds < to)?.value;
const certaintyOf = (sound: SoundRow) => {
  const probability = sound.suggestions[0]?.probability;
  if (probability === undefined) return 'none';
  return probability < 0.5 ? 'under-50' : probability < 0.8 ? '50-80' : probability < 0.95 ? '80-95' : 'over-95';
};

/** What each facet says of a sound, said as plainly as possible. */
const plainValues = {
  containers: (sound: SoundRow) => sound.format?.container,
  sampleRatesHz: (sound: SoundRow) => sound.format?.sampleRateHz,
  bitDepths: (sound: SoundRow) => sound.format?.bitDepth,
  channels: (sound: SoundRow) => sound.format?.channels,
  durations: (sound: SoundRow) => bucketOf(sound.format?.durationSeconds ?? -1),
  libraryIds: (sound: SoundRow) => sound.libraryId,
  added: () => 'day',
  labelSources: (sound: SoundRow) => sound.label?.source ?? 'none',
  certainties: certaintyOf,
  statuses: (sound: SoundRow) => sound.status,
  ratings: (sound: SoundRow) => sound.rating,
  favourites: (sound: SoundRow) => sound.favourite,
} as const;
type Name = keyof typeof plainValues;
const facetNames = Object.keys(plainValues) as Name[];

const passes = (filter: SoundFilter, except?: Name) => (sound: SoundRow) =>
  facetNames.every((name) => {
    const chosen = filter[name] as readonly unknown[] | undefined;
    return name === except || chosen === undefined || chosen.includes(plainValues[name](sound));
  });

const choices = fc.record(
  {
    containers: fc.subarray(['wav', 'flac', 'mp3', 'unheard'], { minLength: 1 }),
    sampleRatesHz: fc.subarray([44_100, 96_000], { minLength: 1 }),
    bitDepths: fc.subarray([16, 24, null], { minLength: 1 }),
    channels: fc.subarray([1, 2], { minLength: 1 }),
    durations: fc.subarray(['under-1', '1-5', '5-30', 'over-120'] as const, { minLength: 1 }),
    added: fc.subarray(['day', 'week'] as const, { minLength: 1 }),
    labelSources: fc.subarray(['human', 'none', 'file-name'] as const, { minLength: 1 }),
    certainties: fc.subarray(['none', 'under-50', '50-80', 'over-95'] as const, { minLength: 1 }),
    statuses: fc.subarray(['indexed', 'failed'] as const, { minLength: 1 }),
    ratings: fc.subarray([0, 3, 5], { minLength: 1 }),
    favourites: fc.subarray([true, false], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

const found = async (filter: SoundFilter) =>
  (await allOf(catalogue.rows(await catalogue.query(filter)))).map(({ id }) => id);

it('exactly some sounds are found, and only those of them that are there and fit the rest', async () => {
  const ids = everything.slice(3, 9).map(({ id }) => id);
  expect((await found({ soundIds: [...ids, 999_999 as SoundId] })).toSorted()).toEqual(ids.toSorted());
  const wavs = everything.slice(3, 9).filter(({ format }) => format?.container === 'wav');
  expect(await found({ soundIds: ids, containers: ['wav'] })).toHaveLength(wavs.length);
});

describe('facets', () => {
  it('leave the sounds that have one of the chosen values of each', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (filter) => {
        expect(await found(filter)).toEqual(everything.filter(passes(filter)).map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });

  it('count each value as if nothing of its facet were chosen', async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (filter) => {
        const counts = await catalogue.facets(filter);
        for (const name of facetNames) {
          const sounds = everything.filter(passes(filter, name));
          const expected = Map.groupBy(sounds, (sound) => plainValues[name](sound) as unknown);
          expect(new Map(counts[name].map(({ value, count }) => [value, count]))).toEqual(
            new Map([...expected].map(([value, group]) => [value, group.length])),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stand beside a text, a category and the review state', async () => {
    const filter = { text: 'dur:>1', category: 'WIND', containers: ['wav'] } as const;
    const { labelSources, containers } = await catalogue.facets(filter);
    const matching = everything.filter((sound) => (sound.format?.durationSeconds ?? 0) > 1 && sound.label !== null);
    expect(containers.reduce((sum, { count }) => sum + count, 0)).toBe(matching.length);
    expect(labelSources.reduce((sum, { count }) => sum + count, 0)).toBe(
      matching.filter(({ format }) => format?.container === 'wav').length,
    );
    expect((await catalogue.facets({ unreviewed: true })).labelSources).toEqual([
      { value: 'none', count: everything.filter(({ label }) => label === null).length },
    ]);
  });

  it('count the members of each collection, and take those of any that is chosen', async () => {
    const [one, two] = await Promise.all(
      ['Doors of the house', 'For the storm'].map((name) => catalogue.createCollection({ name, colour: '' }, editor)),
    );
    if (one === undefined || two === undefined) throw new Error('No collections.');
    const soundIds = everything.slice(0, 40).map(({ id }) => id);
    await catalogue.addToCollection(one.id, { soundIds: soundIds.slice(0, 30) }, null, editor);
    await catalogue.addToCollection(two.id, { soundIds: soundIds.slice(20, 40) }, null, editor);
    const countsOf = async (filter: SoundFilter) =>
      new Map((await catalogue.facets(filter)).collectionIds.map(({ value, count }) => [value, count]));
    const both = new Map<string, number>([
      [one.id, 30],
      [two.id, 20],
    ]);
    expect(await countsOf({})).toEqual(both);
    expect(await countsOf({ collectionIds: [one.id] })).toEqual(both);
    expect(await found({ collectionIds: [one.id, two.id] })).toHaveLength(40);
    const wavs = everything.slice(0, 30).filter(({ format }) => format?.container === 'wav').length;
    expect((await countsOf({ containers: ['wav'] })).get(one.id)).toBe(wavs);
    await catalogue.deleteCollection(two.id, editor);
    expect(await countsOf({})).toEqual(new Map([[one.id, 30]]));
  });

  it('follow changes', async () => {
    const sound = everything.find(({ label }) => label === null);
    if (sound === undefined) throw new Error('Every sound is labelled.');
    const before = (await catalogue.facets({})).labelSources.find(({ value }) => value === 'none')?.count ?? 0;
    const decision = { category: 'WIND', catId: null };
    await catalogue.label([{ soundId: sound.id, region: null, decision, source: 'human' }], editor);
    expect((await catalogue.facets({})).labelSources).toContainEqual({ value: 'none', count: before - 1 });
    await catalogue.step('undo', editor);
    expect((await catalogue.facets({})).labelSources).toContainEqual({ value: 'none', count: before });
  });
});

it('counts the sounds of each library in one pass', async () => {
  const counts = await catalogue.libraryCounts();
  for (const { id } of libraries) {
    const sounds = everything.filter(({ libraryId }) => libraryId === id).length;
    expect(counts.get(id)).toEqual({ sounds, failed: 0, missing: 0 });
  }
});

describe('filters without counts', () => {
  it('take a folder with everything below, and nothing beside', async () => {
    const libraryId = libraries[0]?.id as Library['id'];
    const below = (path: string) =>
      everything
        .filter((sound) => sound.libraryId === libraryId && sound.relativePath.display.startsWith(path))
        .map(({ id }) => id);
    expect(await found({ folder: { libraryId, path: 'Doors' } })).toEqual(below('Doors/'));
    expect(await found({ folder: { libraryId, path: 'Doors/Wood 2' } })).toEqual(below('Doors/Wood 2/'));
    expect(await found({ folder: { libraryId, path: '' } })).toEqual(below(''));
    expect(await found({ folder: { libraryId, path: 'Door' } })).toEqual([]);
  });

  it('take a CatID and moments of adding', async () => {
    const decided = (sound: SoundRow) => sound.label ?? sound.suggestions[0];
    expect(await found({ catId: 'DOORWood' })).toEqual(
      everything.filter((sound) => decided(sound)?.catId === 'DOORWood').map(({ id }) => id),
    );
    expect(await found({ addedAfter: new Date(Date.now() + 1000) })).toEqual([]);
    expect(await found({ addedBefore: new Date(Date.now() + 1000) })).toHaveLength(everything.length);
  });
});

describe('trees', () => {
  it('give the folders right below one, with what lies in them and below', async () => {
    const library = libraries[0] as Library;
    const top = await catalogue.folders(library.id, '');
    expect(top.map(({ name, hasFolders }) => [name, hasFolders])).toEqual([
      ['Doors', true],
      ['Doorsteps', false],
      ['rain', true],
    ]);
    const inDoors = everything.filter(
      (sound) => sound.libraryId === library.id && sound.relativePath.display.startsWith('Doors/'),
    );
    expect(top[0]).toMatchObject({
      path: 'Doors',
      sounds: inDoors.length,
      labelled: inDoors.filter(({ label }) => label !== null).length,
      suggested: inDoors.filter(({ label, suggestions }) => label === null && suggestions.length > 0).length,
      unreviewed: inDoors.filter(({ label }) => label === null).length,
    });
    expect((await catalogue.folders(library.id, 'Doors')).map(({ path }) => path)).toEqual([
      'Doors/Wood 2',
      'Doors/Wood 10',
    ]);
    expect(await catalogue.folders(library.id, 'Elsewhere')).toEqual([]);
  });

  it('count what a filter leaves in the same folders, as if no folder were chosen', async () => {
    const library = libraries[0] as Library;
    const filter = { containers: ['wav'], folder: { libraryId: library.id, path: 'rain' } };
    const wavsBelow = (path: string) =>
      everything.filter(
        ({ libraryId, relativePath, format }) =>
          libraryId === library.id && format?.container === 'wav' && relativePath.display.startsWith(path),
      ).length;
    expect((await catalogue.folders(library.id, '', filter)).map(({ path, sounds }) => [path, sounds])).toEqual(
      ['Doors', 'Doorsteps', 'rain'].map((path) => [path, wavsBelow(`${path}/`)]),
    );
    const branches = await catalogue.libraryBranches(filter);
    expect(branches[0]).toMatchObject({ libraryId: library.id, hasFolders: true, sounds: wavsBelow('') });
    const nothing = await catalogue.folders(library.id, '', { text: 'nowhere' });
    expect(nothing.map(({ path, sounds }) => [path, sounds])).toEqual([
      ['Doors', 0],
      ['Doorsteps', 0],
      ['rain', 0],
    ]);
  });

  it('count each library once', async () => {
    expect(await catalogue.libraryCounts()).toEqual(
      new Map(
        libraries.map(({ id }) => {
          const sounds = everything.filter(({ libraryId }) => libraryId === id);
          return [id, { sounds: sounds.length, failed: 0, missing: 0 }];
        }),
      ),
    );
  });

  it('give the categories of what is left, as if none were chosen', async () => {
    const sounds = everything.filter(({ format }) => format?.container === 'wav');
    const tree = await catalogue.categories({ containers: ['wav'], category: 'DOORS' });
    expect(tree.map(({ category }) => category)).toEqual(['DOORS', 'GUNS', 'RAIN', 'WIND']);
    const doors = sounds.filter(({ label, suggestions }) => label === null && suggestions[0]?.category === 'DOORS');
    const wooden = doors.filter(({ suggestions }) => suggestions[0]?.catId === 'DOORWood').length;
    expect(tree[0]).toEqual({
      category: 'DOORS',
      sounds: doors.length,
      labelled: 0,
      suggested: doors.length,
      unreviewed: doors.length,
      catIds: [{ catId: 'DOORWood', sounds: wooden, labelled: 0, suggested: wooden, unreviewed: wooden }],
    });
    const wind = sounds.filter(({ label }) => label?.category === 'WIND').length;
    expect(tree[3]).toMatchObject({ category: 'WIND', sounds: wind, labelled: wind, suggested: 0, unreviewed: 0 });
  });
});

describe('order', () => {
  const keyOf: {
    readonly [Key in (typeof soundSortKeys)[number]]?: (sound: SoundRow) => number | string | null | undefined;
  } = {
    name: (sound) => sound.relativePath.display.split('/').at(-1)?.toLowerCase(),
    duration: (sound) => sound.format?.durationSeconds,
    format: (sound) => sound.format?.container,
    sampleRate: (sound) => sound.format?.sampleRateHz,
    bitDepth: (sound) => sound.format?.bitDepth,
    channels: (sound) => sound.format?.channels,
    loudness: (sound) => sound.loudness?.integratedLufs,
    peak: (sound) => sound.loudness?.samplePeakDbfs,
    category: (sound) => (sound.label ?? sound.suggestions[0])?.category,
    probability: (sound) => sound.suggestions[0]?.probability,
    labelSource: (sound) => sound.label?.source,
  };

  it.each(Object.entries(keyOf))('by %s: equal ones by path, what has none last', async (by, key) => {
    for (const descending of [false, true]) {
      const expected = everything
        .map((sound, place) => ({ sound, place, value: key(sound) ?? null }))
        .sort((a, b) => {
          if (a.value === b.value) return by === 'name' && descending ? b.place - a.place : a.place - b.place;
          if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
          return (a.value < b.value ? -1 : 1) * (descending ? -1 : 1);
        });
      const result = await catalogue.query({ sort: { by: by as keyof typeof keyOf, descending } });
      const rows = await allOf(catalogue.rows(result));
      expect(rows.map(({ id }) => id)).toEqual(expected.map(({ sound }) => sound.id));
    }
  });

  it('puts new and moved sounds among those that were there', async () => {
    const library = libraries[1] as Library;
    await catalogue.storeListened([
      listened(library, 'Doors/aa new.wav', payload(5001)),
      listened(library, '0 first.wav', payload(5002)),
      listened(library, 'zz/last.wav', payload(5003)),
    ]);
    const paths = (await allOf(catalogue.rows(await catalogue.query({ libraryId: library.id })))).map(
      ({ relativePath }) => Buffer.from(relativePath.display),
    );
    expect(paths).toHaveLength(153);
    expect(paths).toEqual([...paths].sort(Buffer.compare));
    expect((await catalogue.folders(library.id, '')).map(({ name }) => name)).toContain('zz');
    expect(await found({ text: 'name:"aa new"' })).toHaveLength(1);
  });
});
