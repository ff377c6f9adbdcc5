export { createNameContext, type NameContext, type NamedPath } from './context.ts';
export { type NamedBelief, readNames, type SoundNames } from './read-names.ts';
