export type { NamedBelief, SoundEvidence } from './evidence.ts';
export { type PackedFeatures, packFeatures } from './features.ts';
export { shippedStarter, type Starter } from './starter.ts';
export { describe, type Described, type LearnedHead, suggest } from './suggest.ts';
