export * from './calibration/index.ts';
export * from './features/index.ts';
export * from './linear-head/index.ts';
export * from './metrics/index.ts';
export * from './neighbours/index.ts';
export { audibleFrames, countWins, meanOverFrames } from './pooling.ts';
export { unlikeAny } from './same-recordings.ts';
export { type BalancedSound, balancedWeights } from './sample-weights.ts';
export * from './splits/index.ts';
