import type { EmbeddedMetadata } from '../../src-shared/contract/audio.ts';
import type { CollectionFacts, Marker, SavedSearchFacts } from './personal-types.ts';

// Facts as the history keeps them: equal facts are equal texts.

export const collectionText = ({ name, colour, position }: CollectionFacts): string =>
  JSON.stringify({ name, colour, position });

export const markerText = ({ startSeconds, endSeconds, name, colour }: Omit<Marker, 'id'>): string =>
  JSON.stringify({ startSeconds, endSeconds, name, colour });

/** @param query JSON */
export const searchText = ({ name, position, query }: SavedSearchFacts): string =>
  JSON.stringify({ name, position, query });

/** What the file says, overlaid with what a person staged; an empty value takes a field out. */
export function overlaid(
  fields: EmbeddedMetadata['fields'],
  staged: { readonly [field: string]: string },
): EmbeddedMetadata['fields'] {
  return Object.fromEntries(Object.entries({ ...fields, ...staged }).filter(([, value]) => value !== ''));
}
