/** Scores of sounds whose libraries taught nothing, by neighbours and by the linear head that ships. */
import {
  featuresOf,
  finish,
  inseparableGroups,
  majorityOfFrames,
  NOTHING,
  nearestNeighbours,
  poolSound,
  scoreNeighbours,
  scorePredictions,
  voteOfNeighbours,
} from '../../src-main/learning/index.ts';
import { fusedHead, scoresOf } from '../../src-main/suggestions/fusion.ts';
import { teach } from '../../src-main/suggestions/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { type LabelledFrames, WIDTH } from './labelled-frames.ts';

/** Neighbours among other libraries, which are many and unlike, and within a library. */
const [ACROSS, WITHIN] = [15, 5];
const HEARD = 0.3;
const LEAST_SOUNDS = 20;

type Tally = { truth: number[]; predicted: number[]; library: string[] };
const tally = (): Tally => ({ truth: [], predicted: [], library: [] });
export const ways = [
  'neighbours, frames',
  'neighbours, sounds',
  'within a library, frames',
  'within a library, sounds',
  'linear head, sounds',
] as const;
export type Results = Record<(typeof ways)[number], Tally>;

export function newResults(): Results {
  return Object.fromEntries(ways.map((way) => [way, tally()])) as Results;
}

export function score(into: Results, learned: readonly LabelledFrames[], asked: readonly LabelledFrames[]): void {
  scoreAcross(into, learned, asked);
  for (const group of Map.groupBy(asked, ({ library }) => library).values())
    if (group.length >= LEAST_SOUNDS) scoreWithin(into, group);
  const taught = teach(
    learned.flatMap((sound) => {
      const pooled = poolSound(sound);
      return pooled ? [{ ...sound, pooled, trust: sound.confidence === 'high' ? 1 : 0.5 }] : [];
    }),
  );
  if (taught === null) throw new Error('There is nothing to learn from.');
  const head = fusedHead({ features: taught.features, fusion: { heard: HEARD } }, taught.head);
  for (const sound of asked) {
    const pooled = poolSound(sound);
    if (pooled === null) continue;
    const scores = scoresOf(head, featuresOf(taught.features, pooled), 1);
    add(into['linear head, sounds'], sound, scores.indexOf(Math.max(...scores)));
  }
}

function scoreAcross(into: Results, learned: readonly LabelledFrames[], asked: readonly LabelledFrames[]): void {
  const [among, queries] = [framesOf(learned), framesOf(asked)];
  const found = finish(
    nearestNeighbours({ points: among.points, queries: queries.points, k: ACROSS, metric: 'cosine' }),
  );
  const classes = Array.from(among.soundOfFrame, (sound) => categoryOf(learned[sound]));
  const predicted = voteOfNeighbours(found, classes);
  for (const [frame, sound] of queries.soundOfFrame.entries())
    add(into['neighbours, frames'], asked[sound], predicted[frame] ?? NOTHING);
  const majority = majorityOfFrames(predicted, queries.soundOfFrame, asked.length);
  for (const [sound, one] of asked.entries()) add(into['neighbours, sounds'], one, majority[sound] ?? NOTHING);
}

function scoreWithin(into: Results, sounds: readonly LabelledFrames[]): void {
  const { points, soundOfFrame } = framesOf(sounds);
  const [found] = finish(
    scoreNeighbours(
      {
        points,
        soundOfFrame,
        classOfSound: sounds.map(categoryOf),
        groupOfSound: inseparableGroups(sounds),
        classes: categories.length,
      },
      { ks: [WITHIN], metric: 'cosine', among: 'other-groups' },
    ),
  );
  if (!found) return;
  for (const [at, frame] of found.scoredFrames.entries())
    add(into['within a library, frames'], sounds[soundOfFrame[frame] ?? -1], found.predicted[at] ?? NOTHING);
  for (const [sound, one] of sounds.entries())
    add(into['within a library, sounds'], one, found.predictedOfSound[sound] ?? NOTHING);
}

function framesOf(sounds: readonly LabelledFrames[]) {
  const frames = sounds.map(({ embeddings }) => embeddings.length / WIDTH);
  const values = new Float32Array(frames.reduce((sum, count) => sum + count, 0) * WIDTH);
  const soundOfFrame = new Int32Array(values.length / WIDTH);
  let at = 0;
  for (const [sound, { embeddings }] of sounds.entries()) {
    values.set(embeddings, at * WIDTH);
    soundOfFrame.fill(sound, at, at + (frames[sound] ?? 0));
    at += frames[sound] ?? 0;
  }
  return { points: { columns: WIDTH, values }, soundOfFrame };
}

function add({ truth, predicted, library }: Tally, sound: LabelledFrames | undefined, said: number): void {
  if (!sound) return;
  truth.push(categoryOf(sound));
  predicted.push(said);
  library.push(sound.library);
}

export function describe({ truth, predicted, library }: Tally): string {
  const { macroF1 } = scorePredictions(Int32Array.from(truth), Int32Array.from(predicted), categories.length);
  const shares: number[] = [];
  for (const places of Map.groupBy(library.keys(), (place) => library[place]).values())
    if (places.length >= 10)
      shares.push(places.filter((place) => truth[place] === predicted[place]).length / places.length);
  const top1 = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  return `macro-F1 ${macroF1.toFixed(3)}, top-1 ${top1.toFixed(3)}`;
}

function categoryOf(sound: LabelledFrames | undefined): number {
  return sound ? categories.indexOf(sound.category) : NOTHING;
}
