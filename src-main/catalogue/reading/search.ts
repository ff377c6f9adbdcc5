import type { Database } from 'better-sqlite3';
import type { CategoryBranch, FacetCounts, FolderBranch, LibraryBranch } from '../../../src-shared/contract/facets.ts';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Expansion } from '../../../src-shared/query/index.ts';
import type { Library, LibraryCounts, SoundFilter, SoundQuery } from '../types.ts';
import type { ColumnReader, Columns } from './columns.ts';
import { createFilter } from './filter.ts';
import { createLibraryCounter, inNoRemovedLibrary } from './libraries.ts';
import { countByLibrary, countSounds, type SoundCounts } from './library-counts.ts';
import type { Mask } from './mask.ts';
import { createSorter } from './order.ts';
import { createPersonalColumns } from './personal-columns.ts';
import { type Counted, countCategories, createFolderTree } from './trees.ts';

export type Found = {
  readonly ids: Uint32Array;
  readonly revision: number;
  /** What the thesaurus widened the search to. */
  readonly expandedTo: readonly Expansion[];
};

/** Answers queries with ordered ids, and counts what they find. */
export function createSearcher(db: Database, libraries: () => readonly Library[], columnReader: ColumnReader) {
  const personal = createPersonalColumns(db);
  const filter = createFilter(db, libraries, personal);
  const { sorted, orders } = createSorter(db);
  const folderTree = createFolderTree();

  const everything = db
    .prepare<[], number>(`SELECT id FROM sounds WHERE ${inNoRemovedLibrary} ORDER BY library_id, path`)
    .pluck();
  const countLibraries = createLibraryCounter(db);
  const revision = db.prepare<[], number>('SELECT revision FROM catalogue_state').pluck();
  const readColumns = columnReader.read;

  const search = (query: SoundQuery): Found => {
    // A window that opens shows all sounds first: it need not wait for the columns of a million.
    if (columnReader.isBeginning() && asksForEverything(query)) {
      return { ids: Uint32Array.from(everything.all()), revision: revision.get() ?? 0, expandedTo: [] };
    }
    const columns = readColumns();
    const { mask, expandedTo } = filter.maskFor(query, columns);
    const members = query.collectionId === undefined ? null : personal.idsInCollection(query.collectionId);
    const by = query.sort?.by ?? (members === null ? 'path' : 'collection');
    const descending = query.sort?.descending ?? false;
    const ids =
      by === 'collection' ? inOrder(members ?? [], mask, columns, descending) : sorted(mask, columns, by, descending);
    return { ids, revision: columns.revision, expandedTo };
  };
  const facets = (request: SoundFilter): FacetCounts => filter.facetCounts(request, readColumns());
  const libraryCounts = (): ReadonlyMap<LibraryId, LibraryCounts> =>
    columnReader.isBeginning() ? countLibraries() : countByLibrary(readColumns());
  /** `null` before the columns are here. */
  const soundCounts = (): SoundCounts | null => (columnReader.isBeginning() ? null : countSounds(readColumns()));
  const countedBy = (request: SoundFilter | undefined, columns: Columns): Counted => {
    if (request === undefined || asksForEverything({ ...request, folder: undefined as never })) return null;
    const { folder: _, ...others } = request;
    return { name: JSON.stringify(others), mask: () => filter.maskBeside('folder', others, columns) };
  };
  const librariesOfTree = (request: SoundFilter): LibraryBranch[] => {
    const columns = readColumns();
    return folderTree.libraries(columns, countedBy(request, columns));
  };
  const folders = (libraryId: LibraryId, path: string, request?: SoundFilter): FolderBranch[] => {
    const columns = readColumns();
    return folderTree.below(columns, libraryId, path, countedBy(request, columns));
  };
  const categories = (request: SoundFilter): CategoryBranch[] => {
    const columns = readColumns();
    return countCategories(columns, filter.maskBeside('category', request, columns));
  };

  // Each in one read transaction, so that columns, full text and order are of the same state.
  return {
    revision: () => revision.get() ?? 0,
    search: db.transaction(search) as typeof search,
    facets: db.transaction(facets) as typeof facets,
    libraryCounts: db.transaction(libraryCounts) as typeof libraryCounts,
    soundCounts: db.transaction(soundCounts) as typeof soundCounts,
    libraryBranches: db.transaction(librariesOfTree) as typeof librariesOfTree,
    folders: db.transaction(folders) as typeof folders,
    categories: db.transaction(categories) as typeof categories,
    /** Brings the columns up to now; gives how many sounds had changed. */
    takeChanges: db.transaction(() => {
      const before = columnReader.rowsRead();
      readColumns();
      return columnReader.rowsRead() - before;
    }),
    orders: db.transaction(() => orders(readColumns())),
  };
}

const asksForEverything = ({ text = '', sort, thesaurus: _, ...filter }: SoundQuery): boolean =>
  text.trim() === '' &&
  (sort === undefined || (sort.by === 'path' && sort.descending !== true)) &&
  Object.values(filter).every((value) => value === undefined || value === false);

/** Those of a list that the mask lets through. */
function inOrder(soundIds: readonly number[], mask: Mask, columns: Columns, descending: boolean): Uint32Array {
  const ids = Uint32Array.from(soundIds.filter((id) => mask[columns.slotOf(id)] === 1));
  return descending ? ids.reverse() : ids;
}
