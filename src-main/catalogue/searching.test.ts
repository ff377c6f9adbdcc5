import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatId, SoundId } from '../../src-shared/contract/identifiers.ts';
import { parseQuery, type QueryNode, widenByMeaning } from '../../src-shared/query/index.ts';
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
const catIds = ['DOORWood', 'RAINMetl', 'GUNAuto', null, null, null] as (CatId | null)[];

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
          loudness: { samplePeakDbfs: -(n % 7), integratedLufs: n % 5 === 0 ? null : -12 - (n % 20) },
          format: {
            container: n % 4 === 0 ? 'flac' : 'wav',
            codec: 'pcm_s16le',
            sampleRateHz: n % 2 === 0 ? 96_000 : 44_100,
            bitDepth: n % 3 === 0 ? 24 : n % 3 === 1 ? 16 : null,
            channels: 1 + (n % 3),
            durationSeconds: n / 4,
          },
          metadata: {
            fields: { title: titles[n % 4] ?? '', ...(n % 3 === 0 ? { description: 'Recorded in a tin shed' } : {}) },
            entries: [],
            warnings: [],
          },
          suggestions: {
            modelVersion,
            suggestions: [
              {
                category: categories[n % 3] ?? '',
                catId: catIds[n % 6] ?? null,
                probability: (n % 50) / 50,
                evidence: [],
              },
            ],
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
    case 'meaning': {
      const decided = sound.label ?? sound.suggestions.find(({ probability }) => probability >= 0.5);
      const kinds = [...node.catIds, ...node.categories];
      return (
        [node.word, ...node.words].some((word) => tokensOf(word).every((token) => words.includes(token))) ||
        kinds.includes(decided?.category ?? '') ||
        kinds.includes(decided?.catId ?? '')
      );
    }
    case 'range': {
      const value = {
        dur: sound.format?.durationSeconds,
        rate: sound.format?.sampleRateHz,
        ch: sound.format?.channels,
        bits: sound.format?.bitDepth,
        lufs: sound.loudness?.integratedLufs,
        peak: sound.loudness?.samplePeakDbfs,
        certainty: sound.suggestions[0]?.probability,
        // All were added while this test ran; nothing was rated.
        added: Date.now(),
        rating: 0,
      }[node.field];
      if (value === undefined || value === null) return false;
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
    case 'catId': {
      const catId = (sound.label ?? sound.suggestions[0])?.catId?.toLowerCase() ?? '';
      const wanted = node.value.toLowerCase();
      return node.prefix ? catId.startsWith(wanted) && catId !== '' : catId === wanted;
    }
    case 'format': {
      const container = sound.format?.container.toLowerCase() ?? '';
      const wanted = node.value.toLowerCase();
      return node.prefix ? container.startsWith(wanted) && container !== '' : container === wanted;
    }
    case 'name': {
      const name = sound.relativePath.display.split('/').at(-1) ?? '';
      return name.toLowerCase().includes(node.value.toLowerCase());
    }
    case 'text': {
      if (node.field !== 'desc') return false;
      const said = tokensOf(sound.fields.description ?? '');
      return tokensOf(node.value).every((token) => said.includes(token));
    }
    case 'favourite':
      return !node.value;
    case 'library':
      return sound.library.toLowerCase().includes(node.value.toLowerCase());
    case 'path':
      return sound.path.display.toLowerCase().includes(node.value.toLowerCase());
    case 'status':
      return sound.status === node.value;
    case 'source':
      return (sound.label?.source ?? 'none') === node.value;
  }
}

const idsFor = async (text: string, thesaurus = true) => {
  const result = await catalogue.query({ text, thesaurus });
  const rows = await allOf(catalogue.rows(result));
  await catalogue.releaseResultSet(result.id);
  return rows.map(({ id }) => id);
};
const expected = (text: string, thesaurus = true) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { query } = thesaurus ? widenByMeaning(parsed.query) : parsed;
  return everything.filter((sound) => matches(query, sound)).map(({ id }) => id);
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
    'catid:doorwood',
    'catid:rain*',
    'bits:24',
    'bits:>16 ch:mono',
    'fmt:flac -dur:<10',
    'fmt:WA*',
    'name:slam0',
    'name:"door_slam h"',
    'name:TÜR',
    'desc:shed',
    'desc:"tin shed" door',
    'lufs:>-20',
    'lufs:-23',
    'peak:-3..-1',
    'certainty:>=80%',
    'certainty:<0.5 cat:rain',
    'added:<1d',
    'added:>1d',
    'source:none',
    'rating:0',
    'rating:>=1',
    'fav:no door',
    'fav:yes',
    'note:anything',
    'coll:anything',
    '=door',
    '=rain -=tin',
    'gun',
    'guns rain',
    '-gun',
  ])('finds for %s what it means, in the order of paths', async (text) => {
    expect(await idsFor(text)).toEqual(expected(text));
  });

  it.each(['gun', 'rain door', 'doors, gun'])('finds for %s only the words, when asked to', async (text) => {
    expect(await idsFor(text, false)).toEqual(expected(text, false));
    expect(await idsFor(text, false)).not.toEqual(await idsFor(text));
  });

  it('says what it widened a search to', async () => {
    const { id, expandedTo } = await catalogue.query({ text: 'Gun =door "rain" -wind cat:GUNS' });
    await catalogue.releaseResultSet(id);
    expect(expandedTo.map(({ term }) => term)).toEqual(['gun']);
    expect(expandedTo[0]?.catIds).toContain('GUNAuto');
    expect((await catalogue.query({ text: 'gun', thesaurus: false })).expandedTo).toEqual([]);
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
      'catid:GUNAuto',
      'bits:16',
      'fmt:flac',
      'name:oo',
      'desc:tin',
      'lufs:<-20',
      'peak:>-3',
      'certainty:<50%',
      'source:none',
      'gun',
      '=rain',
      'fav:no',
      'rating:>0',
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
