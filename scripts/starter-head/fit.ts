/** Fits the starter head, and measures it on libraries that it didn't learn from. */
import {
  balancedWeights,
  expectedCalibrationError,
  type FeatureSpace,
  featuresIn,
  featuresOf,
  fitExponents,
  fitFeatureSpace,
  fitLinearHead,
  foldsOfLibraries,
  type LinearHead,
  predictLinearHead,
  unlikeAny,
} from '../../src-main/learning/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { PooledLabel } from './read-sounds.ts';

/** Most of a library and category that count; chosen on left-out libraries, as are the constants below. */
const CAP = 40;
/** Categories count by this power less than they have sounds: rare ones are heard more. */
const RARITY = 0.25;
const DOUBTED = 0.5;
const PENALTY = 50;
/** What a category that no list has is given. */
const UNKNOWN = 1e-5;
const HEARD_FLOOR = 1e-3;
const NAMED_FLOOR = 1e-4;
/** How much the encoder's own heads count beside the starter head before the temperature; measured flat from 0.2 to 0.4. */
export const HEARD_SHARE = 0.3;
const EMBEDDING_LENGTH = 512;

export type StarterFit = { readonly space: FeatureSpace; readonly head: LinearHead };

/** Exponents of the log-linear pool: of what sounds say (heard and head together), and of names. */
export type Exponents = { readonly withoutNames: number; readonly withNames: { sound: number; named: number } };

export function fitStarter(sounds: readonly PooledLabel[]): StarterFit {
  const space = fitFeatureSpace(sounds.map(({ pooled }) => pooled));
  return { space, head: fitHead(space, sounds) };
}

function fitHead(space: FeatureSpace, sounds: readonly PooledLabel[]): LinearHead {
  const columns = featuresIn(space);
  const values = new Float32Array(sounds.length * columns);
  for (const [place, { pooled }] of sounds.entries()) values.set(featuresOf(space, pooled), place * columns);
  const sampleWeights = balancedWeights(
    sounds.map(({ library, category, sure }) => ({ library, category, trust: sure ? 1 : DOUBTED })),
    CAP,
    RARITY,
  );
  return fitLinearHead(
    {
      features: { columns, values },
      classes: sounds.map(({ categoryIndex }) => categoryIndex),
      sampleWeights,
    },
    { penalty: PENALTY },
  );
}

/** Each sure sound of the first list by a head that learned from neither its library nor the same recordings elsewhere. */
export type LeftOut = {
  readonly sounds: readonly PooledLabel[];
  /** sounds × 82 log-probabilities by sound, and by name (equal ones where names say nothing). */
  readonly bySound: Float64Array;
  readonly byName: Float64Array;
};

export function leaveLibrariesOut(
  scored: readonly PooledLabel[],
  further: readonly PooledLabel[],
  space: FeatureSpace,
  folds: number,
): LeftOut {
  const width = categories.length;
  const sure = scored.filter((sound) => sound.sure);
  const bySound = new Float64Array(sure.length * width);
  const byName = new Float64Array(sure.length * width);
  const placeOf = new Map(sure.map((sound, place) => [sound, place]));
  for (const [fold, { scored: held, learned }] of foldsOfLibraries(scored, folds).entries()) {
    const out = held.flatMap((place) => scored[place] ?? []);
    const teachers = [...learned.flatMap((place) => scored[place] ?? []), ...unlike(further, out)];
    const head = fitHead(space, teachers);
    for (const sound of out) {
      const place = placeOf.get(sound);
      if (place === undefined) continue;
      bySound.set(soundLogs({ space, head }, sound), place * width);
      byName.set(sound.named?.map((value) => Math.log(value + NAMED_FLOOR)) ?? new Float32Array(width), place * width);
    }
    console.error(`fold ${fold + 1} of ${folds}: ${out.length} sounds, learned from ${teachers.length}`);
  }
  return { sounds: sure, bySound, byName };
}

/** Normalised: head × heard^share. */
function soundLogs({ space, head }: StarterFit, { pooled }: PooledLabel): Float32Array {
  const learned = predictLinearHead(head, featuresOf(space, pooled), categories.length, UNKNOWN);
  const both = learned.map((value, index) => value * ((pooled.categories[index] ?? 0) + HEARD_FLOOR) ** HEARD_SHARE);
  const total = sum(both);
  return both.map((value) => Math.log(value / total + 1e-9));
}

/** The sounds that are not the same recording as any of some others. */
export function unlike(sounds: readonly PooledLabel[], others: readonly PooledLabel[]): readonly PooledLabel[] {
  const meanOf = ({ pooled }: PooledLabel) => pooled.meanAndMax.subarray(0, EMBEDDING_LENGTH);
  return unlikeAny(sounds.map(meanOf), others.map(meanOf)).flatMap((place) => sounds[place] ?? []);
}

export function fitPool({ sounds, bySound, byName }: LeftOut): Exponents {
  const truth = sounds.map(({ categoryIndex }) => categoryIndex);
  const sizes = new Map<string, number>();
  for (const { library } of sounds) sizes.set(library, (sizes.get(library) ?? 0) + 1);
  // Neither the few large libraries nor the many small ones alone decide.
  const sampleWeights = sounds.map(({ library }) => 1 / Math.sqrt(sizes.get(library) ?? 1));
  const classes = categories.length;
  const [alone = 1] = fitExponents([{ classes, values: bySound }], truth, { sampleWeights });
  const [sound = 1, named = 1] = fitExponents(
    [
      { classes, values: bySound },
      { classes, values: byName },
    ],
    truth,
    { sampleWeights },
  );
  return { withoutNames: alone, withNames: { sound, named } };
}

/** Top-1, top-5 (means over libraries of at least ten sounds) and the calibration error over all, for a person to read. */
export function describeFit({ sounds, bySound, byName }: LeftOut, sound: number, named: number): string {
  const width = categories.length;
  const libraries = new Map<string, { sounds: number; first: number; five: number }>();
  const judged: { probability: number; right: boolean }[] = [];
  for (const [place, { library, categoryIndex }] of sounds.entries()) {
    const scores = Float64Array.from(
      bySound.subarray(place * width, (place + 1) * width),
      (value, at) => sound * value + named * (byName[place * width + at] ?? 0),
    );
    const most = Math.max(...scores);
    const total = sum(scores.map((score) => Math.exp(score - most)));
    const rank = scores.filter((score) => score > (scores[categoryIndex] ?? 0)).length;
    const one = libraries.get(library) ?? { sounds: 0, first: 0, five: 0 };
    libraries.set(library, {
      sounds: one.sounds + 1,
      first: one.first + Number(rank === 0),
      five: one.five + Number(rank < 5),
    });
    judged.push({ probability: 1 / total, right: rank === 0 });
  }
  const large = [...libraries.values()].filter((one) => one.sounds >= 10);
  const mean = (of: 'first' | 'five') =>
    (large.reduce((total, one) => total + one[of] / one.sounds, 0) / large.length).toFixed(3);
  return `top-1 ${mean('first')}, top-5 ${mean('five')}, calibration error ${expectedCalibrationError(judged).toFixed(3)}`;
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
