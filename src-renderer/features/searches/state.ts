import type { PastSearch, SavedSearchRecord } from '../../../src-shared/contract/searches.ts';

export type SearchesState = {
  /** Under names, in their order; `null` before the first answer. */
  readonly saved: readonly SavedSearchRecord[] | null;
  /** Newest first. */
  readonly past: readonly PastSearch[];
};

export const initialSearchesState: SearchesState = { saved: null, past: [] };
