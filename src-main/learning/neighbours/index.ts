export { type CellIndex, type CellSearch, cellIndexOf, type NeighbourLists, searchCells } from './cell-index.ts';
export { type DistanceTile, distanceTiles } from './distance-tiles.ts';
export {
  type NeighbourhoodSearch,
  type NeighbourSearch,
  type Neighbours,
  nearestNeighbours,
} from './nearest.ts';
export { chosenPoints, finish, type Metric, type Points, pointsIn } from './points.ts';
export {
  type LabelledFrames,
  type Neighbourhood,
  type NeighbourhoodScoreOptions,
  type NeighbourScore,
  type NeighbourScoreOptions,
  scoreNeighbourhoods,
  scoreNeighbours,
} from './score.ts';
export { majorityOfFrames, voteOfNeighbours } from './vote.ts';
