import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { parseQuery, type QueryNode } from '../../src-shared/query/index.ts';
import { type Catalogue, type Library, openCatalogue, type SoundRow } from './index.ts';
import { allOf, editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';
import { holdsPhrase, searchTextOf, tokensOf } from './text/tokens.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let everything: readonly SoundRow[];

const names = [
  'DoorSlam03',
  'door_slam heavy',
  'Tür Knarzen',
  'car-door',
  'Rain (roof)',
  'C++ beep',
  '雨の音',
  'GUNAuto_UZI',
];
const folders = ['', 'Doors/', 'Field 2024/Rain/'];
const titles = ['', 'big door closes', 'rain on a tin roof', 'Tür'];
const categories = ['DOORS', 'RAIN', 'GUNS'];

beforeAll(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  const libraries: Library[] = [];
  for (const name of ['Boom', 'Field Recordings']) {
    libraries.push(await catalogue.addLibrary({ name, root: pathName(`/sounds/${name}`) }));
  }
  let n = 0;
  for (const library of libraries) {
    const files = names.flatMap((name) =>
      folders.map((place) => {
        n += 1;
        return listened(library, `${place}${name}.wav`, payload(n), {
          format: {
            container: 'wav',
            codec: 'pcm_s16le',
            sampleRateHz: n % 2 === 0 ? 96_000 : 44_100,
            bitDepth: 16,
            channels: 1 + (n % 3),
            durationSeconds: n / 4,
          },
          metadata: { fields: { title: titles[n % 4] ?? '' }, entries: [], warnings: [] },
          suggestions: {
            modelVersion,
            suggestions: [{ category: categories[n % 3] ?? '', catId: null, probability: n / 100, evidence: [] }],
          },
        });
      }),
    );
    await scan(catalogue, library, files);
  }
  const ids = Array.from({ length: 16 }, (_, i) => (i * 3 + 1) as SoundId);
  await catalogue.label(
    ids.map((soundId, i) => ({
      soundId,
      region: null,
      decision: { category: categories[i % 3] ?? '', catId: null },
      source: i % 2 === 0 ? 'human' : 'file-name',
    })),
    editor,
  );
  const boom = libraries[0];
  if (boom !== undefined)
    await scan(
      catalogue,
      boom,
      names
        .slice(0, 5)
        .map((name) => listened(boom, `Doors/${name}.wav`, payload(900)))
        .map((sound, i) => ({ ...sound, payloadHash: payload(2 + 3 * i) })),
    );
  everything = await allOf(catalogue.rows(await catalogue.query({})));
});
afterAll(async () => {
  await catalogue.close();
  folder.remove();
});

/** What a query means, said as plainly as possible. */
function matches(node: QueryNode, sound: SoundRow): boolean {
  const text = searchTextOf(sound.relativePath.display, Object.values(sound.fields));
  const words = text.split(/[ \n]/u);
  switch (node.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return node.terms.every((term) => matches(term, sound));
    case 'or':
      return node.terms.some((term) => matches(term, sound));
    case 'not':
      return !matches(node.term, sound);
    case 'word': {
      const tokens = tokensOf(node.text);
      const last = tokens.length - 1;
      return tokens.every((token, i) =>
        words.some((word) => (node.prefix && i === last ? word.startsWith(token) : word === token)),
      );
    }
    case 'phrase':
      return holdsPhrase(text, tokensOf(node.text));
    case 'range': {
      const value = {
        dur: sound.format?.durationSeconds,
        rate: sound.format?.sampleRateHz,
        ch: sound.format?.channels,
      }[node.field];
      if (value === undefined) return false;
      return (
        (node.fromIncluded ? value >= node.from : value > node.from) &&
        (node.toIncluded ? value <= node.to : value < node.to)
      );
    }
    case 'category': {
      const category = (sound.label ?? sound.suggestions[0])?.category.toLowerCase() ?? '';
      const wanted = node.value.toLowerCase();
      return node.prefix ? category.startsWith(wanted) : category === wanted;
    }
    case 'library':
      return sound.library.toLowerCase().includes(node.value.toLowerCase());
    case 'path':
      return sound.path.display.toLowerCase().includes(node.value.toLowerCase());
    case 'status':
      return sound.status === node.value;
    case 'source':
      return sound.label?.source === node.value;
  }
}

