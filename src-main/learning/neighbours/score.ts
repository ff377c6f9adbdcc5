import { type ClassificationScore, NOTHING, scorePredictions } from '../metrics/index.ts';
import { type Neighbours, nearestByGroupings } from './nearest.ts';
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

export type NeighbourhoodScoreOptions = Omit<NeighbourScoreOptions, 'among'> & {
  readonly among: readonly Neighbourhood[];
  /** Whether a sound is scored; what isn't can still be a neighbour. All are unless given. */
  readonly isScored?: (sound: number) => boolean;
};

export type NeighbourScore = {
  readonly k: number;
  /** Each frame by its neighbours. */
  readonly frames: ClassificationScore;
  /** Each sound by the majority of its frames. */
  readonly sounds: ClassificationScore;
  /** Which frames were scored, rows of the points, and what each was taken for; `NOTHING` where nobody voted. */
  readonly scoredFrames: Int32Array;
  readonly predicted: Int32Array;
  /** What each sound was taken for; `NOTHING` also where it wasn't scored. */
  readonly predictedOfSound: Int32Array;
};

/**
 * Scores an embedding by its neighbourhoods: k-nearest-neighbour classification of every frame by all others that may
 * be its neighbours (leave-one-out, or leave-one-sound-out, or leave-one-group-out), and of every sound by majority vote.
 * Steps after a few milliseconds each.
 * @throws RangeError where a number of neighbours is less than 1
 */
export function* scoreNeighbours(
  frames: LabelledFrames,
  { among, ...options }: NeighbourScoreOptions,
): Generator<void, readonly NeighbourScore[]> {
  const [scores] = yield* scoreNeighbourhoods(frames, { ...options, among: [among] });
  return scores ?? [];
}

/**
 * The same for several neighbourhoods from one comparison of all pairs, also of some sounds only.
 * @returns for each neighbourhood the scores of each number of neighbours
 * @throws RangeError where a number of neighbours is less than 1
 */
export function* scoreNeighbourhoods(
  frames: LabelledFrames,
  { ks, metric, among, isScored }: NeighbourhoodScoreOptions,
): Generator<void, readonly (readonly NeighbourScore[])[]> {
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
  const groups = groupOfSound ? sounds.map((sound) => groupOfSound[sound] ?? NOTHING) : sounds;
  const asking = isScored && labelled.map((_, row) => row).filter((row) => isScored(sounds[row] ?? NOTHING));
  const found = yield* nearestByGroupings({
    metric,
    k: Math.max(0, ...ks),
    points: labelled.length === count ? points : chosenPoints(points, labelled),
    order: truth,
    groupings: among.map((one) => (one === 'every-frame' ? null : one === 'other-groups' ? groups : sounds)),
    ...(asking ? { asking } : {}),
  });
  const rows = asking ?? labelled.map((_, row) => row);
  const truthOfRows = rows.map((row) => truth[row] ?? NOTHING);
  const soundOfRows = rows.map((row) => sounds[row] ?? NOTHING);
  const heard = [...new Set(soundOfRows)];
  const truthOfSounds = heard.map((sound) => classOfSound[sound] ?? NOTHING);
  const scoreOf = (neighbours: Neighbours, k: number): NeighbourScore => {
    const predicted = voteOfNeighbours(neighbours, truth, k);
    const majorities = majorityOfFrames(predicted, soundOfRows, classOfSound.length);
    const soundsSaid = heard.map((sound) => majorities[sound] ?? NOTHING);
    return {
      k,
      frames: scorePredictions(truthOfRows, predicted, classes),
      sounds: scorePredictions(truthOfSounds, soundsSaid, classes),
      scoredFrames: rows.map((row) => labelled[row] ?? NOTHING),
      predicted,
      predictedOfSound: majorities,
    };
  };
  return found.map((neighbours) => ks.map((k) => scoreOf(neighbours, k)));
}
