/** How right frame strips are: of frames, and of the places where one sound gives way to the next. */
import { randomNumbers } from '../../src-main/catalogue/testing/fixtures.ts';
import { FRAME_HOP_SECONDS } from '../../src-shared/contract/frames.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { Heard } from './listen.ts';
import { pieceAt } from './truth.ts';

/** frames × 82; zeros where a frame is not told. */
export type Strip = Float32Array;

export type FrameScore = {
  readonly frames: number;
  readonly topOne: number;
  readonly topThree: number;
  /** The mean over categories. */
  readonly macroTopOne: number;
  readonly macroTopThree: number;
};

const WIDTH = categories.length;
/** A joint that no boundary lies nearer to isn't matched. */
const MATCHED_SECONDS = 2 * FRAME_HOP_SECONDS;

/** Frames that are more than half silent don't count. */
export function scoreFrames(heard: readonly Heard[], strips: readonly Strip[]): FrameScore {
  const byCategory = new Map<number, { frames: number; one: number; three: number }>();
  for (const [place, { truth }] of heard.entries()) {
    for (const [frame, piece] of truth.entries()) {
      if (piece === null) continue;
      const rank = rankOf(strips[place] ?? new Float32Array(), frame, piece.category);
      const one = byCategory.get(piece.category) ?? { frames: 0, one: 0, three: 0 };
      one.frames += 1;
      one.one += Number(rank < 1);
      one.three += Number(rank < 3);
      byCategory.set(piece.category, one);
    }
  }
  const all = [...byCategory.values()];
  const frames = sum(all.map((one) => one.frames));
  return {
    frames,
    topOne: sum(all.map(({ one }) => one)) / frames,
    topThree: sum(all.map(({ three }) => three)) / frames,
    macroTopOne: sum(all.map((one) => one.one / one.frames)) / all.length,
    macroTopThree: sum(all.map((one) => one.three / one.frames)) / all.length,
  };
}

/** What the most frequent categories of the splices would score. */
export function mostFrequent(heard: readonly Heard[]): readonly Strip[] {
  const counts = new Float32Array(WIDTH);
  for (const { truth } of heard)
    for (const piece of truth) if (piece) counts[piece.category] = (counts[piece.category] ?? 0) + 1;
  return heard.map(({ truth }) => {
    const strip = new Float32Array(truth.length * WIDTH);
    for (const frame of truth.keys()) strip.set(counts, frame * WIDTH);
    return strip;
  });
}

/** A strip that is never wrong, wherever anything sounds: what frames of this length can tell at best. */
export function truthful(heard: readonly Heard[]): readonly Strip[] {
  return heard.map(({ splice, truth }) => {
    const strip = new Float32Array(truth.length * WIDTH);
    for (const frame of truth.keys()) {
      const piece = pieceAt(splice, frame * FRAME_HOP_SECONDS, 1);
      if (piece) strip[frame * WIDTH + piece.category] = 1;
    }
    return strip;
  });
}

/** Ties and what is not told are no match. */
function rankOf(strip: Strip, frame: number, category: number): number {
  const row = strip.subarray(frame * WIDTH, (frame + 1) * WIDTH);
  const own = row[category] ?? 0;
  return own > 0 ? row.filter((value) => value > own).length : WIDTH;
}

/**
 * Where a strip says that one sound gives way to another: half-way between the middles of two told frames that follow each
 * other and differ in their first category. A single frame between two that agree is no change.
 */
export function boundariesOf(strip: Strip): readonly number[] {
  const told = Array.from({ length: strip.length / WIDTH }, (_, frame) => ({ frame, first: firstOf(strip, frame) }));
  const kept = told.filter(({ first }) => first >= 0);
  const smooth = kept.map((one, at) => {
    const [before, after] = [kept[at - 1]?.first, kept[at + 1]?.first];
    return { ...one, first: before !== undefined && before === after ? before : one.first };
  });
  return smooth.flatMap(({ frame, first }, at) => {
    const before = smooth[at - 1];
    return before && before.first !== first ? [((before.frame + frame) / 2 + 1) * FRAME_HOP_SECONDS] : [];
  });
}

/** The same as the window draws them: a frame's colour begins where the frame does. */
export const drawnBoundariesOf = (strip: Strip): readonly number[] =>
  boundariesOf(strip).map((seconds) => seconds - FRAME_HOP_SECONDS / 2);

function firstOf(strip: Strip, frame: number): number {
  const row = strip.subarray(frame * WIDTH, (frame + 1) * WIDTH);
  const most = row.reduce((largest, value) => Math.max(largest, value), 0);
  return most > 0 ? row.indexOf(most) : -1;
}

export type BoundaryScore = {
  readonly joints: number;
  readonly found: number;
  /** Of joints and boundaries that belong together, at most 2.32 s apart. */
  readonly medianErrorSeconds: number;
  /** Recall, precision and their harmonic mean within one hop and within a frame. */
  readonly within: readonly {
    readonly seconds: number;
    readonly recall: number;
    readonly precision: number;
    readonly f1: number;
  }[];
};

export function scoreBoundaries(heard: readonly Heard[], boundaries: readonly (readonly number[])[]): BoundaryScore {
  const joints = sum(heard.map(({ splice }) => splice.joints.length));
  const found = sum(boundaries.map(({ length }) => length));
  const matched = (seconds: number) =>
    heard.flatMap(({ splice }, place) => match(splice.joints, boundaries[place] ?? [], seconds));
  const errors = matched(MATCHED_SECONDS).sort((a, b) => a - b);
  const within = [FRAME_HOP_SECONDS, 2 * FRAME_HOP_SECONDS].map((seconds) => {
    const hits = matched(seconds).length;
    return { seconds, recall: hits / joints, precision: hits / found, f1: (2 * hits) / (joints + found) };
  });
  return { joints, found, medianErrorSeconds: errors[Math.floor(errors.length / 2)] ?? Number.NaN, within };
}

/** Pairs the nearest first, each once. @returns how far apart they are */
function match(joints: readonly number[], boundaries: readonly number[], mostSeconds: number): readonly number[] {
  const pairs = joints
    .flatMap((joint, a) => boundaries.map((boundary, b) => ({ a, b, apart: Math.abs(joint - boundary) })))
    .filter(({ apart }) => apart <= mostSeconds)
    .sort((one, other) => one.apart - other.apart);
  const [usedJoints, usedBoundaries] = [new Set<number>(), new Set<number>()];
  return pairs.flatMap(({ a, b, apart }) => {
    if (usedJoints.has(a) || usedBoundaries.has(b)) return [];
    usedJoints.add(a);
    usedBoundaries.add(b);
    return [apart];
  });
}

/** As many boundaries as there are joints, anywhere: what hits by chance. */
export function randomBoundaries(heard: readonly Heard[], seed: number): readonly (readonly number[])[] {
  const random = randomNumbers(seed);
  return heard.map(({ splice }) => splice.joints.map(() => random() * splice.durationSeconds));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
