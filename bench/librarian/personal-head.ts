import {
  featuresIn,
  featuresOf,
  fitLinearHead,
  inseparableGroups,
  type LinearHead,
  predictLinearHead,
} from '../../src-main/learning/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { tenthsOf } from './tenths.ts';
import type { SimulatedLibrary } from './types.ts';

/** What ships: how strongly labels are drawn towards the starter, and how its probabilities are pooled and cooled. */
const PRIOR_STRENGTH = 10;
const BIAS_PRIOR_STRENGTH = 0.1;
const HEARD_SHARE = 0.3;
const TEMPERATURE = 1.19;
/** As the starter's script has them. */
const HEARD_FLOOR = 1e-3;
const UNKNOWN = 1e-5;

export type Guess = { readonly category: number; readonly probability: number };

/** The features of a library's sounds, kept, and what a head says of them. */
export type Listener = {
  readonly fit: (labelled: readonly number[], before: LinearHead | null) => LinearHead;
  /** The first suggestion of each of some sounds. */
  readonly suggest: (head: LinearHead, places: readonly number[]) => readonly Guess[];
  /** The category of the nearest of some other sounds; −1 without any. */
  readonly nearest: (place: number, labelled: readonly number[]) => number;
};

export function createListener({ sounds, starter: { space, head: prior } }: SimulatedLibrary): Listener {
  const columns = featuresIn(space);
  const features = sounds.map(({ pooled }) => featuresOf(space, pooled));
  const heard = sounds.map(({ pooled }) => pooled.categories.map((value) => (value + HEARD_FLOOR) ** HEARD_SHARE));
  const directions = features.map((row) => {
    const length = Math.hypot(...row) || 1;
    return row.map((value) => value / length);
  });
  const suggest = (head: LinearHead, place: number): Guess => {
    const learned = predictLinearHead(head, features[place] ?? new Float32Array(columns), categories.length, UNKNOWN);
    let [category, most, total] = [0, 0, 0];
    for (const [at, value] of learned.entries()) {
      const power = (value * (heard[place]?.[at] ?? 0)) ** (1 / TEMPERATURE);
      total += power;
      if (power > most) [category, most] = [at, power];
    }
    return { category, probability: most / total };
  };
  return {
    fit: (labelled, before) => {
      if (labelled.length === 0) return prior;
      const values = new Float32Array(labelled.length * columns);
      for (const [row, place] of labelled.entries()) values.set(features[place] ?? [], row * columns);
      const classes = labelled.map((place) => sounds[place]?.categoryIndex ?? 0);
      return fitLinearHead(
        { features: { columns, values }, classes },
        {
          penalty: PRIOR_STRENGTH,
          biasPenalty: BIAS_PRIOR_STRENGTH,
          prior,
          ...(before === null ? {} : { warmStart: before }),
        },
      );
    },
    suggest: (head, places) => places.map((place) => suggest(head, place)),
    nearest: (place, labelled) => {
      let [found, most] = [-1, Number.NEGATIVE_INFINITY];
      const own = directions[place] ?? new Float32Array(columns);
      for (const other of labelled) {
        const direction = directions[other] ?? own;
        let cosine = 0;
        for (let at = 0; at < columns; at += 1) cosine += (own[at] as number) * (direction[at] as number);
        if (cosine > most) [found, most] = [sounds[other]?.categoryIndex ?? -1, cosine];
      }
      return found;
    },
  };
}

/** How often suggestions are right once everything else is labelled. */
export type FullyLabelled = { readonly head: number; readonly nearest: number };

/**
 * Each sound is suggested once, by the labels of all sounds but those of its tenth; what is decided together, numbered
 * variants and the same audio lie in one tenth.
 * @param together names what a sound is decided together with
 */
export function fullyLabelled(
  { sounds }: SimulatedLibrary,
  listener: Listener,
  together: readonly string[],
): FullyLabelled {
  const groups = inseparableGroups(
    sounds.map(({ library, relativePath }, place) => ({
      library,
      relativePath,
      duplicateGroup: together[place] ?? null,
    })),
  );
  const places = [...sounds.keys()];
  const parts = tenthsOf(Array.from(groups));
  let [head, nearest] = [0, 0];
  for (const part of parts) {
    const held = new Set(part);
    const labelled = places.filter((place) => !held.has(place));
    const guesses = listener.suggest(listener.fit(labelled, null), part);
    for (const [at, place] of part.entries()) {
      const truth = sounds[place]?.categoryIndex;
      if (guesses[at]?.category === truth) head += 1;
      if (listener.nearest(place, labelled) === truth) nearest += 1;
    }
  }
  return { head: head / sounds.length, nearest: nearest / sounds.length };
}
