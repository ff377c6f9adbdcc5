/** In which order datasets are trained on: the stages of a run. */
import type { TrainingMixing } from '../../../src-shared/training/index.ts';

/** What is known of a dataset before training. */
export type MixedDataset = {
  /** Training frames. */
  readonly frames: number;
  /** 0 (easy) to 1 (hard), as the starting encoder finds it (docs/training.md). */
  readonly difficulty: number;
};

export type Stage = {
  /** Datasets that are trained on in this stage. */
  readonly datasets: readonly number[];
  /** Begins from the start's weights instead of the stage's before. */
  readonly anew: boolean;
  /** Is an encoder of its own in the end; `false`: only handed on. */
  readonly kept: boolean;
};

/**
 * The stages of a way of mixing.
 *
 * Sequential orders break ties by the given order. Difficulty is our reconstruction: the paper (Ma and Lerch, ISMIR
 * 2022) orders by it without a formula.
 */
export function stagesOf(mixing: TrainingMixing, datasets: readonly MixedDataset[]): readonly Stage[] {
  const all = datasets.map((_, index) => index);
  if (mixing.kind === 'within') return all.map((index) => ({ datasets: [index], anew: true, kept: true }));
  if (mixing.kind === 'joint') return [{ datasets: all, anew: true, kept: true }];
  const key = (index: number): number => {
    const { frames = 0, difficulty = 0 } = datasets[index] ?? {};
    if (mixing.order === 'given') return index;
    if (mixing.order === 'small-first') return frames;
    if (mixing.order === 'large-first') return -frames;
    return mixing.order === 'easy-first' ? difficulty : -difficulty;
  };
  const order = all.toSorted((a, b) => key(a) - key(b) || a - b);
  return order.map((index, place) => ({
    datasets: [index],
    anew: place === 0,
    kept: place === order.length - 1,
  }));
}

/**
 * How often a joint batch is of each dataset: by frames (proportional), alike often (equal), or frames^(1/temperature)
 * (Arivazhagan et al., "Massively multilingual neural machine translation in the wild", 2019, section 4.2).
 *
 * @returns shares that sum to 1; 0 for a dataset without frames.
 */
export function datasetShares(mixing: TrainingMixing, frames: readonly number[]): readonly number[] {
  const exponent =
    mixing.kind !== 'joint' || mixing.sampling === 'proportional'
      ? 1
      : mixing.sampling === 'equal'
        ? 0
        : 1 / mixing.temperature;
  const weights = frames.map((count) => (count > 0 ? count ** exponent : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}
