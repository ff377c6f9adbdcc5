/** Ogg declares no length, but marks its last page (RFC 3533, section 6). */
import { readSync } from 'node:fs';
import type { SoundFile } from './sound-file.ts';

/** The largest page: 27 bytes of header, 255 lacing values, 255 segments of 255 bytes. */
const LARGEST_PAGE_BYTES = 27 + 255 + 255 * 255;
const HEADER_BYTES = 27;
const END_OF_STREAM = 4;

/** Whether `tail`, the end of an Ogg file, holds a last page that is whole and says that it is the last. */
export function endsWithLastPage(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('OggS'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('OggS', at - 1)) {
    // The letters may stand within a page by chance: its version, always 0, tells most of those apart.
    if (at + HEADER_BYTES > tail.length || tail[at + 4] !== 0) continue;
    const segments = tail[at + HEADER_BYTES - 1] ?? 0;
    const lacing = tail.subarray(at + HEADER_BYTES, at + HEADER_BYTES + segments);
    const end = lacing.reduce((sum, length) => sum + length, at + HEADER_BYTES + segments);
    return lacing.length === segments && end <= tail.length && ((tail[at + 5] ?? 0) & END_OF_STREAM) !== 0;
  }
  return false;
}

/** Whether an Ogg file is there up to its last page. */
export function hasLastOggPage(file: SoundFile): boolean {
  // Tags that other programs put behind the last page take no more than a second page's length.
  const tail = Buffer.alloc(Math.min(file.sizeBytes, 2 * LARGEST_PAGE_BYTES));
  const read = readSync(file.descriptor, tail, 0, tail.length, file.sizeBytes - tail.length);
  return endsWithLastPage(tail.subarray(0, read));
}
