/** The frames of a run by dataset and split, and how they are ordered from the input file. */
import type { TrainingAugmentation } from '../../../src-shared/training/index.ts';
import { changesFrames, drawChange } from '../augmentation/index.ts';
import type { BatchOrder, InputLayout } from '../input/index.ts';
import type { RunDataset, RunSound } from '../run-folder/index.ts';
import { mixedSeed } from '../sampling/index.ts';

export type Split = RunSound['split'];

/** Frames that take part, sound after sound. */
export type Frames = {
  /** How many sounds there are. */
  readonly sounds: number;
  readonly classOfFrame: Int32Array;
  /** 0 … sounds − 1. */
  readonly soundOfFrame: Int32Array;
  readonly groupOfFrame: Int32Array;
  readonly classOfSound: Int32Array;
  /** Mel rows: the frame's first one, and the sound's first and the one after its last. */
  readonly row: Float64Array;
  readonly soundRow: Float64Array;
  readonly soundEnd: Float64Array;
  /** Its embedding in the file. */
  readonly place: Float64Array;
};

/** Spectrum frames from one frame's start to the next one's. */
const HOP_ROWS = 50;

export function framesOf({ sounds }: RunDataset, split: Split): Frames {
  const chosen = sounds.filter((sound) => sound.split === split);
  const frames = chosen.flatMap((sound, index) => sound.chosenFrames.map((frame) => ({ sound, index, frame })));
  const numbers = (of: (frame: (typeof frames)[number]) => number) => Float64Array.from(frames, of);
  return {
    sounds: chosen.length,
    classOfFrame: Int32Array.from(frames, ({ sound }) => sound.class),
    soundOfFrame: Int32Array.from(frames, ({ index }) => index),
    groupOfFrame: Int32Array.from(frames, ({ sound }) => sound.group),
    classOfSound: Int32Array.from(chosen, (sound) => sound.class),
    row: numbers(({ sound, frame }) => sound.firstRow + HOP_ROWS * frame),
    soundRow: numbers(({ sound }) => sound.firstRow),
    soundEnd: numbers(({ sound }) => sound.firstRow + sound.rows),
    place: numbers(({ sound, frame }) => sound.firstFrame + frame),
  };
}

/** Orders some frames as they are. */
export function plainOrder(layout: InputLayout, frames: Frames, places: ArrayLike<number>): BatchOrder {
  const chosen = Array.from(places);
  if (layout.kind === 'embeddings')
    return {
      first: Float64Array.from(chosen, (place) => frames.place[place] as number),
      count: new Int32Array(chosen.length).fill(1),
      changes: null,
      mix: null,
    };
  const first = Float64Array.from(chosen, (place) => frames.row[place] as number);
  return { first, count: rowsFrom(first, frames, chosen, layout.rows), changes: null, mix: null };
}

/** Orders some frames changed by chance. Embeddings know mixup only. */
export function changedOrder(
  layout: InputLayout,
  frames: Frames,
  places: ArrayLike<number>,
  augmentation: TrainingAugmentation,
  options: { readonly seed: number; readonly mix: BatchOrder['mix'] },
): BatchOrder {
  const plain = plainOrder(layout, frames, places);
  if (layout.kind === 'embeddings' || !changesFrames(augmentation)) return { ...plain, mix: options.mix };
  const chosen = Array.from(places);
  const changes = chosen.map((_, index) => drawChange(augmentation, layout, mixedSeed(options.seed, index)));
  const first = Float64Array.from(chosen, (place, index) => {
    const [earliest, end] = [frames.soundRow[place] as number, frames.soundEnd[place] as number];
    const wanted = (frames.row[place] as number) + (changes[index]?.shiftRows ?? 0);
    return Math.max(earliest, Math.min(wanted, end - layout.rows));
  });
  return { first, count: rowsFrom(first, frames, chosen, layout.rows), changes, mix: options.mix };
}

function rowsFrom(first: Float64Array, frames: Frames, places: readonly number[], rows: number): Int32Array {
  return Int32Array.from(places, (place, index) =>
    Math.max(0, Math.min(rows, (frames.soundEnd[place] as number) - (first[index] as number))),
  );
}
