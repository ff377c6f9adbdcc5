export { distilStarter, type SoundHeardTwice, type SoundToKnow } from './distil-starter.ts';
export { imagineFrames } from './imagined-frames.ts';
