import { type CellIndex, cellIndexOf, chosenPoints, type Points, pointsIn, searchCells } from '../neighbours/index.ts';
import { shuffled } from '../seeded-random.ts';
import { fastTSne } from './fast-t-sne.ts';
import { placeByLandmarks } from './landmarks.ts';
import { reduced, reductionOf } from './reduced.ts';
import { umap } from './umap.ts';

export const projectionMethods = ['t-sne', 'umap'] as const;
export type ProjectionMethod = (typeof projectionMethods)[number];

export type ProjectionOptions = {
  readonly method: ProjectionMethod;
  readonly seed: number;
  /** More points than these are placed by those among them that were drawn; default 100,000. */
  readonly mostLandmarks?: number;
  /** Of t-SNE; default 30, of few points less. */
  readonly perplexity?: number;
};

/** What a projection is at. `done`: how much of it, 0…1. */
export type ProjectionStep = {
  readonly stage: 'neighbours' | 'layout' | 'placing';
  readonly done: number;
};

const MOST_LANDMARKS = 100_000;
/** Distances are looked at in so many principal directions. */
export const REDUCED_COLUMNS = 50;
const PERPLEXITY = 30;
const UMAP_NEIGHBOURS = 14;
/** Of √points cells: 95 of 100 true neighbours and more are found (docs/map.md has the measurements). */
const CELLS_LOOKED_THROUGH = 12;

/**
 * A map of points in two dimensions on which points that are near in the space are near, whatever their number: principal
 * directions, approximate neighbours, then t-SNE or UMAP; of very many points a sample is mapped, and the others stand
 * among their nearest. The same points and seed always give the same map. Steps after some milliseconds each, so that
 * whoever drives it can let others in, tell how far it is, or stop.
 * @param points points × columns, Euclidean; nothing but numbers
 * @returns points × 2; no unit
 */
export function* project(points: Points, options: ProjectionOptions): Generator<ProjectionStep, Points> {
  const reduction = yield* telling('neighbours', reductionOf(points, REDUCED_COLUMNS, options.seed));
  const space = yield* telling('neighbours', reduced(reduction, points));
  return (yield* projectReduced(space, options)).map;
}

/** A map, and which of its points the others were placed by: all of them where there are few. */
export type Projected = { readonly map: Points; readonly landmarks: Uint32Array };

/**
 * The same of points that were reduced already, so that the whole space needn't be in memory at once.
 * @param space points × columns of `reduced`
 */
export function* projectReduced(space: Points, options: ProjectionOptions): Generator<ProjectionStep, Projected> {
  const count = pointsIn(space);
  const most = options.mostLandmarks ?? MOST_LANDMARKS;
  if (count <= most) {
    const index = yield* telling('neighbours', cellIndexOf(space, options.seed));
    const map = yield* layOut(space, index, options);
    return { map, landmarks: Uint32Array.from({ length: count }, (_, at) => at) };
  }
  const drawn = Uint32Array.from(shuffled(Array(count).keys(), options.seed).slice(0, most)).sort();
  const landmarks = chosenPoints(space, drawn);
  const index = yield* telling('neighbours', cellIndexOf(landmarks, options.seed));
  const map = yield* layOut(landmarks, index, options);
  const all = yield* telling('placing', placeByLandmarks(index, map, space));
  for (const [at, place] of drawn.entries()) all.values.set(map.values.subarray(2 * at, 2 * at + 2), 2 * place);
  return { map: all, landmarks: drawn };
}

function* layOut(space: Points, index: CellIndex, options: ProjectionOptions): Generator<ProjectionStep, Points> {
  const { method, seed } = options;
  const most = pointsIn(space) - 1;
  if (most < 1) return { columns: 2, values: new Float64Array(2 * (most + 1)) };
  // Fewer than four points have no neighbourhoods that could be kept.
  const perplexity = Math.max(1, Math.min(options.perplexity ?? PERPLEXITY, most / 3));
  const k = Math.min(most, method === 't-sne' ? Math.ceil(3 * perplexity) : UMAP_NEIGHBOURS);
  const search = { queries: space, k, cells: CELLS_LOOKED_THROUGH, amongThemselves: true };
  const neighbours = yield* telling('neighbours', searchCells(index, search));
  if (method === 'umap') return yield* telling('layout', umap(neighbours, space, { seed }));
  return yield* telling('layout', fastTSne(neighbours, space, { seed, perplexity }));
}

/** Goes through one part of the work. */
function* telling<Result>(
  stage: ProjectionStep['stage'],
  steps: Generator<number, Result> | Generator<void, Result>,
): Generator<ProjectionStep, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { stage, done: step.value ?? 0 };
  }
}
