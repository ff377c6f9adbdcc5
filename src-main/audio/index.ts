export type { MelChunk } from './chunks.ts';
export { inspectFile } from './inspect.ts';
export { passOverFile, type SoundPass } from './pass.ts';
