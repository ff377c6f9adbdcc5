/** The ways to make a frame strip that are compared. */
import { audibleFrames } from '../../src-main/learning/index.ts';
import { type FrameReading, readFrames, type Starter, smoothFrames } from '../../src-main/suggestions/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { Heard } from './listen.ts';
import type { Strip } from './strip-scores.ts';

export type Way = { readonly name: string; readonly strips: readonly Strip[]; readonly reading: FrameReading | null };

const WINDOWS = [1, 2, 3] as const;
/** One in 82 goes on by chance. */
const SMOOTHINGS = [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8].flatMap((goesOn) =>
  [1, 0.7, 0.5].map((sharpness) => ({ goesOn, sharpness })),
);

/** @param heads one a fold, that didn't learn from its libraries */
export function* waysOf(heard: readonly Heard[], heads: readonly Starter[]): Generator<Way> {
  const alone = { goesOn: 0, sharpness: 1 };
  const zeroShot = heard.map(({ values }) => values.frameCategories);
  yield { name: 'heads, each frame alone', strips: zeroShot, reading: null };
  for (const smoothing of SMOOTHINGS)
    yield { name: `heads, ${nameOf(smoothing)}`, strips: smooth(heard, zeroShot, smoothing), reading: null };
  for (const windowFrames of WINDOWS) {
    const reading = { windowFrames, ...alone };
    const strips = heard.map(({ splice, values }) => stripOf(heads[splice.fold], values, reading));
    yield { name: `starter head, ${windowFrames} frames`, strips, reading };
    for (const smoothing of SMOOTHINGS) {
      yield {
        name: `starter head, ${windowFrames} frames, ${nameOf(smoothing)}`,
        strips: smooth(heard, strips, smoothing),
        reading: { windowFrames, ...smoothing },
      };
    }
  }
}

type Smoothing = Pick<FrameReading, 'goesOn' | 'sharpness'>;
const nameOf = ({ goesOn, sharpness }: Smoothing) => `goes on ${goesOn}, sharpness ${sharpness}`;

function smooth(heard: readonly Heard[], strips: readonly Strip[], smoothing: Smoothing): readonly Strip[] {
  return heard.map(({ values: { levelsDb } }, place) =>
    smoothFrames(
      strips[place] ?? new Float32Array(levelsDb.length * categories.length),
      audibleFrames(levelsDb),
      smoothing,
    ),
  );
}

function stripOf(starter: Starter | undefined, values: Heard['values'], reading: FrameReading): Strip {
  if (!starter) throw new Error('A fold has no head.');
  const steps = readFrames(starter, starter.head, values, reading);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
