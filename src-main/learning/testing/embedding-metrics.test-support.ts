/** For tests: what scikit-learn says of five blobs in twelve dimensions. */
import { readFileSync } from 'node:fs';
import type { Points } from '../neighbours/index.ts';

type Rows = readonly (readonly number[])[];

type Golden = {
  readonly train: Rows;
  readonly trainLabels: readonly number[];
  readonly query: Rows;
  readonly queryLabels: readonly number[];
  readonly results: {
    readonly [knn: `knn-${string}`]: {
      readonly predicted: readonly number[];
      readonly macroF1: number;
      readonly accuracy: number;
    };
    readonly linearProbe: { readonly predicted: readonly number[]; readonly macroF1: number };
    readonly daviesBouldin: number;
    readonly silhouette: number;
    readonly silhouetteCosine: number;
    readonly tsneTrustworthiness10: number;
    readonly trustworthinessOfFirstTwoColumns: Readonly<Record<string, number>>;
  };
};

export const golden = JSON.parse(
  readFileSync(new URL('./embedding-metrics.golden.json', import.meta.url), 'utf8'),
) as Golden;

export const pointsOf = (rows: Rows): Points => ({
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});
