export type { SoundEvidence } from './evidence.ts';
export { suggest } from './suggest.ts';
