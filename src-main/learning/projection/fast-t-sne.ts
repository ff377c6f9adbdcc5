import { type NeighbourLists, type Points, pointsIn } from '../neighbours/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { centre, descend, newDescent, normal } from './descent.ts';
import type { Pairs } from './pairs.ts';
import { Repulsion } from './repulsion.ts';
import { sparseAffinitiesOf } from './sparse-affinities.ts';

export type FastTSneOptions = {
  readonly seed: number;
  /** Neighbours a point, about; default a third of the neighbours that are given. */
  readonly perplexity?: number;
  /** Default 250 with exaggerated affinities, then 500. */
  readonly exaggeratedIterations?: number;
  readonly iterations?: number;
};

/** Affinities count so many times at first, so that clusters form (van der Maaten 2014, section 5.1). */
const EXAGGERATION = 12;
/** Momentum while exaggerated and after (van der Maaten 2008, section 3.4). */
const MOMENTA = [0.5, 0.8] as const;
/** How far the map spreads at the beginning. */
const FIRST_SPREAD = 1e-4;

/**
 * t-SNE of many points: affinities of the nearest alone, forces apart from a grid (Linderman et al. 2019), a beginning along
 * two principal directions and a learning rate that grows with the points (Belkina et al. 2019; Kobak and Berens 2019, "The
 * art of using t-SNE for single-cell transcriptomics"). The same input and seed always give the same map. A step is an
 * iteration and gives how much is done, 0…1.
 * @param neighbours of each point, approximate ones will do; k about three times the perplexity
 * @param beginning points × 2 or more columns: where the points lie along the leading directions
 * @returns points × 2, centred; no unit
 */
export function* fastTSne(
  neighbours: NeighbourLists,
  beginning: Points,
  options: FastTSneOptions,
): Generator<number, Points> {
  const count = pointsIn(beginning);
  const map = firstMap(beginning, seededRandom(options.seed));
  if (count < 2) return { columns: 2, values: map };
  const making = sparseAffinitiesOf(neighbours, options.perplexity ?? neighbours.k / 3);
  let made = making.next();
  for (; !made.done; made = making.next()) yield 0;
  const affinities = made.value;
  const early = options.exaggeratedIterations ?? 250;
  const all = early + (options.iterations ?? 500);
  // As scikit-learn's `learning_rate="auto"`, whose gradient is four times ours.
  const rate = Math.max(count / EXAGGERATION, 200);
  const descent = newDescent(map.length);
  const [together, apart] = [new Float64Array(map.length), new Float64Array(map.length)];
  const repulsion = new Repulsion();
  for (let iteration = 0; iteration < all; iteration += 1) {
    const isEarly = iteration < early;
    attract(affinities, map, together);
    const normaliser = Math.max(repulsion.fill(map, apart), Number.MIN_VALUE);
    const exaggeration = isEarly ? EXAGGERATION : 1;
    for (let at = 0; at < map.length; at += 1) {
      together[at] = exaggeration * (together[at] as number) - (apart[at] as number) / normaliser;
    }
    descend(map, together, descent, rate, isEarly ? MOMENTA[0] : MOMENTA[1]);
    centre(map);
    yield (iteration + 1) / all;
  }
  return { columns: 2, values: map };
}

/** Along the first two columns, as small as t-SNE begins; equal points are told apart by a trace of noise. */
function firstMap({ columns, values }: Points, random: () => number): Float64Array {
  const count = Math.floor(values.length / columns);
  const map = new Float64Array(2 * count);
  let square = 0;
  for (let point = 0; point < count; point += 1) square += (values[point * columns] as number) ** 2 / count;
  const scale = square > 0 ? FIRST_SPREAD / Math.sqrt(square) : 0;
  for (let point = 0; point < count; point += 1) {
    for (let axis = 0; axis < 2; axis += 1) {
      const along = axis < columns ? (values[point * columns + axis] as number) * scale : 0;
      map[2 * point + axis] = along + normal(random) * FIRST_SPREAD * 0.01;
    }
  }
  return map;
}

/** What pulls points together: for each the sum over its pairs of p · (y − y′) ÷ (1 + |y − y′|²). */
function attract({ starts, others, values }: Pairs, map: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let point = 0; point + 1 < starts.length; point += 1) {
    const [x, y] = [map[2 * point] as number, map[2 * point + 1] as number];
    let pullX = 0;
    let pullY = 0;
    for (let at = starts[point] as number; at < (starts[point + 1] as number); at += 1) {
      const other = 2 * (others[at] as number);
      const goneX = x - (map[other] as number);
      const goneY = y - (map[other + 1] as number);
      const pull = (values[at] as number) / (1 + goneX * goneX + goneY * goneY);
      pullX += pull * goneX;
      pullY += pull * goneY;
      into[other] = (into[other] as number) - pull * goneX;
      into[other + 1] = (into[other + 1] as number) - pull * goneY;
    }
    into[2 * point] = (into[2 * point] as number) + pullX;
    into[2 * point + 1] = (into[2 * point + 1] as number) + pullY;
  }
}
