export {
  type FitOptions,
  fitLinearHead,
  type LabelledFeatures,
  type LinearHead,
} from './linear-head.ts';
export type { FeatureTable } from './softmax-loss.ts';
