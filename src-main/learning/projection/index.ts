export { placeByLandmarks } from './landmarks.ts';
export {
  type Projected,
  type ProjectionMethod,
  type ProjectionOptions,
  type ProjectionStep,
  project,
  projectReduced,
  REDUCED_COLUMNS,
} from './project.ts';
export { type Reduction, reduced, reductionOf } from './reduced.ts';
export { type TSneOptions, tSne } from './t-sne.ts';
export { trustworthiness } from './trustworthiness.ts';
