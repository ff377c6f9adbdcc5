import type { CollectionRecord } from '../../../src-shared/contract/collections.ts';

export type CollectionsState = {
  /** In their order; `null` before the first answer. */
  readonly list: readonly CollectionRecord[] | null;
};

export const initialCollectionsState: CollectionsState = { list: null };
