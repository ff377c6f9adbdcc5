import { type Points, pointsIn } from '../neighbours/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { affinitiesOf } from './affinities.ts';
import { centre, descend, newDescent, normal } from './descent.ts';

export type TSneOptions = {
  readonly seed: number;
  /** Neighbours a point, about; default 30, never more than a third of the other points. */
  readonly perplexity?: number;
  /** Default 1,000, the first quarter of them with exaggerated affinities. */
  readonly iterations?: number;
};

/** Affinities count so many times at first, so that clusters form (van der Maaten 2014, section 5.1). */
const EXAGGERATION = 12;
/** Momentum while exaggerated and after (van der Maaten 2008, section 3.4). */
const MOMENTA = [0.5, 0.8] as const;
/** Pairs of points between two steps for others: a millisecond or two. */
const PAIRS_A_STEP = 200_000;

/**
 * A map of points in two dimensions on which near points are near: exact t-SNE (van der Maaten and Hinton 2008,
 * "Visualizing data using t-SNE"), with a learning rate that grows with the points (Belkina et al. 2019, "Automated
 * optimized parameters for t-SNE"; as scikit-learn's `learning_rate="auto"`). For up to a few thousand points: work is
 * points² an iteration, memory points² × 8 bytes. The same points and seed always give the same map. Steps after a few
 * milliseconds each.
 * @param points points × columns, Euclidean
 * @returns points × 2, centred; no unit
 */
export function* tSne(points: Points, options: TSneOptions): Generator<void, Points> {
  const count = pointsIn(points);
  const map = new Float64Array(count * 2);
  // Fewer than four points have no neighbourhoods that could be kept.
  const perplexity = Math.min(options.perplexity ?? 30, (count - 1) / 3);
  const random = seededRandom(options.seed);
  for (let at = 0; at < map.length; at += 1) map[at] = 1e-4 * normal(random);
  if (count < 2) return { columns: 2, values: map };
  const affinities = yield* affinitiesOf(points, Math.max(1, perplexity));
  const iterations = options.iterations ?? 1_000;
  const rate = Math.max(count / EXAGGERATION / 4, 50);
  const descent = newDescent(map.length);
  const gradient = new Float64Array(map.length);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const early = iteration < iterations / 4;
    yield* fillGradient(affinities, map, early ? EXAGGERATION : 1, gradient);
    descend(map, gradient, descent, rate, early ? MOMENTA[0] : MOMENTA[1]);
    centre(map);
  }
  return { columns: 2, values: map };
}

/** 4·Σ (p − q)·(y − y′) ÷ (1 + |y − y′|²), equation 5; q's sum is known after all pairs only, so both parts are kept. */
function* fillGradient(
  affinities: Float64Array,
  map: Float64Array,
  exaggeration: number,
  gradient: Float64Array,
): Generator<void, void> {
  const count = map.length / 2;
  const apart = new Float64Array(map.length);
  gradient.fill(0);
  let total = 0;
  let pairs = 0;
  for (let one = 0; one < count; one += 1) {
    total += addPairs(affinities.subarray(one * count, (one + 1) * count), map, one, gradient, apart);
    pairs += count - one;
    if (pairs < PAIRS_A_STEP) continue;
    pairs = 0;
    yield;
  }
  // Each pair was added once, and stands twice in the sum.
  const normaliser = Math.max(2 * total, Number.MIN_VALUE);
  for (let at = 0; at < gradient.length; at += 1) {
    gradient[at] = 4 * (exaggeration * (gradient[at] as number) - (apart[at] as number) / normaliser);
  }
  yield;
}

/**
 * Adds what pulls a point and the later ones together, and what pushes them apart but for its normaliser.
 * @returns the sum of how near the later points are
 */
function addPairs(
  affinities: Float64Array,
  map: Float64Array,
  one: number,
  together: Float64Array,
  apart: Float64Array,
): number {
  const x = map[2 * one] as number;
  const y = map[2 * one + 1] as number;
  let total = 0;
  let pullX = 0;
  let pullY = 0;
  let pushX = 0;
  let pushY = 0;
  for (let other = one + 1; other < affinities.length; other += 1) {
    const goneX = x - (map[2 * other] as number);
    const goneY = y - (map[2 * other + 1] as number);
    const near = 1 / (1 + goneX * goneX + goneY * goneY);
    const pull = (affinities[other] as number) * near;
    const push = near * near;
    total += near;
    pullX += pull * goneX;
    pullY += pull * goneY;
    pushX += push * goneX;
    pushY += push * goneY;
    together[2 * other] = (together[2 * other] as number) - pull * goneX;
    together[2 * other + 1] = (together[2 * other + 1] as number) - pull * goneY;
    apart[2 * other] = (apart[2 * other] as number) - push * goneX;
    apart[2 * other + 1] = (apart[2 * other + 1] as number) - push * goneY;
  }
  together[2 * one] = (together[2 * one] as number) + pullX;
  together[2 * one + 1] = (together[2 * one + 1] as number) + pullY;
  apart[2 * one] = (apart[2 * one] as number) + pushX;
  apart[2 * one + 1] = (apart[2 * one + 1] as number) + pushY;
  return total;
}
