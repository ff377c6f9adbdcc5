export { type FeatureSpace, featuresIn, featuresOf, fitFeatureSpace } from './feature-space.ts';
export { type HeardFrames, type PooledSound, poolSound } from './pooled-sound.ts';
export { principalComponents } from './principal-components.ts';
