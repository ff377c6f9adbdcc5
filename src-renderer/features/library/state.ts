import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { FolderListing } from '../../../src-shared/contract/folders.ts';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';

export type LibraryState = {
  /** `null` before the first answer. */
  readonly libraries: readonly LibraryRecord[] | null;
  readonly failure: Failure | null;
  /** The folder chooser's present place. */
  readonly listing: FolderListing | null;
  readonly listingFailure: Failure | null;
};

export const initialLibraryState: LibraryState = {
  libraries: null,
  failure: null,
  listing: null,
  listingFailure: null,
};
