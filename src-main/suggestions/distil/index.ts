export { carryStarter } from './carry-starter.ts';
export { distilStarter, type SoundHeardTwice } from './distil-starter.ts';
export type { SoundToKnow } from './taught-labels.ts';
