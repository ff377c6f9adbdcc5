/** One set of batch normalisation a dataset, and the one for sounds of none of them. */
import type { FloatTensor } from '../../encoder/index.ts';

/** The name of a tensor in a dataset's set. */
export function nameInSet(dataset: number, name: string): string {
  return `datasets.${dataset}.${name}`;
}

/**
 * The set for unseen sounds: weights and offsets are weighted means, statistics those of all frames together: with
 * shares s, μ = Σ s·μ_d and σ² = Σ s·(σ²_d + μ_d²) − μ² (law of total variance).
 *
 * @param sets the four parts of one layer in each dataset's set.
 * @param frames by which they are weighted.
 */
export function mergedSet(
  sets: readonly {
    readonly weight: FloatTensor;
    readonly bias: FloatTensor;
    readonly running_mean: FloatTensor;
    readonly running_var: FloatTensor;
  }[],
  frames: readonly number[],
): { weight: FloatTensor; bias: FloatTensor; running_mean: FloatTensor; running_var: FloatTensor } {
  const total = frames.reduce((sum, count) => sum + count, 0);
  const shares = frames.map((count) => (total > 0 ? count / total : 1 / frames.length));
  const shape = sets[0]?.weight.shape ?? [];
  const merged = (valueIn: (set: (typeof sets)[number], channel: number) => number): number[] =>
    Array.from({ length: shape[0] ?? 0 }, (_, channel) =>
      sets.reduce((sum, set, index) => sum + (shares[index] ?? 0) * valueIn(set, channel), 0),
    );
  const tensor = (values: readonly number[]): FloatTensor => ({ shape, values: Float32Array.from(values) });
  const at = ({ values }: FloatTensor, channel: number): number => values[channel] ?? 0;
  const means = merged((set, channel) => at(set.running_mean, channel));
  const squares = merged((set, channel) => at(set.running_var, channel) + at(set.running_mean, channel) ** 2);
  return {
    weight: tensor(merged((set, channel) => at(set.weight, channel))),
    bias: tensor(merged((set, channel) => at(set.bias, channel))),
    running_mean: tensor(means),
    running_var: tensor(squares.map((square, channel) => Math.max(0, square - (means[channel] ?? 0) ** 2))),
  };
}
