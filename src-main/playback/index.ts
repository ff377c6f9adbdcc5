export { answerMedia, type MediaAnswer, type MediaRequest, type MediaSounds } from './answer-media.ts';
