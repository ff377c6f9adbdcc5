export { type FeatureSpace, featuresIn, featuresOf, fitFeatureSpace } from './feature-space.ts';
export { type HeardFrames, type PooledSound, poolSound } from './pooled-sound.ts';
export { type PrincipalComponents, principalComponents } from './principal-components.ts';
