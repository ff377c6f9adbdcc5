/** Makes splices: sounds of different categories in a row, as WAV files whose truth is known. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers } from '../../src-main/catalogue/testing/fixtures.ts';
import type { LabelledRow } from '../../src-main/evaluation/index.ts';
import { foldsOfLibraries, inseparableGroups } from '../../src-main/learning/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { type Recording, readRecording, SAMPLE_RATE_HZ, STEP_SAMPLES } from './recordings.ts';
import { type Piece, SILENT, type Splice } from './truth.ts';

/** Libraries are dealt to so many parts; all pieces of a splice are of one part. */
export const FOLDS = 4;
const FEWEST_PIECES = 3;
const MOST_PIECES = 6;
const SHORTEST_STEPS = 50;
const LONGEST_STEPS = 800;
const SHORTEST_CUT_STEPS = 200;
const LONGEST_GAP_STEPS = 150;
const CROSS_FADE_STEPS = { least: 5, most: 30 } as const;
/** Mean level of what sounds, before the random level. */
const LEVEL_DBFS = -20;
const RANDOM_DB = 6;
const MOST_PEAK = 0.95;
/** Half of the gaps hold noise this quiet. */
const NOISE_DBFS = -66;

type Random = () => number;
type Labelled = LabelledRow & { readonly fold: number; readonly group: number };

/** Writes `count` WAV files, equally many of each fold's libraries. A recording comes again only when all were used. */
export function makeSplices(
  rows: readonly LabelledRow[],
  { folder, output, count, seed }: { folder: string; output: string; count: number; seed: number },
): readonly Splice[] {
  const random = randomNumbers(seed);
  const pools = poolsOf(rows).map((all): Pool => ({ all, left: [...all], unusable: new Set() }));
  return Array.from({ length: count }, (_, number) => {
    const fold = number % FOLDS;
    const name = `splice-${String(number).padStart(3, '0')}.wav`;
    const { splice, samples } = makeSplice(pools[fold] ?? NO_POOL, { name, fold, folder, random });
    writeFileSync(path.join(output, name), wavOf(samples));
    return splice;
  });
}

export const surelyLabelled = (rows: readonly LabelledRow[]): readonly LabelledRow[] =>
  rows.filter(({ confidence }) => confidence === 'high');

/** What there is to choose from, by fold. */
function poolsOf(rows: readonly LabelledRow[]): Labelled[][] {
  const sure = surelyLabelled(rows);
  const groups = inseparableGroups(sure);
  return foldsOfLibraries(sure, FOLDS).map(({ scored }, fold) =>
    scored.flatMap((place) => {
      const row = sure[place];
      return row ? [{ ...row, fold, group: groups[place] ?? 0 }] : [];
    }),
  );
}

type Choosing = { readonly name: string; readonly fold: number; readonly folder: string; readonly random: Random };

type Pool = { readonly all: readonly Labelled[]; left: Labelled[]; readonly unusable: Set<Labelled> };
const NO_POOL: Pool = { all: [], left: [], unusable: new Set() };

function makeSplice(pool: Pool, { name, fold, folder, random }: Choosing) {
  const wanted = FEWEST_PIECES + Math.floor(random() * (MOST_PIECES - FEWEST_PIECES + 1));
  const chosen: { row: Labelled; cut: Recording }[] = [];
  while (chosen.length < wanted) {
    const row = takeOne(
      pool,
      chosen.map((one) => one.row.category),
      random,
    );
    const recording = readRecording(row, folder);
    const cut = recording && cutOf(recording, random);
    if (cut) chosen.push({ row, cut });
    else pool.unusable.add(row);
  }
  return layOut(chosen, { name, fold, random });
}

/** A category by the square root of its sounds, one of its libraries, one of its sounds there, which leaves the pool. */
function takeOne(pool: Pool, used: readonly string[], random: Random): Labelled {
  const isOther = ({ category }: Labelled) => !used.includes(category);
  if (!pool.left.some(isOther)) pool.left = pool.all.filter((row) => !pool.unusable.has(row));
  const counts = new Map<string, number>();
  for (const { category } of pool.left.filter(isOther)) counts.set(category, (counts.get(category) ?? 0) + 1);
  const category = pickWeighed(
    [...counts].map(([one, sounds]) => [one, Math.sqrt(sounds)]),
    random,
  );
  const ofCategory = pool.left.filter((row) => row.category === category);
  const libraries = [...new Set(ofCategory.map(({ library }) => library))];
  const library = libraries[Math.floor(random() * libraries.length)];
  const ofBoth = ofCategory.filter((row) => row.library === library);
  const row = ofBoth[Math.floor(random() * ofBoth.length)];
  if (row === undefined) throw new Error('There are too few labelled sounds to splice.');
  pool.left.splice(pool.left.indexOf(row), 1);
  return row;
}

function pickWeighed(weighed: readonly (readonly [string, number])[], random: Random): string | undefined {
  let left = random() * weighed.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [one, weight] of weighed) {
    left -= weight;
    if (left < 0) return one;
  }
  return weighed.at(-1)?.[0];
}

