import { curveOf, decisionsUntil, type Spread, spreadOf } from './curves.ts';
import type { FullyLabelled } from './personal-head.ts';
import type { Order, Point, SimulatedLibrary } from './types.ts';

/** The share of the fully labelled accuracy, and of all sounds, that is asked for. */
const WANTED = 0.9;

export type OrderReport = {
  readonly order: Order;
  /** Decisions until 90 % of what is right when all else is labelled, until 90 % of all, and the first by the nearest decided sound. */
  readonly untilFull: Spread;
  readonly untilAll: Spread;
  readonly untilNearest: Spread;
  /** Right sounds after each number of decisions over all seeds. */
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Of those that aren't decided, the mean. */
  readonly undecided: readonly number[];
};

export type LibraryReport = {
  readonly library: string;
  readonly sounds: number;
  readonly groups: number;
  readonly withoutLabels: number;
  readonly fullyLabelled: number;
  readonly nearestFullyLabelled: number;
  readonly orders: readonly OrderReport[];
};

export function libraryReport(
  { name, sounds }: SimulatedLibrary,
  together: readonly string[],
  full: FullyLabelled,
  runs: ReadonlyMap<Order, readonly (readonly Point[])[]>,
): LibraryReport {
  return {
    library: name,
    sounds: sounds.length,
    groups: new Set(together).size,
    withoutLabels: [...runs.values()][0]?.[0]?.[0]?.right ?? 0,
    fullyLabelled: full.head,
    nearestFullyLabelled: full.nearest,
    orders: [...runs].map(([order, reviews]) => orderReport(order, reviews, full)),
  };
}

function orderReport(order: Order, reviews: readonly (readonly Point[])[], full: FullyLabelled): OrderReport {
  const until = (measure: 'right' | 'nearestRight', wanted: number) =>
    spreadOf(reviews.map((points) => decisionsUntil(points, measure, wanted)));
  const length = Math.max(...reviews.map((points) => points.at(-1)?.decisions ?? 0)) + 1;
  const over = (measure: 'right' | 'undecidedRight') => {
    const curves = reviews.map((points) => curveOf(points, measure, length));
    return Array.from({ length }, (_, at) => spreadOf(curves.map((curve) => curve[at] ?? 1)));
  };
  const right = over('right');
  return {
    order,
    untilFull: until('right', WANTED * full.head),
    untilAll: until('right', WANTED),
    untilNearest: until('nearestRight', WANTED * full.nearest),
    mean: right.map(({ mean }) => mean),
    low: right.map(({ low }) => low),
    high: right.map(({ high }) => high),
    undecided: over('undecidedRight').map(({ mean }) => mean),
  };
}

/** A table for a person: decisions of each order, means over seeds with the least and the most. */
export function reportTable(reports: readonly LibraryReport[]): string {
  const told = ({ mean, low, high }: Spread) => `${mean.toFixed(1)} (${low.toFixed(0)}–${high.toFixed(0)})`;
  const share = (value: number) => `${(value * 100).toFixed(1)} %`;
  const rows = reports.flatMap(({ library, sounds, groups, withoutLabels, fullyLabelled, orders }) =>
    orders.map(
      ({ order, untilFull, untilAll, untilNearest }) =>
        `| ${library} | ${sounds} / ${groups} | ${share(withoutLabels)} | ${share(fullyLabelled)} | ${order} | ${told(untilFull)} | ${told(untilAll)} | ${told(untilNearest)} |`,
    ),
  );
  return [
    '| library | sounds / groups | no labels | fully labelled | order | until 90 % of it | until 90 % of all | by the nearest |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
