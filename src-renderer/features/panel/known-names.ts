import { useMemo } from 'react';
import { useAppState } from '../../app/index.ts';
import type { KnownNames } from './facet-words.ts';

/** Names of libraries and collections, by their ids. */
export function useKnownNames(): KnownNames {
  const libraries = useAppState((state) => state.library.libraries);
  const collections = useAppState((state) => state.collections.list);
  return useMemo(
    () => ({
      libraries: new Map<number, string>(libraries?.map(({ id, name }) => [id, name])),
      collections: new Map(collections?.map(({ id, name }) => [id, name])),
    }),
    [libraries, collections],
  );
}
