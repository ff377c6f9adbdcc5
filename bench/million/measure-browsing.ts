import path from 'node:path';
import { openCatalogue, type SoundFilter, type SoundQuery } from '../../src-main/catalogue/index.ts';
import { randomNumbers } from '../../src-main/catalogue/testing/fixtures.ts';
import { soundSortKeys } from '../../src-shared/contract/sounds.ts';
import { splitName } from '../../src-shared/ucs/index.ts';

/** Milliseconds that a caller waited, and that the processor worked for it (in all threads, clearing up among it). */
type Time = { readonly waited: number; readonly worked: number };

export type Timing = { readonly what: string; readonly times: readonly Time[] };

export type BrowsingFigures = {
  readonly sounds: number;
  readonly openMilliseconds: number;
  readonly firstPageMilliseconds: number;
  /** When the first request that needs all columns was answered. */
  readonly columnsMilliseconds: number;
  readonly timings: readonly Timing[];
};

const pageRows = 100;
const namesLookedAt = 200;

/** What the browser asks of a catalogue, each request alone. */
export async function measureBrowsing(file: string, rounds: number): Promise<BrowsingFigures> {
  const began = performance.now();
  const catalogue = await openCatalogue(file);
  const openMilliseconds = performance.now() - began;
  try {
    const all = await catalogue.query({});
    const firstRows = await catalogue.page(all.id, 0, pageRows);
    const firstPageMilliseconds = performance.now() - began;
    await catalogue.facets({});
    const columnsMilliseconds = performance.now() - began;
    const rows = [...firstRows];
    for (let i = 1; i < namesLookedAt; i++) {
      rows.push(...(await catalogue.page(all.id, Math.floor((i * all.count) / namesLookedAt), 1)));
    }
    const names = rows.map(({ relativePath }) => path.posix.parse(relativePath.display).name);
    const words = names.flatMap(splitName).filter((word) => /^\p{L}{3,}$/u.test(word));
    const [library] = await catalogue.libraries();

    const timed = async (work: () => Promise<unknown>): Promise<Time> => {
      const started = performance.now();
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      return { waited: performance.now() - started, worked: (user + system) / 1000 };
    };
    const page = (query: SoundQuery) => async () => {
      const { id } = await catalogue.query(query);
      await catalogue.page(id, 0, pageRows);
      await catalogue.releaseResultSet(id);
    };
    const texts: Timing[] = [];
    const facets: Time[] = [];
    const categories: Time[] = [];
    for (const [what, queries] of queriesOf(words, rounds)) {
      const times: Time[] = [];
      for (const query of queries) {
        times.push(await timed(page(query)));
        facets.push(await timed(() => catalogue.facets(query)));
        categories.push(await timed(() => catalogue.categories(query)));
      }
      texts.push({ what, times });
    }
    const firstSorts: Time[] = [];
    const laterSorts: Time[] = [];
    for (const by of soundSortKeys) {
      firstSorts.push(await timed(page({ sort: { by } })));
      laterSorts.push(await timed(page({ sort: { by } })));
    }
    const folderTimes: Time[] = [];
    for (let folder = '', depth = 0; library && depth < rounds; depth++) {
      let below: Awaited<ReturnType<typeof catalogue.folders>> = [];
      folderTimes.push(
        await timed(async () => {
          below = await catalogue.folders(library.id, folder);
        }),
      );
      folder = below[depth % Math.max(1, below.length)]?.path ?? '';
    }
    return {
      sounds: all.count,
      openMilliseconds,
      firstPageMilliseconds,
      columnsMilliseconds,
      timings: [
        ...texts,
        { what: '**query and first page, all of the above**', times: texts.flatMap(({ times }) => times) },
        { what: '**facets of the same queries**', times: facets },
        { what: 'category tree of the same queries', times: categories },
        { what: 'all sounds by each column, the first time', times: firstSorts },
        { what: 'all sounds by each column, again', times: laterSorts },
        { what: 'a level of the folder tree', times: folderTimes },
      ],
    };
  } finally {
    await catalogue.close();
  }
}

/** Queries as people write them, from words that stand in names. */
function queriesOf(words: readonly string[], rounds: number): readonly (readonly [string, readonly SoundFilter[]])[] {
  const random = randomNumbers(7);
  const word = () => words[Math.floor(random() * words.length)] ?? 'door';
  const some = (make: () => SoundFilter): SoundFilter[] => Array.from({ length: rounds }, make);
  const either = <Item>(...items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return [
    ['a word', some(() => ({ text: word() }))],
    ['two words', some(() => ({ text: `${word()} ${word()}` }))],
    ['words, excluded and alternative', some(() => ({ text: `${word()} -${word()}, ${word()}` }))],
    ['a word as it is typed', some(() => ({ text: `${word().slice(0, 1 + Math.floor(random() * 4))}*` }))],
    ['a phrase', some(() => ({ text: `"${word()} ${word()}"` }))],
    ['words that UCS widens', some(() => ({ text: either('car', 'door', 'rain', 'impact', 'dog bark', 'metal hit') }))],
    [
      'fields',
      some(() => ({
        text: `${either('cat:DOORS', 'dur:>5', 'rate:96k', 'source:human', 'fmt:flac', 'certainty:>80%')} ${either('dur:<30', 'ch:stereo', 'bits:24', 'lufs:>-20', 'added:<400d')}`,
      })),
    ],
    ['part of a path or name', some(() => ({ text: `${either('path', 'name')}:${word()}` }))],
    ['a word of the description', some(() => ({ text: `desc:${word()}` }))],
    [
      'a word with chosen facets',
      some(() => ({
        text: word(),
        containers: ['wav', 'aiff'],
        durations: ['1-5', '5-30'],
        labelSources: ['none'],
      })),
    ],
    ['facets alone', some(() => ({ containers: ['wav'], sampleRatesHz: [either(48_000, 96_000)], channels: [2] }))],
  ];
}

/** As Markdown. */
export function browsingTable({ sounds, timings, ...figures }: BrowsingFigures): string {
  const at = (times: readonly Time[], of: keyof Time, share: number) => {
    const sorted = times.map((time) => time[of]).sort((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  };
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  return [
    `${sounds.toLocaleString('en-US')} sounds; opened in ${seconds(figures.openMilliseconds)}, first page after ${seconds(figures.firstPageMilliseconds)}, first facets after ${seconds(figures.columnsMilliseconds)}.`,
    '',
    '| request | times | waited: median | 95th percentile | processor: median | 95th percentile |',
    '|---|---|---|---|---|---|',
    ...timings.map(
      ({ what, times }) =>
        `| ${what} | ${times.length} | ${at(times, 'waited', 0.5)} ms | ${at(times, 'waited', 0.95)} ms | ${at(times, 'worked', 0.5)} ms | ${at(times, 'worked', 0.95)} ms |`,
    ),
  ].join('\n');
}
