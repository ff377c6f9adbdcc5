export { createNameContext, type NameContext, type NamedPath } from './context.ts';
export {
  clueOf,
  namesVersion,
  type PackedNames,
  packNames,
  probabilityOf,
  shareCategory,
  shareCount,
  shareProbability,
  unkeptProbability,
  unpackNames,
} from './packed.ts';
export { type NamedBelief, readNames, type SoundNames } from './read-names.ts';
