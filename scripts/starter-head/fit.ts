/** Measures how heads do on libraries that they didn't learn from, and fits to that how much each source counts. */
import { posix } from 'node:path';
import {
  expectedCalibrationError,
  featuresIn,
  featuresOf,
  fitExponents,
  foldsOfLibraries,
  unlikeAny,
} from '../../src-main/learning/index.ts';
import { createAgreement, findFellows, MOST_TOGETHER } from '../../src-main/suggestions/fellows.ts';
import { fusedHead, namedScore, scoresOf } from '../../src-main/suggestions/fusion.ts';
import type { FusionConstants } from '../../src-main/suggestions/index.ts';
import { teach } from '../../src-main/suggestions/teach.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { PooledLabel } from './read-sounds.ts';

/** How much the encoder's own heads count beside the starter head; measured flat from 0.2 to 0.4. */
const HEARD = 0.3;
/** Where the search for powers begins. */
const FIRST_GUESS: FusionConstants = {
  heard: HEARD,
  alone: { own: 0, agreed: 1, named: 0 },
  besideNames: { own: 0.4, agreed: 0.2, named: 1.15 },
};
/** What sounds tell each other depends on the powers, and these on that. */
const ROUNDS = 4;
const EMBEDDING_LENGTH = 512;
const WIDTH = categories.length;

/** Each sure sound of the first list by a head that learned from neither its library nor the same recordings elsewhere. */
export type LeftOut = {
  readonly sounds: readonly PooledLabel[];
  /** What lies in one folder, by places in `sounds`. */
  readonly folders: readonly (readonly number[])[];
  /** sounds × 82 scores by sound, and by name (equal ones where names say nothing). */
  readonly bySound: Float64Array;
  readonly byName: Float64Array;
  /** Of each sound, of length 1: what is compared. */
  readonly directions: readonly Float32Array[];
};

export function leaveLibrariesOut(
  scored: readonly PooledLabel[],
  further: readonly PooledLabel[],
  folds: number,
): LeftOut {
  const sure = scored.filter((sound) => sound.sure);
  const bySound = new Float64Array(sure.length * WIDTH);
  const byName = new Float64Array(sure.length * WIDTH);
  const directions: Float32Array[] = [];
  const placeOf = new Map(sure.map((sound, place) => [sound, place]));
  for (const [fold, { scored: held, learned }] of foldsOfLibraries(scored, folds).entries()) {
    const out = held.flatMap((place) => scored[place] ?? []);
    const teachers = [...learned.flatMap((place) => scored[place] ?? []), ...unlike(further, out)];
    const taught = teach(teachers);
    if (taught === null) throw new Error(`There is nothing to learn from in fold ${fold + 1}.`);
    const fused = fusedHead({ features: taught.features, fusion: { heard: HEARD } }, taught.head);
    for (const sound of out) {
      const place = placeOf.get(sound);
      if (place === undefined) continue;
      const features = featuresOf(taught.features, sound.pooled);
      bySound.set(scoresOf(fused, features, 1), place * WIDTH);
      byName.set(
        Float64Array.from({ length: WIDTH }, (_, at) => namedScore(sound.named?.[at] ?? 1 / WIDTH)),
        place * WIDTH,
      );
      directions[place] = directionOf(features.subarray(0, featuresIn(taught.features)));
    }
    console.error(`fold ${fold + 1} of ${folds}: ${out.length} sounds, learned from ${teachers.length}`);
  }
  const folders = [
    ...Map.groupBy(sure.keys(), (place) => {
      const sound = sure[place];
      return `${sound?.library}/${posix.dirname(sound?.relativePath ?? '')}`;
    }).values(),
  ];
  return { sounds: sure, folders, bySound, byName, directions };
}

function directionOf(features: Float32Array): Float32Array {
  const length = Math.hypot(...features) || 1;
  return features.map((value) => value / length);
}

/** The sounds that are not the same recording as any of some others. */
export function unlike(sounds: readonly PooledLabel[], others: readonly PooledLabel[]): readonly PooledLabel[] {
  const meanOf = ({ pooled }: PooledLabel) => pooled.meanAndMax.subarray(0, EMBEDDING_LENGTH);
  return unlikeAny(sounds.map(meanOf), others.map(meanOf)).flatMap((place) => sounds[place] ?? []);
}

