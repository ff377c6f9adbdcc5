import type { LibraryId } from '../../src-shared/contract/identifiers.ts';

/** A path as the file system spells it and as a person reads it. Library-relative paths use `/` on every system. */
export type PathName = {
  readonly bytes: Uint8Array;
  readonly display: string;
};

/** Cheap facts that say whether a file is worth looking at again; never its identity. */
export type FileHints = {
  readonly sizeBytes: number;
  readonly modifiedNs: bigint;
  /** Lower-case hex of a hash over the first and last few kilobytes. */
  readonly edgesHash: string;
};

export type SoundStatus = 'indexed' | 'failed' | 'missing';

export type Library = {
  readonly id: LibraryId;
  readonly name: string;
  /** Absolute path of the root folder. */
  readonly root: PathName;
  readonly addedAt: Date;
  /** When the last finished scan began; `null` before the first. */
  readonly lastScanAt: Date | null;
};
