/** What each frame of a sound is heard as: the head that suggests for whole sounds, on a frame and its neighbours. */
import { categories } from '../../src-shared/ucs/index.ts';
import { audibleFrames } from '../learning/index.ts';
import { type FrameValues, makeFeatures } from './features.ts';
import { fusedHead, scoresOf, softmax, soundPower } from './fusion.ts';
import { type Head, pooledLength, type Starter } from './starter.ts';

const WIDTH = categories.length;
const EMBEDDING_LENGTH = pooledLength / 2;

/** How frames borrow from their neighbours; measured by bench/splices.ts. */
export type FrameReading = {
  /** Frames that are pooled for one: 1 is the frame alone; of an even number, both ways to lie around it. */
  readonly windowFrames: number;
  /** How probably what is heard goes on in the next frame. 0: frames are on their own. */
  readonly goesOn: number;
  /** Each frame's logarithms are multiplied by it before they are smoothed: frames overlap, so they are not independent. */
  readonly sharpness: number;
};

export const frameReading: FrameReading = { windowFrames: 1, goesOn: 0.025, sharpness: 1 };

/**
 * Probabilities of each frame, frames × 82; nothing but zeros where a frame is silent. Steps after each frame, at
 * most 0.3 ms, so that whoever drives it can let others in.
 * @param head which the starter's or the person's is
 */
export function* readFrames(
  starter: Starter,
  head: Head,
  sound: FrameValues,
  reading: FrameReading = frameReading,
): Generator<void, Float32Array> {
  const fused = fusedHead(starter, head);
  const frames = sound.levelsDb.length;
  const audible = audibleFrames(sound.levelsDb);
  const probabilities = new Float32Array(frames * WIDTH);
  for (const frame of audible) {
    probabilities.set(
      readFrame(starter, fused, sound, windowsAround(frame, frames, reading.windowFrames)),
      frame * WIDTH,
    );
    yield;
  }
  return yield* smoothing(probabilities, audible, reading);
}

type Window = { readonly from: number; readonly end: number };

function windowsAround(frame: number, frames: number, width: number): readonly Window[] {
  const before = [Math.floor((width - 1) / 2), Math.ceil((width - 1) / 2)];
  return [...new Set(before)].map((ahead) => ({
    from: Math.max(0, frame - ahead),
    end: Math.min(frames, frame - ahead + width),
  }));
}

function readFrame(starter: Starter, fused: Head, sound: FrameValues, windows: readonly Window[]): Float32Array {
  const scores = new Float32Array(WIDTH);
  const power = soundPower(starter.fusion.alone);
  for (const { from, end } of windows) {
    const features = makeFeatures(starter.features, {
      embeddings: sound.embeddings.subarray(from * EMBEDDING_LENGTH, end * EMBEDDING_LENGTH),
      levelsDb: sound.levelsDb.subarray(from, end),
      frameCategories: sound.frameCategories.subarray(from * WIDTH, end * WIDTH),
    });
    if (!features) continue;
    for (const [category, score] of scoresOf(fused, features, 1).entries()) {
      scores[category] = (scores[category] ?? 0) + (power * score) / windows.length;
    }
  }
  return softmax(scores);
}

/**
 * A hidden Markov model over the audible frames: what is heard goes on, or changes to any other category alike
 * (forward–backward, Rabiner 1989).
 * @param probabilities frames × 82
 * @returns frames × 82
 */
export function smoothFrames(
  probabilities: Float32Array,
  audible: readonly number[],
  reading: Pick<FrameReading, 'goesOn' | 'sharpness'>,
): Float32Array {
  const steps = smoothing(probabilities, audible, reading);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function* smoothing(
  probabilities: Float32Array,
  audible: readonly number[],
  { goesOn, sharpness }: Pick<FrameReading, 'goesOn' | 'sharpness'>,
): Generator<void, Float32Array> {
  if (goesOn <= 0 && sharpness === 1) return probabilities;
  const said = (frame: number) => {
    const row = rowOf(probabilities, frame);
    return sharpness === 1 ? row : normalised(row.map((value) => value ** sharpness));
  };
  const smoothed = new Float32Array(probabilities.length);
  let [known, last] = [even(), audible[0] ?? 0];
  for (const frame of audible) {
    known = times(passOn(known, goesOn, frame - last), said(frame));
    smoothed.set(known, frame * WIDTH);
    last = frame;
    yield;
  }
  let ahead = even();
  for (const frame of audible.toReversed()) {
    ahead = passOn(ahead, goesOn, last - frame);
    smoothed.set(times(rowOf(smoothed, frame), ahead), frame * WIDTH);
    ahead = times(ahead, said(frame));
    last = frame;
    yield;
  }
  return smoothed;
}

/** What one frame tells of another so many frames away. */
function passOn(known: Float32Array, goesOn: number, frames: number): Float32Array {
  if (frames === 0) return known;
  // The share that is neither kept nor a change to itself by chance.
  const kept = Math.max(0, (goesOn * WIDTH - 1) / (WIDTH - 1)) ** frames;
  return known.map((value) => value * kept + (1 - kept) / WIDTH);
}

const even = (): Float32Array => new Float32Array(WIDTH).fill(1 / WIDTH);

const rowOf = (values: Float32Array, frame: number): Float32Array =>
  values.subarray(frame * WIDTH, (frame + 1) * WIDTH);

const times = (a: Float32Array, b: Float32Array): Float32Array =>
  normalised(a.map((value, at) => value * (b[at] ?? 0)));

function normalised(values: Float32Array): Float32Array {
  let total = 0;
  for (const value of values) total += value;
  return total > 0 ? values.map((value) => value / total) : even();
}