/** At most eight seconds; of a longer recording two to eight from anywhere. Its level is made alike, then random. */
function cutOf({ samples, sounding }: Recording, random: Random): Recording | null {
  let [from, steps] = [0, sounding.length];
  if (steps > SHORTEST_CUT_STEPS) {
    const most = SHORTEST_CUT_STEPS + Math.floor(random() * (LONGEST_STEPS - SHORTEST_CUT_STEPS));
    from = Math.floor(random() * Math.max(0, steps - most));
    steps = Math.min(steps, most);
  }
  const heard = sounding.slice(from, from + steps);
  if (steps < SHORTEST_STEPS || heard.filter(Boolean).length < SHORTEST_STEPS / 2) return null;
  const part = samples.slice(from * STEP_SAMPLES, (from + steps) * STEP_SAMPLES);
  let [power, peak, count] = [0, 0, 0];
  for (const [at, value] of part.entries()) {
    peak = Math.max(peak, Math.abs(value));
    if (!heard[Math.floor(at / STEP_SAMPLES)]) continue;
    power += value * value;
    count += 1;
  }
  const wanted = 10 ** ((LEVEL_DBFS + RANDOM_DB * (2 * random() - 1)) / 20);
  const gain = Math.min(wanted / Math.sqrt(power / count), MOST_PEAK / peak);
  return { samples: part.map((value) => value * gain), sounding: heard };
}

function layOut(
  chosen: readonly { readonly row: Labelled; readonly cut: Recording }[],
  { name, fold, random }: Omit<Choosing, 'folder'>,
): { readonly splice: Splice; readonly samples: Float64Array } {
  const joins = chosen.map((one, place) => joinBefore(chosen[place - 1]?.cut, one.cut, random));
  const starts: number[] = [];
  let end = 0;
  for (const [place, { cut }] of chosen.entries()) {
    const start = end + (joins[place]?.steps ?? 0);
    starts.push(start);
    end = start + cut.sounding.length;
  }
  const samples = new Float64Array(end * STEP_SAMPLES);
  const steps = new Array<number>(end).fill(SILENT);
  const joints: number[] = [];
  for (const [place, { cut }] of chosen.entries()) {
    const start = starts[place] ?? 0;
    const before = joins[place] ?? NO_JOIN;
    const after = joins[place + 1] ?? NO_JOIN;
    addFaded(samples, cut.samples, start * STEP_SAMPLES, fadeOf(before), fadeOf(after));
    if (before.noisy) addNoise(samples, (start - before.steps) * STEP_SAMPLES, start * STEP_SAMPLES, random);
    // A cross-fade goes over in its middle.
    const middle = start - Math.round(before.steps / 2);
    for (const [step, sounds] of cut.sounding.entries()) {
      if (sounds && (start + step >= middle || steps[start + step] === SILENT)) steps[start + step] = place;
    }
    if (place > 0) joints.push((start - before.steps / 2) / 100);
  }
  const pieces = chosen.map(({ row, cut }, place): Piece => {
    const start = starts[place] ?? 0;
    return {
      library: row.library,
      path: row.path,
      category: categories.indexOf(row.category),
      group: row.group,
      startSeconds: start / 100,
      endSeconds: (start + cut.sounding.length) / 100,
    };
  });
  return { splice: { name, fold, durationSeconds: end / 100, pieces, joints, steps }, samples };
}

/** How a piece follows the one before: steps of gap, or fewer than none where they are cross-faded. */
type Join = { readonly steps: number; readonly noisy: boolean };
const NO_JOIN: Join = { steps: 0, noisy: false };

function joinBefore(before: Recording | undefined, after: Recording, random: Random): Join {
  if (!before) return NO_JOIN;
  if (random() >= 0.5) return { steps: Math.floor(random() * (LONGEST_GAP_STEPS + 1)), noisy: random() < 0.5 };
  const { least, most } = CROSS_FADE_STEPS;
  const room = Math.floor(Math.min(before.sounding.length, after.sounding.length) / 3);
  return { steps: -Math.min(room, least + Math.floor(random() * (most - least + 1))), noisy: false };
}

/** Samples of cross-fade. */
const fadeOf = ({ steps }: Join): number => Math.max(0, -steps) * STEP_SAMPLES;

/** With equal power. */
function addFaded(mix: Float64Array, samples: Float64Array, start: number, fadeIn: number, fadeOut: number): void {
  for (const [at, value] of samples.entries()) {
    const left = samples.length - at;
    const rise = at < fadeIn ? Math.sin((Math.PI / 2) * (at / fadeIn)) : 1;
    const fall = left < fadeOut ? Math.sin((Math.PI / 2) * (left / fadeOut)) : 1;
    mix[start + at] = (mix[start + at] ?? 0) + value * rise * fall;
  }
}

function addNoise(mix: Float64Array, from: number, end: number, random: Random): void {
  // Uniform noise has a third of its largest value's power.
  const largest = Math.sqrt(3) * 10 ** (NOISE_DBFS / 20);
  for (let at = from; at < end; at += 1) mix[at] = largest * (2 * random() - 1);
}

function wavOf(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  bytes.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (const [at, value] of samples.entries()) {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), 44 + at * 2);
  }
  return bytes;
}
