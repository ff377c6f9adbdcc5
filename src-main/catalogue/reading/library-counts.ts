import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { LibraryCounts } from '../types.ts';
import type { Columns } from './columns.ts';
import { statusCodes } from './sound-columns.ts';

/** In one pass over all sounds; a library without any is not named. */
export function countByLibrary({ count, libraryId, status }: Columns): ReadonlyMap<LibraryId, LibraryCounts> {
  const counts = new Map<LibraryId, { sounds: number; failed: number; missing: number }>();
  for (let slot = 0; slot < count; slot++) {
    const library = (libraryId[slot] ?? 0) as LibraryId;
    let known = counts.get(library);
    if (known === undefined) {
      known = { sounds: 0, failed: 0, missing: 0 };
      counts.set(library, known);
    }
    known.sounds += 1;
    if (status[slot] === statusCodes.failed) known.failed += 1;
    else if (status[slot] === statusCodes.missing) known.missing += 1;
  }
  return counts;
}

/** How many sounds there are of each status, and frames of those that can be heard. */
export type SoundCounts = LibraryCounts & { readonly frames: number };

/** In one pass over all sounds. */
export function countSounds({ count, status, frames }: Columns): SoundCounts {
  const counts = { sounds: count, failed: 0, missing: 0, frames: 0 };
  for (let slot = 0; slot < count; slot++) {
    if (status[slot] === statusCodes.failed) counts.failed += 1;
    else if (status[slot] === statusCodes.missing) counts.missing += 1;
    else counts.frames += frames[slot] ?? 0;
  }
  return counts;
}
