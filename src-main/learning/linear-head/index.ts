export {
  type FitOptions,
  fitLinearHead,
  type LabelledFeatures,
  type LinearHead,
} from './linear-head.ts';
export { fitSoftHead, type SoftTargets } from './soft-head.ts';
export type { FeatureTable } from './softmax-loss.ts';
