import type { SoundFilter } from '../../../src-shared/contract/sounds.ts';

export type SortOrder = NonNullable<SoundFilter['sort']>;

/** Every order that the table can have; spelled out here because the contract's schemas stay out of the window. */
const sortKeys: { readonly [By in SortOrder['by']]: true } = {
  path: true,
  name: true,
  duration: true,
  sampleRate: true,
  channels: true,
  category: true,
  probability: true,
  added: true,
  collection: true,
  format: true,
  bitDepth: true,
  loudness: true,
  peak: true,
  labelSource: true,
  status: true,
  modified: true,
};

/** An order that was kept; `undefined` where it isn't one. */
export function sortOrderOf(stored: unknown): SortOrder | undefined {
  if (typeof stored !== 'object' || stored === null || !('by' in stored)) return undefined;
  const by = (Object.keys(sortKeys) as SortOrder['by'][]).find((key) => key === stored.by);
  return by && { by, ...('descending' in stored && stored.descending === true ? { descending: true } : {}) };
}

export const sameOrder = (one: SortOrder, other: SortOrder): boolean =>
  one.by === other.by && (one.descending ?? false) === (other.descending ?? false);
