export { placeByLandmarks } from './landmarks.ts';
export {
  type ProjectionMethod,
  type ProjectionOptions,
  type ProjectionStep,
  project,
  projectionMethods,
} from './project.ts';
export { type TSneOptions, tSne } from './t-sne.ts';
export { trustworthiness } from './trustworthiness.ts';
