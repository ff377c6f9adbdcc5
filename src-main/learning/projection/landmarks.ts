import { type CellIndex, type Points, pointsIn, searchCells } from '../neighbours/index.ts';

/** Landmarks that say where a point lies; the nearest counts most. */
const LANDMARKS = 5;
/** Cells that are looked through: the few nearest landmarks lie in few. */
const CELLS = 3;
const POINTS_AT_ONCE = 20_000;

/**
 * Where points lie on a map that was made of others: the mean of their nearest landmarks' places, weighted by one over the
 * square of the distance (Shepard 1968, "A two-dimensional interpolation function for irregularly-spaced data"). Steps
 * after some milliseconds each; a step gives how much is done, 0…1.
 * @param landmarks the points that the map was made of, in the same space
 * @param map landmarks × 2
 * @returns points × 2
 */
export function* placeByLandmarks(landmarks: CellIndex, map: Points, points: Points): Generator<number, Points> {
  const count = pointsIn(points);
  const values = new Float64Array(count * 2);
  const k = Math.min(LANDMARKS, landmarks.order.length);
  if (k === 0) return { columns: 2, values };
  for (let from = 0; from < count; from += POINTS_AT_ONCE) {
    const end = Math.min(count, from + POINTS_AT_ONCE);
    const queries = { ...points, values: points.values.subarray(from * points.columns, end * points.columns) };
    const searching = searchCells(landmarks, { queries, k, cells: CELLS });
    let step = searching.next();
    for (; !step.done; step = searching.next()) yield (from + step.value * (end - from)) / count;
    const { places, squares } = step.value;
    for (let point = from; point < end; point += 1) {
      const first = (point - from) * k;
      let [weights, x, y] = [0, 0, 0];
      for (let at = first; at < first + k; at += 1) {
        const place = places[at] as number;
        if (place < 0) continue;
        const weight = 1 / Math.max(squares[at] as number, 1e-9 * (squares[first + k - 1] as number), 1e-30);
        weights += weight;
        x += weight * (map.values[2 * place] as number);
        y += weight * (map.values[2 * place + 1] as number);
      }
      values[2 * point] = weights > 0 ? x / weights : 0;
      values[2 * point + 1] = weights > 0 ? y / weights : 0;
    }
  }
  return { columns: 2, values };
}
