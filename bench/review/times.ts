import type { monitorEventLoopDelay } from 'node:perf_hooks';

/** What one kind of request took, each time that it was made, and the longest that the event loop was held meanwhile. */
export type Measured = {
  readonly name: string;
  readonly milliseconds: readonly number[];
  readonly loopMilliseconds: number;
};

/** @param histogram a new one, not yet enabled */
export function timesOf(histogram: () => ReturnType<typeof monitorEventLoopDelay>) {
  const all = new Map<string, { milliseconds: number[]; loopMilliseconds: number }>();
  return {
    measure: async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
      const entry = all.get(name) ?? { milliseconds: [], loopMilliseconds: 0 };
      all.set(name, entry);
      const loop = histogram();
      loop.enable();
      const began = performance.now();
      try {
        return await work();
      } finally {
        entry.milliseconds.push(performance.now() - began);
        loop.disable();
        entry.loopMilliseconds = Math.max(entry.loopMilliseconds, loop.max / 1e6);
      }
    },
    get measured(): readonly Measured[] {
      return Array.from(all, ([name, entry]) => ({ name, ...entry }));
    },
  };
}

/** As Markdown. */
export function tableOf(measured: readonly Measured[]): string {
  return [
    '| request | times | median | 95th percentile | longest | event loop held, longest |',
    '|---|---|---|---|---|---|',
    ...measured.map(({ name, milliseconds, loopMilliseconds }) => {
      const sorted = milliseconds.toSorted((a, b) => a - b);
      const at = (share: number) => `${(sorted[Math.ceil(share * (sorted.length - 1))] ?? 0).toFixed(0)} ms`;
      return `| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${loopMilliseconds.toFixed(0)} ms |`;
    }),
  ].join('\n');
}
