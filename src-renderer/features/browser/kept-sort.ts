import { type Kept, kept } from '../../app/index.ts';
import type { SortOrder } from './state.ts';

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

function parse(stored: unknown): SortOrder | undefined {
  if (typeof stored !== 'object' || stored === null || !('by' in stored)) return undefined;
  const by = (Object.keys(sortKeys) as SortOrder['by'][]).find((key) => key === stored.by);
  return by && { by, descending: 'descending' in stored && stored.descending === true };
}

/** The order of the table. */
export const keptSort: Kept<SortOrder> = kept('sort', parse, { by: 'path' });
