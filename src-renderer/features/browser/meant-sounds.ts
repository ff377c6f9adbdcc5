import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundsInput } from '../../../src-shared/contract/inputs.ts';
import { countRows } from './row-ranges.ts';
import type { BrowserState, Results } from './state.ts';

/** What a command is about: the chosen sound, or all that are selected, as rows of their result set. */
export type MeantSounds = { readonly count: number; readonly sounds: SoundsInput };

export const oneSound = (id: SoundId): MeantSounds => ({ count: 1, sounds: { ids: [id] } });

/** @returns `null` where nothing is chosen */
export function meantSounds({
  selection,
  selected,
  results,
}: Pick<BrowserState, 'selection' | 'selected'> & {
  readonly results: Pick<Results, 'id' | 'count'> | null;
}): MeantSounds | null {
  const count = countRows(selected);
  if (count <= 1 || results === null) return selection?.sound ? oneSound(selection.sound.id) : null;
  const ranges = count === results.count ? {} : { ranges: selected.map(({ first, end }) => ({ first, end })) };
  return { count, sounds: { resultSetId: results.id, ...ranges } };
}
