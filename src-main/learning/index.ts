export { audibleFrames, countWins, meanOverFrames } from './pooling.ts';