/** Powers under which what is said is as likely as can be, of sounds without names and of the same with them. */
export function fitPowers(leftOut: LeftOut): FusionConstants {
  const { sounds, bySound, byName } = leftOut;
  const truth = sounds.map(({ category }) => categories.indexOf(category));
  const sizes = new Map<string, number>();
  for (const { library } of sounds) sizes.set(library, (sizes.get(library) ?? 0) + 1);
  // Neither the few large libraries nor the many small ones alone decide.
  const sampleWeights = sounds.map(({ library }) => 1 / Math.sqrt(sizes.get(library) ?? 1));
  const powersOf = (...sources: readonly Float64Array[]) =>
    fitExponents(
      sources.map((values) => ({ classes: WIDTH, values })),
      truth,
      { sampleWeights },
    );
  let fusion = FIRST_GUESS;
  for (let round = 0; round < ROUNDS; round += 1) {
    const alone = agreeing(leftOut, fusion, false).agreed;
    const named = agreeing(leftOut, fusion, true).agreed;
    const [own = 0, agreed = 1] = powersOf(bySound, alone);
    const [ownBeside = 0, agreedBeside = 1, names = 1] = powersOf(bySound, named, byName);
    fusion = {
      heard: HEARD,
      alone: own > 0 ? { own, agreed, named: 0 } : { own: 0, agreed: powersOf(alone)[0] ?? 1, named: 0 },
      besideNames: { own: ownBeside, agreed: agreedBeside, named: names },
    };
    console.error(JSON.stringify(fusion));
  }
  return fusion;
}

/** What is believed of all sounds once those of a folder agree. */
function agreeing(
  { sounds, folders, bySound, byName, directions }: LeftOut,
  fusion: FusionConstants,
  withNames: boolean,
) {
  const agreement = createAgreement();
  const agreed = new Float64Array(bySound.length);
  const scores = new Float64Array(bySound.length);
  for (const folder of folders) {
    for (let first = 0; first < folder.length; first += MOST_TOGETHER) {
      const part = folder.slice(first, first + MOST_TOGETHER);
      const fellows = findFellows(part.length, (place) => part.map((other) => cosine(directions, part[place], other)));
      const beliefs = {
        count: part.length,
        own: gathered(bySound, part),
        named: gathered(byName, part),
        hasName: (place: number) => withNames && sounds[part[place] ?? 0]?.named !== null,
        decided: () => -1,
        ...fusion,
      };
      const found = agreement.of(beliefs, fellows);
      for (const [place, sound] of part.entries()) {
        agreed.set(found.agreed.subarray(place * WIDTH, (place + 1) * WIDTH), sound * WIDTH);
        scores.set(found.scores.subarray(place * WIDTH, (place + 1) * WIDTH), sound * WIDTH);
      }
    }
  }
  return { agreed, scores };
}

function gathered(values: Float64Array, places: readonly number[]): Float64Array {
  const some = new Float64Array(places.length * WIDTH);
  for (const [at, place] of places.entries()) some.set(values.subarray(place * WIDTH, (place + 1) * WIDTH), at * WIDTH);
  return some;
}

function cosine(directions: readonly Float32Array[], one = 0, other = 0): number {
  const [a, b] = [directions[one] ?? new Float32Array(), directions[other] ?? new Float32Array()];
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** Top-1, top-5 (means over libraries of at least ten sounds) and the calibration error over all, for a person to read. */
export function describeFit(leftOut: LeftOut, fusion: FusionConstants, withNames: boolean): string {
  const { scores: all } = agreeing(leftOut, fusion, withNames);
  const libraries = new Map<string, { sounds: number; first: number; five: number }>();
  const judged: { probability: number; right: boolean }[] = [];
  for (const [place, { library, category }] of leftOut.sounds.entries()) {
    const scores = all.subarray(place * WIDTH, (place + 1) * WIDTH);
    const most = Math.max(...scores);
    const total = sum(scores.map((score) => Math.exp(score - most)));
    const rank = scores.filter((score) => score > (scores[categories.indexOf(category)] ?? 0)).length;
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
