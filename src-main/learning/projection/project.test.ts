import { UMAP } from 'umap-js';
import { describe, expect, it } from 'vitest';
import {
  cellIndexOf,
  chosenPoints,
  finish,
  nearestNeighbours,
  type Points,
  pointsIn,
  searchCells,
} from '../neighbours/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { golden, pointsOf } from '../testing/embedding-metrics.test-support.ts';
import { type ProjectionOptions, project, trustworthiness, tSne } from './index.ts';

const train = pointsOf(golden.train);
const trust = (space: Points, map: Points) => finish(trustworthiness(space, map, 10));

function through(points: Points, options: ProjectionOptions): Points {
  const steps = project(points, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    expect(step.value.done).toBeGreaterThanOrEqual(0);
    expect(step.value.done).toBeLessThanOrEqual(1);
  }
}

/** Blobs in a space of 20 columns. */
function blobs(count: number): Points {
  const random = seededRandom(9);
  const centres = Float64Array.from({ length: 10 * 20 }, () => random() * 8);
  const values = new Float32Array(count * 20);
  for (let point = 0; point < count; point += 1) {
    for (let at = 0; at < 20; at += 1) {
      values[point * 20 + at] = (centres[(point % 10) * 20 + at] as number) + random() + random();
    }
  }
  return { columns: 20, values };
}

describe('a map of points', () => {
  it('by t-SNE is as trustworthy as that of scikit-learn', () => {
    const map = through(train, { method: 't-sne', seed: 1 });
    expect(Math.abs(trust(train, map) - golden.results.tsneTrustworthiness10)).toBeLessThan(0.02);
    expect(Math.abs(trust(train, map) - trust(train, finish(tSne(train, { seed: 1 }))))).toBeLessThan(0.02);
  });

  it('by UMAP is as trustworthy as that of umap-js', () => {
    const map = through(train, { method: 'umap', seed: 1 });
    const theirs = new UMAP({ random: seededRandom(1), nNeighbors: 15 }).fit(golden.train.map((row) => [...row]));
    expect(trust(train, map)).toBeGreaterThan(trust(train, pointsOf(theirs)) - 0.02);
  });

  it.each(['t-sne', 'umap'] as const)('by %s is the same for a seed, and another for another', (method) => {
    const of = (seed: number) => through(chosenPoints(train, Array(40).keys().toArray()), { method, seed }).values;
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });

  it.each(['t-sne', 'umap'] as const)('by %s is made of equal points, a few, one, and none', (method) => {
    const isMap = (points: Points) => through(points, { method, seed: 1 }).values.every(Number.isFinite);
    expect(isMap(pointsOf(Array.from({ length: 8 }, () => [0, 0, 0])))).toBe(true);
    expect(isMap(pointsOf([[1], [2], [3]]))).toBe(true);
    expect(isMap(pointsOf([[1]]))).toBe(true);
    expect(isMap(pointsOf([]))).toBe(true);
  });

  it('of more points than landmarks has the others among their nearest', () => {
    const points = blobs(600);
    const map = through(points, { method: 'umap', seed: 1, mostLandmarks: 300 });
    expect(pointsIn(map)).toBe(600);
    expect(trust(points, map)).toBeGreaterThan(0.85);
  });
});

describe('approximate neighbours', () => {
  const points = blobs(3_000);
  const index = finish(cellIndexOf(points, 1));
  const search = (cells: number) => {
    const steps = searchCells(index, { queries: points, k: 15, cells, amongThemselves: true });
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };
  const exact = finish(nearestNeighbours({ metric: 'euclidean', k: 15, points }));

  it('through all cells are the nearest, in order', () => {
    const { places, squares } = search(index.starts.length - 1);
    expect(places).toEqual(exact.places);
    expect(squares.every((square, at) => at % 15 === 0 || square >= (squares[at - 1] as number))).toBe(true);
  });

  it('through a few cells are nearly all of them', () => {
    const { places } = search(6);
    let found = 0;
    for (let query = 0; query < 3_000; query += 1) {
      const true_ = new Set(exact.places.subarray(query * 15, query * 15 + 15));
      for (const place of places.subarray(query * 15, query * 15 + 15)) found += Number(true_.has(place));
    }
    expect(found / exact.places.length).toBeGreaterThan(0.95);
  });
});
