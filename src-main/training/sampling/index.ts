export { type PlannedBatch, planEpoch, type SampledDataset } from './epoch-plan.ts';
export { betaNumber, mixedSeed, seededNormal } from './random.ts';
