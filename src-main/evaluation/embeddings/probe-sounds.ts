import type { ProbeScores } from '../../../src-shared/evaluation/index.ts';
import { groupedFolds, meanOverFrames, scoreLinearProbe, shuffled } from '../../learning/index.ts';
import type { EvaluatedEmbedding } from './evaluated-sounds.ts';
import { finiteOrNull } from './finite.ts';

export type ProbedSounds = {
  readonly scores: ProbeScores;
  /** The place of each sound's class among what a head that learned without its group suggests, from 0; infinite: not scored. */
  readonly places: Float64Array;
};

const FOLDS = 5;
/** A head of many classes has found its place by then; more passes move the third decimal. */
const MOST_PASSES = 60;

/**
 * Scores what a linear head reads from the sounds' mean embeddings: in five grouped folds, or, where some sounds aren't
 * to be scored, learned from those. Of more sounds than `most` that many are drawn by the seed.
 */
export function* probeSounds(
  sounds: readonly EvaluatedEmbedding[],
  classes: number,
  columns: number,
  seed: number,
  most: number,
): Generator<void, ProbedSounds> {
  const chosen = shuffled(sounds.keys(), seed)
    .slice(0, most)
    .sort((a, b) => a - b);
  const values = new Float32Array(chosen.length * columns);
  for (const [row, place] of chosen.entries()) {
    const embeddings = sounds[place]?.embeddings ?? new Float32Array();
    const frames = Array.from({ length: embeddings.length / columns }, (_, frame) => frame);
    values.set(meanOverFrames(embeddings, columns, frames), row * columns);
  }
  const of = (row: number) => sounds[chosen[row] as number] as EvaluatedEmbedding;
  const rows = chosen.map((_, row) => row);
  const classOfRow = rows.map((row) => of(row).class);
  const groups = rows.map((row) => of(row).group);
  const scored = rows.filter((row) => of(row).isScored);
  const foldsOf = (foldSeed: number) => {
    if (scored.length === rows.length) return groupedFolds(classOfRow, groups, FOLDS, foldSeed);
    const heldBack = new Set(scored.map((row) => groups[row]));
    return [{ scored, learned: rows.filter((row) => !heldBack.has(groups[row] as number)) }];
  };
  const { runs } = yield* scoreLinearProbe(
    { embeddings: { columns, values }, classOfRow, classes },
    { seeds: [seed], foldsOf, passes: MOST_PASSES },
  );
  const [run] = runs;
  const places = new Float64Array(sounds.length).fill(Number.POSITIVE_INFINITY);
  for (const row of scored) places[chosen[row] as number] = run?.places[row] ?? Number.POSITIVE_INFINITY;
  const within = (top: number) => scored.filter((row) => (run?.places[row] ?? Number.POSITIVE_INFINITY) < top).length;
  return {
    scores: {
      macroF1: finiteOrNull(run?.score.macroF1),
      top1: finiteOrNull(within(1) / scored.length),
      top5: finiteOrNull(within(5) / scored.length),
      sounds: scored.length,
    },
    places,
  };
}
