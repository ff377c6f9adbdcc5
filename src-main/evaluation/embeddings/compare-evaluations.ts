import type {
  EmbeddingComparison,
  EmbeddingEvaluation,
  PairedDifference,
} from '../../../src-shared/evaluation/index.ts';
import { macroF1, NOTHING, seededRandom } from '../../learning/index.ts';
import { finiteOrNull } from './finite.ts';

export type ComparisonOptions = { readonly seed: number; readonly samples: number };

type Pair = { readonly before: EmbeddingEvaluation; readonly after: EmbeddingEvaluation };

/**
 * Compares two evaluations of the same sounds: differences, and between what 95 % of bootstrap samples of whole groups
 * of alike sounds leave them (paired percentile bootstrap: Efron and Tibshirani 1993, "An introduction to the bootstrap",
 * chapter 13; whole clusters as units: Field and Welsh 2007). Where nothing lies on both sides of zero, the gain is more
 * than luck of which sounds were there.
 * @throws RangeError where the sounds aren't the same
 */
export function compareEvaluations(
  before: EmbeddingEvaluation,
  after: EmbeddingEvaluation,
  { seed, samples }: ComparisonOptions = { seed: 1, samples: 1_000 },
): readonly EmbeddingComparison[] {
  if (before.dataFingerprint !== after.dataFingerprint) throw new RangeError('Evaluations of different sounds');
  const pair = { before, after };
  const rows = after.scores.map(({ dataset }, place) => {
    const index = dataset === null ? null : after.datasets.indexOf(dataset);
    return comparisonOf(pair, place, dataset, index, { seed, samples });
  });
  return rows;
}

function comparisonOf(
  { before, after }: Pair,
  place: number,
  dataset: string | null,
  index: number | null,
  options: ComparisonOptions,
): EmbeddingComparison {
  const both = after.sounds.keys().filter((sound) => {
    const [one, other] = [before.sounds[sound], after.sounds[sound]];
    return (index === null || one?.dataset === index) && !!one?.framesTakenFor.length && !!other?.framesTakenFor.length;
  });
  const sounds = [...both];
  const groups = Map.groupBy(sounds, (sound) => after.sounds[sound]?.group ?? NOTHING);
  const clusters = [...groups.values()];
  const classes = after.classes.length;
  const draws = drawnClusters(clusters.length, options);
  const difference = (count: (evaluation: EmbeddingEvaluation, sound: number) => Counts, score: Score) => {
    const summed = (evaluation: EmbeddingEvaluation) =>
      clusters.map((members) => members.flatMap((sound) => count(evaluation, sound)));
    return pairedDifference(summed(before), summed(after), draws, score);
  };
  const f1 = macroF1Of(classes);
  const top = (by: 'probe' | 'suggestions', most: number) => {
    if (before.scores[place]?.[by] == null || after.scores[place]?.[by] == null) return null;
    return difference(({ sounds: records }, sound) => {
      const found = records[sound]?.[by === 'probe' ? 'probePlace' : 'suggestedPlace'] ?? NOTHING;
      return [[0, found >= 0 && found < most ? 0 : NOTHING]];
    }, shareRight);
  };
  const [earlier, later] = [before.scores[place]?.daviesBouldin, after.scores[place]?.daviesBouldin];
  const takenFor = index === null && after.datasets.length > 1 ? 'takenForOverall' : 'takenFor';
  return {
    dataset,
    sounds: sounds.length,
    groups: clusters.length,
    frameMacroF1: difference(({ sounds: records }, sound) => {
      const record = records[sound];
      return (record?.framesTakenFor ?? []).map((said): readonly [number, number] => [record?.class ?? 0, said]);
    }, f1),
    soundMacroF1: difference(({ sounds: records }, sound) => {
      const record = records[sound];
      return [[record?.class ?? 0, record?.[takenFor] ?? NOTHING]];
    }, f1),
    suggestedTop1: top('suggestions', 1),
    suggestedTop5: top('suggestions', 5),
    top1: top('probe', 1),
    top5: top('probe', 5),
    daviesBouldinChange: earlier && later ? later / earlier - 1 : null,
  };
}

/** True and said class, one pair a row. */
type Counts = readonly (readonly [truth: number, said: number])[];
type Score = (rows: readonly Counts[]) => number;

function macroF1Of(classes: number): Score {
  return (rows) => {
    const counts = new Uint32Array(classes * (classes + 1));
    for (const row of rows) {
      for (const [truth, said] of row) {
        const cell = truth * (classes + 1) + (said === NOTHING ? classes : said);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
    return macroF1({ classes, counts });
  };
}

const shareRight: Score = (rows) => {
  let [right, all] = [0, 0];
  for (const row of rows) {
    for (const [truth, said] of row) {
      all += 1;
      if (truth === said) right += 1;
    }
  }
  return right / all;
};

function drawnClusters(clusters: number, { seed, samples }: ComparisonOptions): readonly Int32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: samples }, () =>
    Int32Array.from({ length: clusters }, () => Math.floor(random() * clusters)),
  );
}

function pairedDifference(
  before: readonly Counts[],
  after: readonly Counts[],
  draws: readonly Int32Array[],
  score: Score,
): PairedDifference {
  if (before.length === 0) return { before: null, after: null, difference: null, low: null, high: null };
  const [earlier, later] = [score(before), score(after)];
  const differences = draws
    .map((draw) => {
      const drawn = (of: readonly Counts[]) => Array.from(draw, (cluster) => of[cluster] ?? []);
      return score(drawn(after)) - score(drawn(before));
    })
    .sort((a, b) => a - b);
  const at = (share: number) => differences[Math.round(share * (differences.length - 1))];
  return {
    before: finiteOrNull(earlier),
    after: finiteOrNull(later),
    difference: finiteOrNull(later - earlier),
    low: finiteOrNull(at(0.025)),
    high: finiteOrNull(at(0.975)),
  };
}
