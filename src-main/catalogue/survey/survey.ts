import type { SurveyedSounds } from '../reading/review.ts';
import type { SignMemory } from '../reading/sign-memory.ts';
import type { SoundPlaces } from '../reading/sound-places.ts';
import type { SoundSurvey } from '../types.ts';
import { createCells, neighboursOf } from './cells.ts';
import { createGroups } from './groups.ts';
import { signatureOf, signatureWords, spreadFrames } from './signatures.ts';

/** Sounds whose frames are read between two chances to do something else. */
const soundsAtOnce = 500;

/**
 * Finds how the sounds of a search lie to each other, step by step: it yields after each piece of work of about a
 * millisecond. For n sounds about n·100 comparisons of 512 bits, in 64 B a sound: two seconds for 100,000.
 *
 * @param duplicates ids of sounds that are the same recording, the one that stands for them first
 */
export function* surveySounds(
  { ids, families, durationSeconds }: SurveyedSounds,
  duplicates: readonly (readonly number[])[],
  index: { readonly memory: SignMemory; readonly places: SoundPlaces } | null,
): Generator<void, SoundSurvey, void> {
  const count = ids.length;
  const signatures = new Int32Array(count * signatureWords);
  const heard = new Uint8Array(count);
  for (let place = 0; place < count && index !== null; place++) {
    if (place % soundsAtOnce === soundsAtOnce - 1) yield;
    const slot = index.places.slotOf(ids[place] as number);
    const set = slot < 0 ? -1 : (index.places.set[slot] ?? -1);
    if (set < 0) continue;
    const { rows } = index.memory;
    const frames = spreadFrames(rows.framesOf(set)).map((frame) => rows.row(set, frame));
    if (frames.length === 0) continue;
    signatureOf(frames, signatures, place * signatureWords);
    heard[place] = 1;
  }
  const groups = createGroups({
    count,
    signatures,
    heard,
    durationSeconds,
    families,
    duplicates: placesOf(duplicates, ids),
  });
  groups.joinDuplicates();
  yield* groups.joinVariants();
  yield;

  const standing = new Uint32Array(count);
  let standingCount = 0;
  for (let place = 0; place < count; place++) {
    if (heard[place] === 1 && groups.stands(place)) standing[standingCount++] = place;
  }
  const members = standing.subarray(0, standingCount);
  const coarse = yield* createCells(signatures, members, seededRandom());
  // Where each sound has a cell of its own the alike are looked for in all of it; else they lie in the same cell.
  const isSmall = coarse.centres.length === members.length;
  for (const inside of isSmall ? [members] : insideOf(coarse.cellOf, members, coarse.centres.length)) {
    yield* groups.joinAlike(inside);
    yield;
  }
  const cellOf = new Int32Array(count).fill(-1);
  const apart = new Uint16Array(count);
  for (const [at, place] of members.entries()) {
    cellOf[place] = coarse.cellOf[at] ?? -1;
    apart[place] = coarse.apart[at] ?? 0;
  }
  for (let place = 0; place < count; place++) {
    const leader = groups.groupOf[place] ?? place;
    if (leader !== place) cellOf[place] = cellOf[leader] ?? -1;
  }
  return {
    ids,
    groupOf: groups.groupOf,
    kinship: groups.kinship,
    cellOf,
    apart,
    cellCount: coarse.centres.length,
    neighbours: yield* neighboursOf(signatures, coarse.centres),
  };
}

function insideOf(cellOf: Uint16Array, members: Uint32Array, count: number): readonly (readonly number[])[] {
  const inside: number[][] = Array.from({ length: count }, () => []);
  for (const [at, cell] of cellOf.entries()) inside[cell]?.push(members[at] ?? 0);
  return inside;
}

function placesOf(duplicates: readonly (readonly number[])[], ids: Uint32Array): readonly (readonly number[])[] {
  if (duplicates.length === 0) return [];
  const placeOf = new Map(Array.from(ids, (id, place) => [id, place]));
  return duplicates.map((group) => group.flatMap((id) => placeOf.get(id) ?? [])).filter((group) => group.length > 1);
}

/** The same library gives the same cells (mulberry32). */
function seededRandom(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
