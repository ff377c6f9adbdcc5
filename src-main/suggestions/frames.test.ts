import { describe, expect, it } from 'vitest';
import { categories } from '../../src-shared/ucs/index.ts';
import type { FrameValues } from './features.ts';
import { type FrameReading, readFrames, smoothFrames } from './frames.ts';
import { readStarter, type Starter } from './starter.ts';
import { describe as describeSound } from './suggest.ts';
import { randomNumbers } from './testing/random-numbers.test-support.ts';

const shipped = readStarter();
if (shipped === null) throw new Error('No starter head comes along.');
const starter: Starter = shipped;
const random = randomNumbers(11);
const width = categories.length;
const doors = categories.indexOf('DOORS');
const water = categories.indexOf('WATER');
const onItsOwn: FrameReading = { windowFrames: 1, goesOn: 0, sharpness: 1 };

function sound(levelsDb: readonly number[]): FrameValues {
  const frameCategories = Float32Array.from({ length: levelsDb.length * width }, random);
  for (let frame = 0; frame < levelsDb.length; frame += 1) {
    const row = frameCategories.subarray(frame * width, (frame + 1) * width);
    const total = row.reduce((sum, value) => sum + value, 0);
    row.set(row.map((value) => value / total));
  }
  const embeddings = Float32Array.from({ length: levelsDb.length * 512 }, random);
  return { embeddings, levelsDb: Float32Array.from(levelsDb), frameCategories };
}

function read(values: FrameValues, reading: FrameReading = onItsOwn): Float32Array {
  const steps = readFrames(starter, starter.head, values, reading);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const rowOf = (strip: Float32Array, frame: number) => strip.subarray(frame * width, (frame + 1) * width);
const totalOf = (row: Float32Array) => row.reduce((sum, value) => sum + value, 0);
const firstOf = (row: Float32Array) => row.indexOf(Math.max(...row));

describe('a frame', () => {
  it('alone is heard as a sound of that one frame is suggested', () => {
    const values = sound([-20]);
    const [first] = describeSound(values).suggestions;
    const row = rowOf(read(values), 0);
    expect(categories[firstOf(row)]).toBe(first?.category);
    expect(Math.max(...row)).toBeCloseTo(first?.probability ?? 0, 1);
  });

  it('that is silent is not told; the others are probabilities', () => {
    const strip = read(sound([-20, Number.NEGATIVE_INFINITY, -30]), { windowFrames: 2, goesOn: 0.1, sharpness: 0.7 });
    expect([0, 1, 2].map((frame) => totalOf(rowOf(strip, frame)).toFixed(3))).toEqual(['1.000', '0.000', '1.000']);
  });

  it('on its own does not care what lies beside it', () => {
    const values = sound([-20, -20, -20]);
    const middle = {
      embeddings: values.embeddings.subarray(512, 1024),
      levelsDb: values.levelsDb.subarray(1, 2),
      frameCategories: values.frameCategories.subarray(width, 2 * width),
    };
    expect(rowOf(read(values), 1)).toEqual(rowOf(read(middle), 0));
    expect(rowOf(read(values, { ...onItsOwn, windowFrames: 3 }), 1)).not.toEqual(rowOf(read(middle), 0));
  });

  it('is a step, so that others get their turn', () => {
    const steps = [...readFrames(starter, starter.head, sound([-20, -20, -20]))];
    expect(steps.length).toBeGreaterThanOrEqual(3);
  });
});

describe('smoothing', () => {
  /** Frames that say one category by so much, and else nothing. */
  function strip(frames: readonly (readonly [category: number, probability: number])[]): Float32Array {
    const values = new Float32Array(frames.length * width);
    for (const [frame, [category, probability]] of frames.entries()) {
      const row = rowOf(values, frame).fill((1 - probability) / (width - 1));
      row[category] = probability;
    }
    return values;
  }
  const smoothed = (frames: Parameters<typeof strip>[0], goesOn: number) =>
    smoothFrames(strip(frames), [...frames.keys()], { goesOn, sharpness: 1 });

  it('overrules a frame that is unsure between two that are sure', () => {
    const frames = [
      [doors, 0.9],
      [water, 0.2],
      [doors, 0.9],
    ] as const;
    expect(firstOf(rowOf(smoothed(frames, 0.5), 1))).toBe(doors);
    expect(firstOf(rowOf(smoothed(frames, 0), 1))).toBe(water);
  });

  it('lets a sure frame stand, and a lasting change', () => {
    expect(
      firstOf(
        rowOf(
          smoothed(
            [
              [doors, 0.9],
              [water, 0.95],
              [doors, 0.9],
            ],
            0.1,
          ),
          1,
        ),
      ),
    ).toBe(water);
    const change = smoothed(
      [
        [doors, 0.6],
        [doors, 0.6],
        [water, 0.6],
        [water, 0.6],
      ],
      0.5,
    );
    expect([0, 1, 2, 3].map((frame) => firstOf(rowOf(change, frame)))).toEqual([doors, doors, water, water]);
  });

  it('forgets across a silence', () => {
    const near = smoothFrames(
      strip([
        [doors, 0.9],
        [water, 0.2],
      ]),
      [0, 1],
      { goesOn: 0.6, sharpness: 1 },
    );
    const frames = strip([[doors, 0.9], ...Array.from({ length: 9 }, () => [0, 0] as const), [water, 0.2]]);
    const far = smoothFrames(frames, [0, 10], { goesOn: 0.6, sharpness: 1 });
    expect(firstOf(rowOf(near, 1))).toBe(doors);
    expect(firstOf(rowOf(far, 10))).toBe(water);
  });
});
