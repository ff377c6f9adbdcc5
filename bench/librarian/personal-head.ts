import { posix } from 'node:path';
import { joinBytes } from '../../src-main/joined-bytes.ts';
import { inseparableGroups } from '../../src-main/learning/index.ts';
import { Learner, packFeatures } from '../../src-main/suggestions/index.ts';
import { tenthsOf } from './tenths.ts';
import type { SimulatedLibrary } from './types.ts';

export type Guess = { readonly category: number; readonly probability: number };

/** The learner of the product with a library's sounds, by sound alone. */
export type Listener = {
  /** The first suggestion of every sound when some are labelled, and no others. */
  readonly suggest: (labelled: readonly number[]) => readonly Guess[];
  /** The category of the nearest of some other sounds; −1 without any. */
  readonly nearest: (place: number, labelled: readonly number[]) => number;
};

const FEATURES = 274;
const NOTHING: Guess = { category: -1, probability: 0 };

export function createListener({ sounds, starter }: SimulatedLibrary): Listener {
  const packed = sounds.map(({ evidence }) => packFeatures(starter.features, evidence) ?? new Uint8Array());
  const directions = packed.map(directionOf);
  const learner = new Learner(starter);
  const soundIds = Uint32Array.from(sounds, (_, place) => place + 1);
  const folders = sounds.map(({ relativePath }) => posix.dirname(relativePath));
  const features = joinBytes(packed);
  learner.load({
    soundIds,
    payloadIds: soundIds,
    folders: Float64Array.from(folders, (folder) => folders.indexOf(folder)),
    features: features.bytes,
    ends: features.ends,
  });
  learner.begin(null);
  let known: ReadonlySet<number> = new Set();
  return {
    suggest: (labelled) => {
      const now = new Set(labelled);
      for (const place of [...known, ...now].filter((one) => known.has(one) !== now.has(one))) {
        const [soundId, category] = [place + 1, sounds[place]?.category ?? ''];
        learner.label([soundId], now.has(place) ? [{ soundId, payloadId: soundId, region: null, category }] : []);
      }
      known = now;
      while (learner.isFitting) learner.step();
      const guesses = sounds.map(() => NOTHING);
      learner.tellAll((soundId, probabilities) => {
        const probability = Math.max(...probabilities);
        guesses[soundId - 1] = { category: probabilities.indexOf(probability), probability };
      });
      return guesses;
    },
    nearest: (place, labelled) => {
      let [found, most] = [-1, Number.NEGATIVE_INFINITY];
      const own = directions[place] ?? new Float32Array();
      for (const other of labelled) {
        const direction = directions[other] ?? own;
        let cosine = 0;
        for (let at = 0; at < own.length; at += 1) cosine += (own[at] as number) * (direction[at] as number);
        if (cosine > most) [found, most] = [sounds[other]?.categoryIndex ?? -1, cosine];
      }
      return found;
    },
  };
}

/** Features without their scale, of length 1. */
function directionOf(packed: Uint8Array): Float32Array {
  const values = Float32Array.from(new Int8Array(packed.buffer, packed.byteOffset + 4, FEATURES));
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
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
  let [head, nearest] = [0, 0];
  for (const part of tenthsOf(Array.from(groups))) {
    const held = new Set(part);
    const labelled = places.filter((place) => !held.has(place));
    const guesses = listener.suggest(labelled);
    for (const place of part) {
      const truth = sounds[place]?.categoryIndex;
      if (guesses[place]?.category === truth) head += 1;
      if (listener.nearest(place, labelled) === truth) nearest += 1;
    }
  }
  return { head: head / sounds.length, nearest: nearest / sounds.length };
}
