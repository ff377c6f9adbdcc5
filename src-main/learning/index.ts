export * from './calibration/index.ts';
export * from './features/index.ts';
export { type LearnedSounds, learnSounds, type SoundsToLearn } from './learn-sounds.ts';
export * from './linear-head/index.ts';
export * from './metrics/index.ts';
export { audibleFrames, countWins, meanOverFrames } from './pooling.ts';
export { balancedWeights } from './sample-weights.ts';
export * from './splits/index.ts';
