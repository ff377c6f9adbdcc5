import type { Evidence, Suggestion } from '../../../src-shared/contract/suggestions.ts';

/**
 * How much what a sound is called and what it sounds like speak against each other, 0…1: each has a favourite among the
 * suggestions, and prefers it to the other's by some probability; the geometric mean of the two. 0 where they agree, or
 * where one of them says nothing.
 */
export function disagreementOf(suggestions: readonly Suggestion[]): number {
  const heard = beliefsOf(suggestions, 'heard');
  const named = beliefsOf(suggestions, 'named');
  const favouriteHeard = favouriteOf(heard);
  const favouriteNamed = favouriteOf(named);
  if (favouriteHeard === favouriteNamed || favouriteHeard < 0 || favouriteNamed < 0) return 0;
  const heardPrefers = (heard[favouriteHeard] ?? 0) - (heard[favouriteNamed] ?? 0);
  const namedPrefers = (named[favouriteNamed] ?? 0) - (named[favouriteHeard] ?? 0);
  return Math.sqrt(heardPrefers * namedPrefers);
}

const beliefsOf = (suggestions: readonly Suggestion[], kind: Evidence['kind']): readonly number[] =>
  suggestions.map(({ evidence }) => evidence.find((one) => one.kind === kind)?.probability ?? 0);

/** The first that is believed in most; −1 where none is. */
function favouriteOf(beliefs: readonly number[]): number {
  const most = Math.max(0, ...beliefs);
  return most === 0 ? -1 : beliefs.indexOf(most);
}
