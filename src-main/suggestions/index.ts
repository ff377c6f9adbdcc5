export type { SoundEvidence } from './evidence.ts';
export { createNameContext, type NamedBelief, readNames } from './named/index.ts';
export { suggest } from './suggest.ts';
