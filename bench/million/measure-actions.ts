import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { type Catalogue, openCatalogue, type SoundSelection } from '../../src-main/catalogue/index.ts';

/** What an action on many sounds took, and what others noticed of it. */
type ActionFigures = {
  readonly what: string;
  readonly seconds: number;
  readonly processorSeconds: number;
  /** The longest that the engine's event loop was held up, in milliseconds. */
  readonly loopMilliseconds: number;
  /** Of somebody else, who asks for a word's first page ten times a second. */
  readonly queryMilliseconds: readonly number[];
};

const pageRows = 100;
const askedEveryMilliseconds = 100;
const origin = { author: 'bench', device: 'bench' } as const;
const words = ['door', 'rain', 'impact', 'metal'];

/** Actions on so many selected sounds of a catalogue, and each taken back. */
export async function measureActions(file: string, sounds: number): Promise<readonly ActionFigures[]> {
  const catalogue = await openCatalogue(file);
  try {
    const { id: resultSetId } = await catalogue.query({});
    await catalogue.facets({});
    const selection = { resultSetId, ranges: [{ first: 0, end: sounds }] } as SoundSelection;
    const repeated = () => ({ commandId: crypto.randomUUID() });
    const undo = () => catalogue.step('undo', origin, repeated());
    const label = async () =>
      catalogue.labelAll(
        await catalogue.selectedIds(selection),
        { region: null, decision: { category: 'DOORS', catId: null }, source: 'human' },
        origin,
        crypto.randomUUID(),
      );
    const count = sounds.toLocaleString('en-US');
    return [
      await observed(catalogue, 'nothing, for 5 s', () => pause(5000)),
      await observed(catalogue, `rate ${count}`, () => catalogue.mark(selection, { rating: 3 }, origin, repeated())),
      await observed(catalogue, 'undo that', undo),
      await observed(catalogue, `label ${count}`, label),
      await observed(catalogue, 'undo that', undo),
    ];
  } finally {
    await catalogue.close();
  }
}

async function observed(catalogue: Catalogue, what: string, work: () => Promise<unknown>): Promise<ActionFigures> {
  const queryMilliseconds: number[] = [];
  let isDone = false;
  const asking = (async () => {
    for (let i = 0; !isDone; i++) {
      const began = performance.now();
      const { id } = await catalogue.query({ text: words[i % words.length] ?? '' });
      await catalogue.page(id, 0, pageRows);
      queryMilliseconds.push(performance.now() - began);
      await catalogue.releaseResultSet(id);
      await pause(askedEveryMilliseconds);
    }
  })();
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  loop.disable();
  isDone = true;
  await asking;
  return {
    what,
    seconds,
    processorSeconds: (user + system) / 1e6,
    loopMilliseconds: loop.max / 1e6,
    queryMilliseconds: queryMilliseconds.sort((a, b) => a - b),
  };
}

/** As Markdown. */
export function actionsTable(all: readonly ActionFigures[]): string {
  return [
    '| action | took | processor (queries among it) | event loop held up, longest | query of another: median | 95th percentile |',
    '|---|---|---|---|---|---|',
    ...all.map(({ what, seconds, processorSeconds, loopMilliseconds, queryMilliseconds: times }) => {
      const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
      return `| ${what} | ${seconds.toFixed(1)} s | ${processorSeconds.toFixed(1)} s | ${loopMilliseconds.toFixed(0)} ms | ${at(0.5)} ms | ${at(0.95)} ms |`;
    }),
  ].join('\n');
}
