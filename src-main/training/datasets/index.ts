export { checkSources } from './check-sources.ts';
export { asDiskFull, type Gathered, type GatherOptions, gatherRun } from './gather-run.ts';
export { type DecodedSpectra, meanEmbedding, type SoundEmbeddings, type SoundSources } from './read-sound.ts';
export { sketchRun } from './sketch-run.ts';
export type { SourceDataset, SourceSound } from './source-sound.ts';
export { SpectraCache } from './spectra-cache.ts';
