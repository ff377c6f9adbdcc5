/**
 * Sounds of a folder that sound alike agree: what is believed of each is mixed with what is believed of its nearest, in
 * some rounds, so that a doubtful one comes round, a name speaks for a neighbour that has none, and what a person decided
 * speaks to all that is like it. Label propagation that keeps the own belief in each round (Zhou et al. 2004, "Learning
 * with Local and Global Consistency"), on logarithms, which is our own choice. On logarithms it is linear, so that beliefs
 * need not be normalised in between.
 */
import { categories } from '../../src-shared/ucs/index.ts';
import type { Powers } from './starter.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

/** Sounds that are looked at together at most: of larger folders, those that were found one after the other. */
export const MOST_TOGETHER = 256;
/** Fewer sounds than this have no neighbours worth asking. */
const LEAST_TOGETHER = 4;
/** How many of a sound's nearest count. These four were chosen on left-out libraries. */
const NEAREST = 6;
/** How much of a belief comes from the neighbours. */
const SHARE = 0.5;
const ROUNDS = 3;
/** Neighbours count by this power of their cosine. */
const SHARPNESS = 4;
/** What a person decided is believed, if not beyond doubt. */
const DOUBT_IN_LABELS = 1e-3;

const WIDTH = categories.length;

/** The nearest of each of some sounds among the others: six places a sound, with weights that add up to one, or to nothing. */
export type Fellows = { readonly places: Uint8Array; readonly weights: Float32Array };

/**
 * Finds them; `null` of too few sounds.
 * @param count at most 256
 * @param cosinesOf likeness of one to all
 */
export function findFellows(count: number, cosinesOf: (place: number) => ArrayLike<number>): Fellows | null {
  if (count < LEAST_TOGETHER) return null;
  const places = new Uint8Array(count * NEAREST);
  const weights = new Float32Array(count * NEAREST);
  for (let place = 0; place < count; place += 1) {
    const cosines = cosinesOf(place);
    const from = place * NEAREST;
    let filled = 0;
    for (let other = 0; other < count; other += 1) {
      const cosine = cosines[other] as number;
      if (other === place || cosine <= 0) continue;
      if (filled === NEAREST && cosine <= (weights[from + NEAREST - 1] as number)) continue;
      let at = filled < NEAREST ? filled++ : NEAREST - 1;
      for (; at > 0 && (weights[from + at - 1] as number) < cosine; at -= 1) {
        weights[from + at] = weights[from + at - 1] as number;
        places[from + at] = places[from + at - 1] as number;
      }
      weights[from + at] = cosine;
      places[from + at] = other;
    }
    let total = 0;
    for (let at = from; at < from + filled; at += 1) {
      weights[at] = (weights[at] as number) ** SHARPNESS;
      total += weights[at] as number;
    }
    for (let at = from; at < from + filled; at += 1) weights[at] = (weights[at] as number) / total;
  }
  return { places, weights };
}

/** What is believed of some sounds of a folder: 82 numbers a sound in all of these. */
export type Beliefs = {
  readonly count: number;
  /** Scores by the sound itself. */
  readonly own: Float64Array;
  /** What names add; of those that have none it isn't read. */
  readonly named: Float64Array;
  readonly hasName: (place: number) => boolean;
  /** What a person decided; −1: nothing. */
  readonly decided: (place: number) => number;
  /** Of sounds with names, and of those without. */
  readonly besideNames: Powers;
  readonly alone: Powers;
};

export type Agreement = {
  /** What sound says once sounds that are alike agree. */
  readonly agreed: Float64Array;
  /** Scores once all is said: their softmax is what is suggested. */
  readonly scores: Float64Array;
  /** What the neighbours alone say; of sounds without any, nothing. */
  readonly fellows: Float64Array;
};

/** Room for as many sounds as are looked at together, used over and over. */
export function createAgreement(): { readonly of: (beliefs: Beliefs, fellows: Fellows | null) => Agreement } {
  const agreed = new Float64Array(MOST_TOGETHER * WIDTH);
  const told = new Float64Array(MOST_TOGETHER * WIDTH);
  const fromFellows = new Float64Array(MOST_TOGETHER * WIDTH);
  const scores = new Float64Array(MOST_TOGETHER * WIDTH);

  /** What is believed as things stand. */
  const fuse = ({ count, own, named, hasName, alone, besideNames }: Beliefs, into: Float64Array): void => {
    for (let place = 0; place < count; place += 1) {
      const isNamed = hasName(place);
      const powers = isNamed ? besideNames : alone;
      for (let at = place * WIDTH, end = at + WIDTH; at < end; at += 1) {
        const bySound = powers.own * (own[at] as number) + powers.agreed * (agreed[at] as number);
        into[at] = isNamed ? bySound + powers.named * (named[at] as number) : bySound;
      }
    }
  };

  return {
    of: (beliefs, fellows) => {
      const { count, own, decided } = beliefs;
      agreed.set(own.subarray(0, count * WIDTH));
      for (let round = 0; round < ROUNDS && fellows !== null; round += 1) {
        fuse(beliefs, told);
        for (let place = 0; place < count; place += 1) {
          const category = decided(place);
          if (category < 0) continue;
          told.fill(Math.log(DOUBT_IN_LABELS), place * WIDTH, (place + 1) * WIDTH);
          told[place * WIDTH + category] = 0;
        }
        for (let place = 0; place < count; place += 1) {
          if ((fellows.weights[place * NEAREST] as number) === 0) continue;
          const from = place * WIDTH;
          fromFellows.fill(0, from, from + WIDTH);
          for (let near = place * NEAREST; near < (place + 1) * NEAREST; near += 1) {
            const weight = fellows.weights[near] as number;
            const other = (fellows.places[near] as number) * WIDTH;
            for (let at = 0; at < WIDTH; at += 1) {
              fromFellows[from + at] = (fromFellows[from + at] as number) + weight * (told[other + at] as number);
            }
          }
          for (let at = from; at < from + WIDTH; at += 1) {
            agreed[at] = (1 - SHARE) * (own[at] as number) + SHARE * (fromFellows[at] as number);
          }
        }
      }
      fuse(beliefs, scores);
      return { agreed, scores, fellows: fromFellows };
    },
  };
}

/** Whether a sound has neighbours that speak for it. */
export const hasFellows = (fellows: Fellows | null, place: number): boolean =>
  fellows !== null && (fellows.weights[place * NEAREST] as number) > 0;

/** For a person; `null` where the neighbours say nothing for the category. @param probability among them alone */
export function fellowWords(probability: number, categoryIndex: number): string | null {
  const name = categories[categoryIndex] ?? 'this';
  if (probability >= 0.5) return `those like it in its folder are ${name}`;
  return probability >= 0.1 ? `some like it in its folder may be ${name}` : null;
}
