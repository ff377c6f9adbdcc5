import { stat } from 'node:fs/promises';
import type { FailedPath } from '../../src-shared/contract/indexing.ts';
import type { Catalogue, Library } from '../catalogue/index.ts';

/** What became of a library's folder: there, gone from its place, or out of reach for now (a network drive that fails). */
export type FolderState = 'there' | 'gone' | 'out-of-reach';

export async function folderState({ root }: Library): Promise<FolderState> {
  try {
    return (await stat(Buffer.from(root.bytes))).isDirectory() ? 'there' : 'gone';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
    // It is there, only closed: the walk says so, and nothing is marked missing.
    return code === 'EACCES' || code === 'EPERM' ? 'there' : 'out-of-reach';
  }
}

/** Marks all sounds of a library missing, labels kept, and says so. */
export async function markAway(catalogue: Catalogue, library: Library): Promise<FailedPath> {
  // A scan that saw no file leaves each row, and its labels, at its place.
  await catalogue.finishScan(library.id, await catalogue.beginScan(library.id));
  const count = await countMissing(catalogue, library);
  const sounds =
    count === 1
      ? '1 sound is marked missing and keeps its label'
      : `${count} sounds are marked missing and keep their labels`;
  return {
    path: library.root.display,
    failure: {
      code: 'library-offline',
      message: `The folder of this library is not there; its ${sounds}.`,
      nextStep: 'Connect its drive and index again, or index the place where the folder lies now.',
    },
  };
}

/** Whether a library has sounds and none of them is where it was: it was away when it was last looked through. */
export async function isAllMissing(catalogue: Catalogue, library: Library): Promise<boolean> {
  const missing = await countMissing(catalogue, library);
  if (missing === 0) return false;
  const { id, count } = await catalogue.query({ libraryId: library.id });
  await catalogue.releaseResultSet(id);
  return count === missing;
}

export async function countMissing(catalogue: Catalogue, { id: libraryId }: Library): Promise<number> {
  return (await catalogue.libraryCounts()).get(libraryId)?.missing ?? 0;
}
