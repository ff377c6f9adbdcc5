/**
 * How right frame strips and searches by region are, on sounds that are longer than a block: splices of labelled ones.
 *
 *   node scripts/run.mjs bench/splices.ts LABELS.tsv FOLDER --catalogue FILE [--keep FOLDER] [--seed 1] [--count 200]
 *
 * FOLDER is what the list's paths begin in, and must be indexed in the catalogue: heads that learned from other libraries
 * than a splice's are fitted to its vectors. `--keep` says where splices, heads and their catalogue stay for the next time.
 * What is best is chosen on one half of the splices, made of half of the libraries, and reported on the other.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { frameReading, type Starter } from '../src-main/suggestions/index.ts';
import { categories } from '../src-shared/ucs/index.ts';
import { keptSplices } from './splices/kept.ts';
import { leftOutHeads } from './splices/left-out-heads.ts';
import { type Heard, listenTo } from './splices/listen.ts';
import { type RegionScore, searchRegions } from './splices/region-search.ts';
import {
  boundariesOf,
  drawnBoundariesOf,
  mostFrequent,
  randomBoundaries,
  type Strip,
  scoreBoundaries,
  scoreFrames,
  truthful,
} from './splices/strip-scores.ts';
import { type Way, waysOf } from './splices/ways.ts';

const HEADER = `
| strip | frames | top-1 | top-3 | macro top-1 | macro top-3 | joints | boundaries | median error (s) | recall / precision / F1 within 1.16 s | within 2.32 s |
|---|---|---|---|---|---|---|---|---|---|---|`;

const { values: options, positionals } = parseArgs({
  options: {
    catalogue: { type: 'string' },
    keep: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
  },
  allowPositionals: true,
});
const [list, folder] = positionals;
if (list === undefined || folder === undefined || options.catalogue === undefined)
  throw new Error('Give LABELS.tsv FOLDER --catalogue FILE.');
const work = options.keep ?? mkdtempSync(path.join(os.tmpdir(), 'sonotheque-splices-'));
mkdirSync(work, { recursive: true });
try {
  await measure({ list, folder, catalogue: options.catalogue });
} finally {
  if (options.keep === undefined) rmSync(work, { recursive: true, force: true });
}

async function measure(learnt: { list: string; folder: string; catalogue: string }): Promise<void> {
  const output = path.join(work, 'splices');
  const spliced = path.join(work, 'splices.sonotheque');
  const splices = keptSplices(output, { ...learnt, count: Number(options.count), seed: Number(options.seed) });
  const heads = await leftOutHeads(work, learnt);
  const heard = await listenTo(output, spliced, splices);
  describe(heard);
  // Folds 0 and 1 against 2 and 3: half of the libraries each.
  const choosing = heard.filter(({ splice }) => splice.fold < 2);
  const reported = heard.filter(({ splice }) => splice.fold >= 2);
  reportStrips(choosing, reported, heads);
  const { all, longRegions, otherLibraries } = await searchRegions(spliced, heard);
  console.log(
    '\n| region search | queries | precision@5 | @10 | random | best possible @5 | @10 |\n|---|---|---|---|---|---|---|',
  );
  console.log(regionRow('frames of other sounds', all));
  console.log(regionRow('of these, regions of a frame or more', longRegions));
  console.log(regionRow('frames of other libraries', otherLibraries));
}

function describe(heard: readonly Heard[]): void {
  const pieces = heard.flatMap(({ splice }) => splice.pieces);
  const seconds = heard.reduce((sum, { splice }) => sum + splice.durationSeconds, 0);
  const sounds = new Set(pieces.map((piece) => piece.path)).size;
  const libraries = new Set(pieces.map(({ library }) => library)).size;
  const known = new Set(pieces.map(({ category }) => category)).size;
  console.log(
    `${heard.length} splices, ${(seconds / 60).toFixed(1)} min: ${pieces.length} pieces of ${sounds} sounds, ${libraries} libraries, ${known} categories.`,
  );
}

function reportStrips(choosing: readonly Heard[], reported: readonly Heard[], heads: readonly Starter[]): void {
  const chosen = [...waysOf(choosing, heads)].map(({ name, strips, reading }) => ({
    name,
    reading,
    score: scoreFrames(choosing, strips),
    edges: scoreBoundaries(choosing, strips.map(boundariesOf)),
  }));
  console.log(HEADER.replace('strip', 'chosen on'));
  const best = chosen.toSorted((a, b) => worth(b) - worth(a));
  for (const { name, score, edges } of [...chosen.filter(isPlain), ...best.slice(0, 12)]) row(name, score, edges);
  const winner = best[0]?.name;
  const product = `starter head, ${frameReading.windowFrames} frames, goes on ${frameReading.goesOn}, sharpness ${frameReading.sharpness}`;
  console.log(`Chosen: ${winner}. The product's: ${product}.`);
  console.log(HEADER.replace('strip', 'reported on'));
  for (const way of waysOf(reported, heads))
    if (isPlain(way) || way.name === winner || way.name === product) {
      rowOf(way.name, reported, way.strips);
      if (way.name === product)
        row(
          'the same, as drawn',
          scoreFrames(reported, way.strips),
          scoreBoundaries(reported, way.strips.map(drawnBoundariesOf)),
        );
    }
  rowOf('the truth itself', reported, truthful(reported));
  const frequent = mostFrequent(reported);
  row(
    'always the most frequent',
    scoreFrames(reported, frequent),
    scoreBoundaries(reported, randomBoundaries(reported, 1)),
  );
  console.log(`By chance: top-1 ${(1 / categories.length).toFixed(3)}, top-3 ${(3 / categories.length).toFixed(3)}.`);
  console.log('(The boundaries of the last row are as many as there are joints, anywhere.)');
}

type Chosen = { readonly score: ReturnType<typeof scoreFrames>; readonly edges: ReturnType<typeof scoreBoundaries> };

/** What is chosen by: frames, rare categories and boundaries count alike. */
function worth({ score, edges }: Chosen): number {
  return score.topOne + score.macroTopOne + (edges.within[0]?.f1 ?? 0);
}

function rowOf(name: string, heard: readonly Heard[], strips: readonly Strip[]): void {
  row(name, scoreFrames(heard, strips), scoreBoundaries(heard, strips.map(boundariesOf)));
}

function row(name: string, score: ReturnType<typeof scoreFrames>, edges: ReturnType<typeof scoreBoundaries>): void {
  const frames = [score.topOne, score.topThree, score.macroTopOne, score.macroTopThree].map(three);
  const within = edges.within.map((one) => `${three(one.recall)} / ${three(one.precision)} / ${three(one.f1)}`);
  const facts = [
    name,
    score.frames,
    ...frames,
    edges.joints,
    edges.found,
    edges.medianErrorSeconds.toFixed(2),
    ...within,
  ];
  console.log(`| ${facts.join(' | ')} |`);
}

function regionRow(name: string, score: RegionScore): string {
  const { queries, five, ten, random, bestFive, bestTen } = score;
  return `| ${[name, queries, ...[five, ten, random, bestFive, bestTen].map(three)].join(' | ')} |`;
}

function isPlain({ name }: Pick<Way, 'name'>): boolean {
  return !name.includes('goes on');
}

function three(value: number): string {
  return value.toFixed(3);
}
