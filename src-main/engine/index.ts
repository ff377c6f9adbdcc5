export { answerMedia, type MediaAnswer, type MediaSounds, PlaybackDecoders } from '../playback/index.ts';
export { cataloguePath, Engine, type EngineOptions } from './engine.ts';
export { PRODUCT_VERSION } from './product-version.ts';
export type { LineOrigin } from './router/serve-line.ts';