const idsFor = async (text: string) => {
  const result = await catalogue.query({ text });
  const rows = await allOf(catalogue.rows(result));
  await catalogue.releaseResultSet(result.id);
  return rows.map(({ id }) => id);
};
const expected = (text: string) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return everything.filter((sound) => matches(parsed.query, sound)).map(({ id }) => id);
};

describe('searching', () => {
  it.each([
    'door slam',
    'doorslam03',
    '"door slam"',
    'tur',
    'doo*',
    'car-door',
    'C++',
    '雨',
    'rain, door -heavy',
    '-(rain, door)',
    'cat:doors',
    'dur:>5 rate:96k',
    'ch:stereo',
    'source:human',
    'lib:field',
    'path:2024/rain',
    'path:/sounds/field',
    'path:BOOM/doors',
    'path:TÜR',
    'cat:gun*',
    'doorslam03.wav',
    '"rain roof wav"',
    'wav -door',
    '%',
    '_',
    '-(&)',
    'door AND slam OR rain NOT roof',
    'status:missing',
    '"big door"',
    '"slam door"',
    'zzz',
  ])('finds for %s what it means, in the order of paths', async (text) => {
    expect(await idsFor(text)).toEqual(expected(text));
  });

  it('finds something for each kind of term', () => {
    for (const text of ['path:/sounds/field', 'path:TÜR', 'cat:gun*', 'doorslam03.wav', 'wav', '"rain roof wav"']) {
      expect(expected(text).length).toBeGreaterThan(0);
    }
    for (const text of ['door slam', '"door slam"', 'tur', 'source:human', 'status:missing', '雨']) {
      expect(expected(text).length).toBeGreaterThan(0);
    }
  });

  it('agrees with its plain meaning for any query', async () => {
    const term = fc.constantFrom(
      'door',
      'slam',
      'doorslam03',
      'tür',
      'TUR',
      'rain',
      '"door slam"',
      '"rain on"',
      'do*',
      're*',
      'car-doo*',
      'C++',
      'cat:DOORS',
      'cat:rain',
      'dur:>3',
      'dur:1..4',
      'rate:96k',
      'ch:2',
      'status:missing',
      'source:human',
      'lib:boom',
      'path:Rain',
      '雨',
    );
    const { query } = fc.letrec((tie) => ({
      query: fc.oneof(
        { depthSize: 'small' },
        term,
        tie('query').map((inner) => `-(${inner})`),
        fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) ${b}`),
        fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a}, ${b}`),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        expect(await idsFor(String(text))).toEqual(expected(String(text)));
      }),
      { numRuns: 150 },
    );
  });

  it('says where a search is wrong', async () => {
    await expect(catalogue.query({ text: 'door (' })).rejects.toMatchObject({
      failure: { code: 'query-syntax', message: 'This bracket is never closed. (character 6 of the search)' },
    });
  });

  it('sorts, what has no value last', async () => {
    const result = await catalogue.query({ sort: { by: 'duration', descending: true } });
    const durations = (await catalogue.page(result.id, 0, 5)).map((row) => row.format?.durationSeconds);
    expect(durations).toEqual([12, 11.75, 11.5, 11.25, 11]);
    const byName = await catalogue.query({ text: 'lib:boom', sort: { by: 'name' } });
    const names = (await catalogue.page(byName.id, 0, 100)).map((row) =>
      row.relativePath.display.split('/').at(-1)?.toLowerCase(),
    );
    expect(names).toEqual([...names].sort());
  });

  it('follows changes: a new label is found at once', async () => {
    const before = await idsFor('cat:WIND');
    const soundId = everything.at(-1)?.id as SoundId;
    await catalogue.label(
      [{ soundId, region: null, decision: { category: 'WIND', catId: null }, source: 'human' }],
      editor,
    );
    expect([before, await idsFor('cat:wind')]).toEqual([[], [soundId]]);
    await catalogue.step('undo', editor);
    expect(await idsFor('cat:wind')).toEqual([]);
  });
});

it('tells where a sound stands in a result set', async () => {
  const result = await catalogue.query({});
  const rows = await allOf(catalogue.rows(result));
  const third = rows[2];
  if (!third) throw new Error('There are too few sounds.');
  expect(await catalogue.positionOf(result.id, third.id)).toBe(2);
  expect(await catalogue.positionOf(result.id, 999_999 as typeof third.id)).toBeNull();
});
