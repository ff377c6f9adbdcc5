export {
  type FitOptions,
  fitLinearHead,
  type LabelledFeatures,
  type LinearHead,
  predictLinearHead,
} from './linear-head.ts';
export type { FeatureTable } from './softmax-loss.ts';
