export type { MelChunk } from './chunks.ts';
export { inspectFile } from './inspect.ts';
export { passOverFile, type SoundPass } from './pass.ts';
export type { SamplePlanes } from './samples/decoded-planes.ts';
export { PlaneResampler } from './samples/plane-resampler.ts';
export { type SampleFormat, SampleSource } from './samples/sample-source.ts';
