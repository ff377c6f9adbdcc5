export { carryStarter, distilStarter, type SoundHeardTwice, type SoundToKnow } from './distil/index.ts';
export type { SoundEvidence } from './evidence.ts';
export { type FrameValues, type PackedFeatures, packFeatures } from './features.ts';
export { type FrameReading, frameReading, readFrames, smoothFrames } from './frames.ts';
export { type Batch, Learner, type Renewed } from './learning/learner.ts';
export { scoringName } from './learning/scoring-name.ts';
export type { LabelOfSound } from './learning/training-set.ts';
export {
  createNameContext,
  type NameContext,
  type NamedBelief,
  type NamedPath,
  namesVersion,
  type PackedNames,
  packNames,
  readNames,
  type SoundNames,
  unpackNames,
} from './named/index.ts';
export { type FusionConstants, type Head, type Powers, readStarter, type Starter, shippedStarter } from './starter.ts';
export { LEARNING, starterFile } from './starter-file.ts';
export { type Described, describe, type LearnedHead, SUGGESTIONS_A_SOUND, suggest, suggestBy } from './suggest.ts';
export { type SoundToTeach, type Taught, teach } from './teach.ts';
