/** Scores of a dataset's frames and sounds. */
import type { DatasetScores } from '../../../src-shared/training/index.ts';
import {
  finish,
  majorityOfFrames,
  nearestNeighbours,
  type Points,
  scorePredictions,
  voteOfNeighbours,
} from '../../learning/index.ts';
import type { Frames } from './frames.ts';

/** As in the paper's evaluation of embeddings. */
const NEIGHBOURS = 5;

/** @param predicted one class a frame. */
export function scoresOf(
  dataset: string,
  frames: Frames,
  classes: number,
  predicted: Int32Array,
  loss: number,
): DatasetScores {
  const count = frames.classOfFrame.length;
  if (count === 0) return { dataset, frames: 0, sounds: 0, loss: 0, frameMacroF1: 0, soundMacroF1: 0 };
  const sounds = majorityOfFrames(predicted, frames.soundOfFrame, frames.sounds);
  return {
    dataset,
    frames: count,
    sounds: frames.sounds,
    loss,
    frameMacroF1: scorePredictions(frames.classOfFrame, predicted, classes).macroF1,
    soundMacroF1: scorePredictions(frames.classOfSound, sounds, classes).macroF1,
  };
}

/** What the nearest known frames say of each frame, by cosine. */
export function classesByNeighbours(known: Points, classOfKnown: ArrayLike<number>, frames: Points): Int32Array {
  const neighbours = finish(nearestNeighbours({ metric: 'cosine', k: NEIGHBOURS, points: known, queries: frames }));
  return voteOfNeighbours(neighbours, classOfKnown);
}

/** Mean over datasets that have validation frames, of their macro-F1; 0 where none has. */
export function meanMacroF1(scores: readonly DatasetScores[]): number {
  const scored = scores.filter(({ frames }) => frames > 0);
  return scored.reduce((sum, { frameMacroF1 }) => sum + frameMacroF1, 0) / Math.max(1, scored.length);
}
