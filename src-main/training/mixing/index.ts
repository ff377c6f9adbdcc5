export { difficultyWeights, focalWeight, runningPerformance } from './loss-weights.ts';
export { datasetShares, type MixedDataset, type Stage, stagesOf } from './stages.ts';
