import { minimise } from '../linear-head/minimise.ts';

/** Scores of many sounds over the same classes, before the softmax: sounds × classes. */
export type ScoreTable = { readonly classes: number; readonly values: Float64Array };

/**
 * How much to believe each of several sources when their logarithms are added: the exponents of a log-linear pool
 * (Genest and Zidek 1986; with one source it is temperature scaling, its exponent one over the temperature), fitted to
 * the mean log loss by L-BFGS. The loss is convex, so there is one best set.
 * @param sources log-probabilities or scores of each source, all over the same sounds and classes
 * @param truth one class a sound
 * @param penalty draws exponents towards 1; 0 unless given
 * @returns one exponent a source
 */
export function fitExponents(
  sources: readonly ScoreTable[],
  truth: ArrayLike<number>,
  { penalty = 0, sampleWeights }: { readonly penalty?: number; readonly sampleWeights?: ArrayLike<number> } = {},
): Float64Array {
  const classes = sources[0]?.classes ?? 0;
  const exponents = new Float64Array(sources.length).fill(1);
  const scores = new Float64Array(classes);
  minimise(
    (at, gradient) => {
      let loss = 0;
      for (const [index, exponent] of at.entries()) {
        loss += (penalty / 2) * (exponent - 1) ** 2;
        gradient[index] = penalty * (exponent - 1);
      }
      for (let sound = 0; sound < truth.length; sound += 1) {
        const weight = (sampleWeights?.[sound] ?? 1) / truth.length;
        const begin = sound * classes;
        const target = begin + (truth[sound] ?? 0);
        scores.fill(0);
        for (const [index, { values }] of sources.entries()) {
          const exponent = at[index] as number;
          for (let one = 0; one < classes; one += 1) {
            scores[one] = (scores[one] as number) + exponent * (values[begin + one] as number);
          }
        }
        const targetScore = scores[truth[sound] ?? 0] as number;
        let most = Number.NEGATIVE_INFINITY;
        for (const score of scores) most = Math.max(most, score);
        let total = 0;
        for (let one = 0; one < classes; one += 1) {
          scores[one] = Math.exp((scores[one] as number) - most);
          total += scores[one] as number;
        }
        loss += weight * (most + Math.log(total) - targetScore);
        for (const [index, { values }] of sources.entries()) {
          let expected = 0;
          for (let one = 0; one < classes; one += 1) {
            expected += ((scores[one] as number) / total) * (values[begin + one] as number);
          }
          gradient[index] = (gradient[index] as number) + weight * (expected - (values[target] as number));
        }
      }
      return loss;
    },
    exponents,
    { tolerance: 1e-6, evaluations: 200 },
  );
  return exponents;
}
