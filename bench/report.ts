import { readFileSync, writeFileSync } from 'node:fs';
import { FRAME_HOP_SECONDS } from '../src-shared/contract/frames.ts';
import type { Ceiling } from './ceiling.ts';
import type { GrowthRow } from './growth.ts';
import type { ProcessMemory } from './memory.ts';

export type Pipeline = {
  readonly blocksPerSecond: number;
  readonly timesRealTime: number;
  /** CPU-milliseconds a block, by where they are spent. */
  readonly cpu: { readonly decode: number; readonly encode: number; readonly engine: number };
};

export type Figures = {
  readonly machine: string;
  readonly date: string;
  /** Blocks a run that gave the ceiling its best rate. */
  readonly batch: number;
  /** Pipeline to ceiling, a round. */
  readonly ratios: readonly number[];
  /** Of the round with the median ratio. */
  readonly ceiling: Ceiling;
  readonly pipeline: Pipeline;
  readonly memory: ProcessMemory;
  /** Seconds of sound a CPU second: the whole pass over a file. */
  readonly decodeAlone: number;
  /** The same for demuxing and hashing only. */
  readonly inspectAlone: number;
  /** The pass without inference, by how many processes do it at once. */
  readonly decodeProcesses: readonly { readonly processes: number; readonly timesRealTime: number }[];
  readonly growth: readonly GrowthRow[];
};

/** The figures as Markdown tables. */
export function reportText(figures: Figures): string {
  const { ceiling, pipeline, ratios, growth } = figures;
  const { decode, encode, engine } = pipeline.cpu;
  const ms = (value: number) => value.toFixed(2);
  const sorted = [...ratios].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return [
    `${figures.machine}; ${figures.date}.`,
    '',
    '| the whole | figure |',
    '|---|---|',
    `| raw inference ceiling (int8, one thread a core, batch ${figures.batch}) | ${ceiling.blocksPerSecond.toFixed(0)} blocks/s |`,
    `| whole pipeline | ${pipeline.blocksPerSecond.toFixed(0)} blocks/s, ${pipeline.timesRealTime.toFixed(0)}× real time |`,
    `| **pipeline to ceiling**, median of ${ratios.length} rounds (all: ${ratios.map((ratio) => ratio.toFixed(3)).join(', ')}) | **${median.toFixed(3)}** |`,
    `| peak memory, all processes: resident, shared pages counted in each | ${megabytes(figures.memory.residentBytes)} |`,
    `| the same, shared pages counted once | ${megabytes(figures.memory.proportionalBytes)} |`,
    '',
    '| stage | CPU ms a block | share |',
    '|---|---|---|',
    ...(
      [
        ['decode child: demux, hash, decode, resample, mel, peaks, loudness, metadata', decode],
        ['encode child: embedding and heads', encode],
        ["engine's process: walk, messages, suggestions, catalogue", engine],
      ] as const
    ).map(
      ([name, value]) => `| ${name} | ${ms(value)} | ${((100 * value) / (decode + encode + engine)).toFixed(0)} % |`,
    ),
    `| raw inference alone | ${ms(ceiling.cpuMillisecondsABlock)} | – |`,
    `| the pass over a file alone, one core (${figures.decodeAlone.toFixed(0)}× real time) | ${ms((1_000 * FRAME_HOP_SECONDS) / figures.decodeAlone)} | ${((1e5 * FRAME_HOP_SECONDS) / figures.decodeAlone / ceiling.cpuMillisecondsABlock).toFixed(0)} % of raw inference |`,
    `| of it demuxing and hashing (${figures.inspectAlone.toFixed(0)}× real time) | ${ms((1_000 * FRAME_HOP_SECONDS) / figures.inspectAlone)} | – |`,
    '',
    '| processes that only decode | together |',
    '|---|---|',
    ...figures.decodeProcesses.map(
      ({ processes, timesRealTime }) => `| ${processes} | ${timesRealTime.toFixed(0)}× real time |`,
    ),
    '',
    '| frames in the catalogue | store 200 sounds of 5 frames | words: query and first 100 rows | similar, 50 sounds | bytes a frame |',
    '|---|---|---|---|---|',
    ...growth.map(
      (row) =>
        `| ${row.frames.toLocaleString('en-US')} | ${row.storeMilliseconds.toFixed(0)} ms | ${row.textMilliseconds.toFixed(1)} ms | ${row.similarMilliseconds.toFixed(1)} ms | ${row.bytesAFrame.toFixed(0)} |`,
    ),
  ].join('\n');
}

/** Replaces what stands between a document's marks for one kind of figures. */
export function writeSection(file: string, section: string, figures: string): void {
  const begin = `<!-- ${section}: begin -->`;
  const end = `<!-- ${section}: end -->`;
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no place for the figures`);
  writeFileSync(file, `${before}${begin}\n\n${figures}\n\n${end}${after}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
