export {
  type FitOptions,
  fitLinearHead,
  type LabelledFeatures,
  type LinearHead,
  predictLinearHead,
} from './linear-head.ts';
export { type FeatureTable, rowsIn } from './softmax-loss.ts';
