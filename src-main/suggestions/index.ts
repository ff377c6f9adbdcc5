export type { SoundEvidence } from './evidence.ts';
export { SUGGESTIONS_A_SOUND, suggest } from './suggest.ts';
