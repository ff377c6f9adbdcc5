import { type ClassificationScore, NOTHING, scorePredictions } from '../metrics/index.ts';
import { nearestNeighbours } from './nearest.ts';
import { chosenPoints, type Metric, type Points, pointsIn } from './points.ts';
import { majorityOfFrames, voteOfNeighbours } from './vote.ts';

/** Frames of sounds whose class is known. */
export type LabelledFrames = {
  /** frames × columns */
  readonly points: Points;
  /** The sound of each frame, 0…sounds − 1. */
  readonly soundOfFrame: ArrayLike<number>;
  /** One class a sound, 0…classes − 1, or `NOTHING`: its frames are left out on both sides. */
  readonly classOfSound: ArrayLike<number>;
  /** Sounds of one group are inseparable, as `inseparableGroups` says; each alone unless given. */
  readonly groupOfSound?: ArrayLike<number>;
  readonly classes: number;
};

/** Which frames may be a frame's neighbours; it is never its own. */
export type Neighbourhood = 'every-frame' | 'other-sounds' | 'other-groups';

export type NeighbourScoreOptions = {
  /** Numbers of neighbours to score, all from one search for the most of them. */
  readonly ks: readonly number[];
  readonly metric: Metric;
  readonly among: Neighbourhood;
};

export type NeighbourScore = {
  readonly k: number;
  /** Each frame by its neighbours. */
  readonly frames: ClassificationScore;
  /** Each sound by the majority of its frames. */
  readonly sounds: ClassificationScore;
};

/**
 * Scores an embedding by its neighbourhoods: k-nearest-neighbour classification of every frame by all others that may
 * be its neighbours (leave-one-out, or leave-one-sound-out, or leave-one-group-out), and of every sound by majority vote.
 * Steps after a few milliseconds each.
 * @throws RangeError where a number of neighbours is less than 1
 */
export function* scoreNeighbours(
  frames: LabelledFrames,
  { ks, metric, among }: NeighbourScoreOptions,
): Generator<void, readonly NeighbourScore[]> {
  if (ks.some((k) => !(k >= 1))) throw new RangeError(`${ks.join(', ')} neighbours`);
  const { points, soundOfFrame, classOfSound, groupOfSound, classes } = frames;
  const count = pointsIn(points);
  const soundOf = (frame: number) => soundOfFrame[frame] ?? NOTHING;
  const classOf = Int32Array.from({ length: count }, (_, frame) => classOfSound[soundOf(frame)] ?? NOTHING);
  const labelled = Int32Array.from({ length: count }, (_, frame) => frame).filter(
    (frame) => classOf[frame] !== NOTHING,
  );
  const truth = labelled.map((frame) => classOf[frame] ?? NOTHING);
  const sounds = labelled.map(soundOf);
  const groups =
    among === 'other-groups' && groupOfSound ? sounds.map((sound) => groupOfSound[sound] ?? NOTHING) : sounds;
  const neighbours = yield* nearestNeighbours({
    metric,
    k: Math.max(0, ...ks),
    points: labelled.length === count ? points : chosenPoints(points, labelled),
    order: truth,
    ...(among === 'every-frame' ? {} : { groups: { points: groups } }),
  });
  const heard = [...new Set(sounds)];
  const truthOfSounds = heard.map((sound) => classOfSound[sound] ?? NOTHING);
  return ks.map((k) => {
    const predicted = voteOfNeighbours(neighbours, truth, k);
    const majorities = majorityOfFrames(predicted, sounds, classOfSound.length);
    return {
      k,
      frames: scorePredictions(truth, predicted, classes),
      sounds: scorePredictions(
        truthOfSounds,
        heard.map((sound) => majorities[sound] ?? NOTHING),
        classes,
      ),
    };
  });
}
