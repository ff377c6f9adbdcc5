export { answerMedia, type MediaAnswer, type MediaRequest, type MediaSounds } from '../playback/index.ts';
export { examine, type Finding } from './doctor.ts';
export { type EmbeddedOutput, planEmbeddingOutputs, writeEmbeddings } from './embedding-outputs.ts';
export { Engine, type EngineOptions } from './engine.ts';
export { type HeardFile, suggestForFiles } from './listen-to-files.ts';
