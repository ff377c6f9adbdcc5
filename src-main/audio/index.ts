export type { MelChunk } from './chunks.ts';
export { type Inspection, inspectFile } from './inspect.ts';
export { locateAsset } from './locate-asset.ts';
export { type PassOptions, passOverFile, type SoundPass } from './pass.ts';
