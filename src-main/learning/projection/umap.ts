import { type NeighbourLists, type Points, pointsIn } from '../neighbours/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { normal } from './descent.ts';
import { type Pairs, pairsOf } from './pairs.ts';

export type UmapOptions = {
  readonly seed: number;
  /** Default 500 of up to 10,000 points, else 200. */
  readonly epochs?: number;
};

/** How near on the map counts as near: the curve 1 ÷ (1 + a·d^2b) for a least distance of 0.1 (umap-learn's default). */
const CURVE = { a: 1.576943460405378, b: 0.8950608781227859 } as const;
/** Points that are pushed away for each that is pulled. */
const PUSHED_FOR_ONE = 5;
const LARGEST_MOVE = 4;
const SIDE = 10;
const MOST_TRIES = 64;
const TOLERANCE = 1e-5;
const PAIRS_A_STEP = 20_000;

/**
 * UMAP (McInnes, Healy and Melville 2018, "UMAP: Uniform Manifold Approximation and Projection for Dimension Reduction"):
 * a graph of neighbours whose strength counts by how dense it is around a point, laid out by stochastic gradient descent.
 * It begins along two principal directions. The same input and seed always give the same map. A step takes some
 * milliseconds and gives how much is done, 0…1.
 * @param neighbours of each point, approximate ones will do; 14 are umap-learn's default of 15, which counts the point
 * @param beginning points × 2 or more columns: where the points lie along the leading directions
 * @returns points × 2
 */
export function* umap(neighbours: NeighbourLists, beginning: Points, options: UmapOptions): Generator<number, Points> {
  const count = pointsIn(beginning);
  const random = seededRandom(options.seed);
  const map = firstMap(beginning, random);
  if (count < 2) return { columns: 2, values: map };
  const making = pairsOf(neighbours, strengthsOf(neighbours), (one, other) => one + other - one * other);
  let made = making.next();
  for (; !made.done; made = making.next()) yield 0;
  const epochs = options.epochs ?? (count > 10_000 ? 200 : 500);
  yield* layOut(edgesOf(made.value, epochs), map, epochs, random);
  return { columns: 2, values: map };
}

function firstMap({ columns, values }: Points, random: () => number): Float64Array {
  const count = Math.floor(values.length / columns);
  let largest = 0;
  for (let point = 0; point < count; point += 1) {
    for (let axis = 0; axis < Math.min(2, columns); axis += 1) {
      largest = Math.max(largest, Math.abs(values[point * columns + axis] as number));
    }
  }
  const map = new Float64Array(2 * count);
  for (let point = 0; point < count; point += 1) {
    for (let axis = 0; axis < 2; axis += 1) {
      const along = axis < columns && largest > 0 ? ((values[point * columns + axis] as number) / largest) * SIDE : 0;
      map[2 * point + axis] = along + normal(random) * 1e-4 * SIDE;
    }
  }
  return map;
}

/** How strongly each point is bound to its neighbours: 1 to the nearest, all together log₂ of their number (section 3.1). */
function strengthsOf({ k, squares }: NeighbourLists): Float32Array {
  const strengths = new Float32Array(squares.length);
  const wanted = Math.log2(k + 1);
  for (let from = 0; from < squares.length; from += k) {
    const nearest = Math.sqrt(squares.subarray(from, from + k).find((square) => square > 0) ?? 0);
    let [low, high, width] = [0, Number.POSITIVE_INFINITY, 1];
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      let sum = 0;
      for (let at = from; at < from + k; at += 1) {
        const gone = Math.sqrt(squares[at] as number) - nearest;
        const strength = gone > 0 ? Math.exp(-gone / width) : 1;
        strengths[at] = strength;
        sum += strength;
      }
      if (Math.abs(sum - wanted) < TOLERANCE) break;
      if (sum > wanted) high = width;
      else low = width;
      width = Number.isFinite(high) ? (low + high) / 2 : width * 2;
    }
  }
  return strengths;
}

type Edges = {
  readonly heads: Uint32Array;
  readonly tails: Uint32Array;
  /** Epochs from one use to the next. */
  readonly periods: Float32Array;
};

/** Both directions of each pair; those too weak to be used in so many epochs are left out. */
function edgesOf({ starts, others, values }: Pairs, epochs: number): Edges {
  let strongest = 0;
  for (const value of values) if (value > strongest) strongest = value;
  const used = (value: number) => value >= strongest / epochs;
  const kept = 2 * values.reduce((sum, value) => sum + Number(used(value)), 0);
  const edges = { heads: new Uint32Array(kept), tails: new Uint32Array(kept), periods: new Float32Array(kept) };
  let end = 0;
  for (let point = 0; point + 1 < starts.length; point += 1) {
    for (let at = starts[point] as number; at < (starts[point + 1] as number); at += 1) {
      const value = values[at] as number;
      if (!used(value)) continue;
      const other = others[at] as number;
      for (const [head, tail] of [
        [point, other],
        [other, point],
      ] as const) {
        edges.heads[end] = head;
        edges.tails[end] = tail;
        edges.periods[end] = strongest / value;
        end += 1;
      }
    }
  }
  return edges;
}

/** Pulls the ends of each edge together, and pushes some others away, as often as it is strong (section 3.2). */
function* layOut(
  { heads, tails, periods }: Edges,
  map: Float64Array,
  epochs: number,
  random: () => number,
): Generator<number, void> {
  const { a, b } = CURVE;
  const count = map.length / 2;
  const due = periods.slice();
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = 1 - epoch / epochs;
    for (let edge = 0; edge < heads.length; edge += 1) {
      if (edge % PAIRS_A_STEP === 0) yield epoch / epochs;
      if ((due[edge] as number) > epoch + 1) continue;
      due[edge] = (due[edge] as number) + (periods[edge] as number);
      const head = 2 * (heads[edge] as number);
      const tail = 2 * (tails[edge] as number);
      const goneX = (map[head] as number) - (map[tail] as number);
      const goneY = (map[head + 1] as number) - (map[tail + 1] as number);
      const square = goneX * goneX + goneY * goneY;
      if (square > 0) {
        const power = square ** b;
        const pull = (-2 * a * b * power) / (square * (a * power + 1));
        const moveX = limited(pull * goneX) * rate;
        const moveY = limited(pull * goneY) * rate;
        map[head] = (map[head] as number) + moveX;
        map[head + 1] = (map[head + 1] as number) + moveY;
        map[tail] = (map[tail] as number) - moveX;
        map[tail + 1] = (map[tail + 1] as number) - moveY;
      }
      for (let pushed = 0; pushed < PUSHED_FOR_ONE; pushed += 1) {
        const other = 2 * Math.floor(random() * count);
        if (other === head) continue;
        const awayX = (map[head] as number) - (map[other] as number);
        const awayY = (map[head + 1] as number) - (map[other + 1] as number);
        const away = awayX * awayX + awayY * awayY;
        const push = away > 0 ? (2 * b) / ((0.001 + away) * (a * away ** b + 1)) : 0;
        map[head] = (map[head] as number) + (push > 0 ? limited(push * awayX) : LARGEST_MOVE) * rate;
        map[head + 1] = (map[head + 1] as number) + (push > 0 ? limited(push * awayY) : LARGEST_MOVE) * rate;
      }
    }
  }
}

const limited = (move: number): number => Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, move));
