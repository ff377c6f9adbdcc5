import { distanceTiles, nearestNeighbours, type Points, pointsIn } from '../neighbours/index.ts';

/**
 * How far neighbours on a map are neighbours in the space that it shows, 0…1: points that are among the k nearest of
 * another on the map only are charged by how far down they stand in the space (Venna and Kaski 2001, "Neighborhood
 * preservation in nonlinear projection methods"; values of scikit-learn's `trustworthiness`). Euclidean distances on both
 * sides. Memory: a tile and points × k numbers. Steps after a few milliseconds each.
 * @param space points × columns
 * @param map the same points on the map, row for row
 * @param k neighbours that are looked at, fewer than half the points
 * @throws RangeError where the rows differ, or k is less than 1 or not less than half the points
 */
export function* trustworthiness(space: Points, map: Points, k: number): Generator<void, number> {
  const points = pointsIn(space);
  if (points !== pointsIn(map)) throw new RangeError(`${points} points in the space and ${pointsIn(map)} on the map`);
  if (!(k < points / 2)) throw new RangeError(`${k} neighbours of ${points} points`);
  const { places } = yield* nearestNeighbours({ metric: 'euclidean', k, points: map });
  const wanted = new Float64Array(points * k);
  for (const { from, others, height, width, stride, distances } of distanceTiles('euclidean', space, space)) {
    for (let row = 0; row < height; row += 1) {
      for (let place = 0; place < k; place += 1) {
        const neighbour = (places[(from + row) * k + place] as number) - others;
        if (neighbour >= 0 && neighbour < width) {
          wanted[(from + row) * k + place] = distances[row * stride + neighbour] as number;
        }
      }
    }
    yield;
  }
  const ranks = new Int32Array(points * k).fill(1);
  for (const { from, others, height, width, stride, distances } of distanceTiles('euclidean', space, space)) {
    for (let row = 0; row < height; row += 1) {
      const begin = (from + row) * k;
      for (let column = 0; column < width; column += 1) {
        const other = others + column;
        if (other === from + row) continue;
        const distance = distances[row * stride + column] as number;
        for (let place = begin; place < begin + k; place += 1) {
          // Of equally far points the earlier stands first.
          const far = wanted[place] as number;
          if (distance < far || (distance === far && other < (places[place] as number))) {
            ranks[place] = (ranks[place] as number) + 1;
          }
        }
      }
    }
    yield;
  }
  const charged = ranks.reduce((sum, rank) => sum + Math.max(0, rank - k), 0);
  return 1 - charged * (2 / (points * k * (2 * points - 3 * k - 1)));
}
