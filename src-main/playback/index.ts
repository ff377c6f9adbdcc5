export { answerMedia, type MediaAnswer, type MediaRequest, type MediaSounds } from './answer-media.ts';
export { PlaybackDecoders } from './decoding/playback-decoders.ts';
export type { RenderCommand } from './decoding/protocol.ts';
