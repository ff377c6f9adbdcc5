import type { Catalogue, Library, ScanId } from '../catalogue/index.ts';

const ROWS_AT_ONCE = 200;
const SLASH = '/';

/**
 * Counts the sounds in folders that could not be read as seen: what lies there is unknown, not gone.
 * @param folders below the library's root, `/` between the parts
 */
export async function keepUnread(
  catalogue: Catalogue,
  library: Library,
  scanId: ScanId,
  folders: readonly Buffer[],
): Promise<void> {
  const starts = folders.map((folder) => folder.toString('latin1') + SLASH);
  const { id, count } = await catalogue.query({ libraryId: library.id });
  try {
    for (let offset = 0; offset < count; offset += ROWS_AT_ONCE) {
      const page = await catalogue.page(id, offset, ROWS_AT_ONCE);
      const kept = page.filter(({ relativePath, status }) => {
        const place = Buffer.from(relativePath.bytes).toString('latin1');
        return status !== 'missing' && starts.some((start) => place.startsWith(start));
      });
      // No file has this time: nothing more than having been seen is noted.
      const entries = kept.map(({ relativePath, sizeBytes }) => ({ path: relativePath, sizeBytes, modifiedNs: -1n }));
      await catalogue.recordSeen(library.id, scanId, entries);
    }
  } finally {
    await catalogue.releaseResultSet(id);
  }
}
