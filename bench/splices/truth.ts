/** What is known of a splice: which category sounds when. */
import { FRAME_HOP_SECONDS, FRAME_SECONDS } from '../../src-shared/contract/frames.ts';

/** Truth is known in steps of this length. */
export const STEP_SECONDS = 0.01;
export const SILENT = -1;

/** A recording, or a cut of one, within a splice. */
export type Piece = {
  readonly library: string;
  readonly path: string;
  /** Place among the 82. */
  readonly category: number;
  /** Numbered variants and copies of one audio share it. */
  readonly group: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
};

export type Splice = {
  readonly name: string;
  /** Of the libraries that all its pieces are from. */
  readonly fold: number;
  readonly durationSeconds: number;
  readonly pieces: readonly Piece[];
  /** Where one piece gives way to the next: the middle of the gap or the cross-fade. */
  readonly joints: readonly number[];
  /** Place of the piece that sounds in each step, or SILENT. */
  readonly steps: readonly number[];
};

/**
 * Each frame's piece: the one whose category fills most of what isn't silent; `null` where more than half is silent. What
 * a frame has behind the end of the sound is no part of it.
 */
export function frameTruth(splice: Splice, frames: number): readonly (Piece | null)[] {
  return Array.from({ length: frames }, (_, frame) => pieceAt(splice, frame * FRAME_HOP_SECONDS, 0.5));
}

/** @param mostSilence share of silence beyond which the answer is `null` */
export function pieceAt(splice: Splice, startSeconds: number, mostSilence: number): Piece | null {
  const from = Math.round(startSeconds / STEP_SECONDS);
  const steps = splice.steps.slice(from, from + Math.round(FRAME_SECONDS / STEP_SECONDS));
  const sounding = steps.filter((step) => step !== SILENT);
  if (sounding.length === 0 || sounding.length < steps.length * (1 - mostSilence)) return null;
  const counts = new Map<number, number>();
  for (const place of sounding) {
    const category = splice.pieces[place]?.category ?? SILENT;
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const [winner] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const place = sounding.find((one) => splice.pieces[one]?.category === winner);
  return splice.pieces[place ?? SILENT] ?? null;
}
