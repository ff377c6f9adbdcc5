import { mostCells } from './cells.ts';
import { bitsApart } from './signatures.ts';

/**
 * Bits apart up to which two sounds are taken for nearly identical: of 6,000 such pairs in 37 libraries 96 of 100 had the
 * same category (at 64 bits 90, at 80 less than 60).
 */
export const alikeBits = 48;
/** The same for sounds of one folder whose names differ in a number only: their names speak for them, and a sound that is
 * nothing like the others stays out. */
export const variantBits = 160;
/** More than a person looks through before deciding. */
export const mostMembers = 60;
/** A sound that is less than half as long is another sound, however alike. */
const leastDurationRatio = 0.5;
/** Sounds of one family that others are compared with. */
const mostLeaders = 64;
/** Comparisons between two chances to do something else: about a millisecond. */
const comparisonsAtOnce = 5000;

export type Groupable = {
  readonly count: number;
  /** 16 words a sound. */
  readonly signatures: Int32Array;
  /** 1 for a sound that has a signature. */
  readonly heard: Uint8Array;
  readonly durationSeconds: Float32Array;
  readonly families: Float64Array;
  /** Places of sounds that are the same recording, the one that stands for them first. */
  readonly duplicates: readonly (readonly number[])[];
};

/** Builds groups of nearly identical sounds; each member was compared with the sound that stands for its group. */
export function createGroups(sounds: Groupable) {
  const groupOf = Uint32Array.from({ length: sounds.count }, (_, place) => place);
  const kinship = new Uint8Array(sounds.count);
  const sizes = new Uint8Array(sounds.count).fill(1);

  const stands = (place: number): boolean => groupOf[place] === place;
  /** Takes a sound that stands alone into the group of another. */
  const take = (leader: number, place: number, why: number): void => {
    groupOf[place] = leader;
    kinship[place] = why;
    sizes[leader] = (sizes[leader] ?? 0) + 1;
  };
  const hasRoom = (leader: number): boolean => (sizes[leader] ?? 0) < mostMembers;
  const isAlone = (place: number): boolean => stands(place) && sizes[place] === 1;
  const isNear = (one: number, other: number, furthestBits: number): boolean => {
    if (sounds.heard[one] !== 1 || sounds.heard[other] !== 1) return false;
    const [a, b] = [sounds.durationSeconds[one] ?? 0, sounds.durationSeconds[other] ?? 0];
    return (
      Math.min(a, b) >= Math.max(a, b) * leastDurationRatio && bitsApart(sounds.signatures, one, other) <= furthestBits
    );
  };

  return {
    groupOf,
    kinship,
    stands,
    /** What was found to be the same recording. */
    joinDuplicates: (): void => {
      for (const [leader, ...others] of sounds.duplicates) {
        if (leader === undefined || !isAlone(leader)) continue;
        for (const place of others) if (isAlone(place) && hasRoom(leader)) take(leader, place, 1);
      }
    },
    /** Numbered variants, some thousand sounds a step. */
    *joinVariants(): Generator<void, void, void> {
      const leaders = new Map<number, number[]>();
      for (let place = 0; place < sounds.count; place++) {
        if (place % 4096 === 4095) yield;
        const family = sounds.families[place] ?? 0;
        if (family === 0 || !stands(place)) continue;
        const known = leaders.get(family) ?? [];
        const leader = isAlone(place)
          ? known.find((candidate) => hasRoom(candidate) && isNear(candidate, place, variantBits))
          : undefined;
        if (leader !== undefined) take(leader, place, 2);
        else if (known.length < mostLeaders) {
          known.push(place);
          leaders.set(family, known);
        }
      }
    },
    /** Sounds that are alike, whatever they are called. @param members places; all of a small library, or of one cell */
    *joinAlike(members: Iterable<number>): Generator<void, void, void> {
      const leaders: number[] = [];
      let compared = 0;
      for (const place of members) {
        if (!stands(place)) continue;
        compared += leaders.length;
        if (compared > comparisonsAtOnce) {
          compared = 0;
          yield;
        }
        const leader = isAlone(place)
          ? leaders.find((candidate) => hasRoom(candidate) && isNear(candidate, place, alikeBits))
          : undefined;
        if (leader !== undefined) take(leader, place, 3);
        else if (leaders.length < mostCells) leaders.push(place);
      }
    },
  };
}
