import type { CategoryBranch, FolderBranch, LibraryBranch, TreeCounts } from '../../../src-shared/contract/facets.ts';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Columns } from './columns.ts';
import type { Mask } from './mask.ts';

type Counts = { readonly sounds: Uint32Array; readonly labelled: Uint32Array; readonly suggested: Uint32Array };

const countsFor = (length: number): Counts => ({
  sounds: new Uint32Array(length),
  labelled: new Uint32Array(length),
  suggested: new Uint32Array(length),
});

const treeCounts = ({ sounds, labelled, suggested }: Counts, at: number): TreeCounts => ({
  sounds: sounds[at] ?? 0,
  labelled: labelled[at] ?? 0,
  suggested: suggested[at] ?? 0,
  unreviewed: (sounds[at] ?? 0) - (labelled[at] ?? 0),
});

const add = (column: Uint32Array, at: number, amount = 1): void => {
  column[at] = (column[at] ?? 0) + amount;
};

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Sounds that are counted: by which name, and where they are; nothing: all of them. */
export type Counted = { readonly name: string; readonly mask: () => Mask } | null;

/**
 * Gives the folders right below one, with what lies in each and below. Which folders there are does not depend on what is
 * counted. Counts of all sounds and those of one filter are kept while nothing changes.
 */
export function createFolderTree() {
  type Kept = {
    readonly folders: object;
    readonly revision: number;
    readonly name: string | null;
    readonly counts: Counts;
    readonly children: readonly number[][];
  };
  let keptOfAll: Kept | undefined;
  let keptOfSome: Kept | undefined;

  const branches = (columns: Columns, counted: Counted): Kept => {
    const { folders } = columns.folders;
    const kept = counted === null ? keptOfAll : keptOfSome;
    const name = counted?.name ?? null;
    if (kept?.folders === folders && kept.revision === columns.revision && kept.name === name) return kept;
    const counts = countsFor(folders.length);
    const mask = counted?.mask();
    const { folder, labelCategory, suggestedCategory } = columns;
    for (let slot = 0; slot < columns.count; slot++) {
      if (mask !== undefined && mask[slot] !== 1) continue;
      const at = folder[slot] ?? 0;
      add(counts.sounds, at);
      if (labelCategory[slot] !== 0) add(counts.labelled, at);
      else if (suggestedCategory[slot] !== 0) add(counts.suggested, at);
    }
    const children: number[][] = folders.map(() => []);
    for (let at = folders.length - 1; at >= 0; at--) {
      const parent = folders[at]?.parent ?? -1;
      if (parent < 0) continue;
      for (const column of [counts.sounds, counts.labelled, counts.suggested]) add(column, parent, column[at]);
      children[parent]?.push(at);
    }
    const next = { folders, revision: columns.revision, name, counts, children };
    if (counted === null) keptOfAll = next;
    else keptOfSome = next;
    return next;
  };

  /** A folder that sounds moved out of stays known, with nothing in it. */
  const filledIn = (columns: Columns) => {
    const all = branches(columns, null).counts;
    return (at: number): boolean => all.sounds[at] !== 0;
  };

  const libraries = (columns: Columns, counted: Counted): LibraryBranch[] => {
    const filled = filledIn(columns);
    const { counts, children } = branches(columns, counted);
    return columns.folders.folders.flatMap(({ libraryId, parent }, at) =>
      parent >= 0 || !filled(at)
        ? []
        : [
            {
              libraryId: libraryId as LibraryId,
              hasFolders: children[at]?.some(filled) ?? false,
              ...treeCounts(counts, at),
            },
          ],
    );
  };

  const below = (columns: Columns, libraryId: number, path: string, counted: Counted): FolderBranch[] => {
    const filled = filledIn(columns);
    const { counts, children } = branches(columns, counted);
    return (children[columns.folders.find(libraryId, path)] ?? [])
      .filter(filled)
      .map((at) => {
        const folder = columns.folders.folders[at];
        const hasFolders = children[at]?.some(filled) ?? false;
        return { name: folder?.name ?? '', path: folder?.path ?? '', hasFolders, ...treeCounts(counts, at) };
      })
      .sort((a, b) => names.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
  };
  return { libraries, below };
}

/** Categories and CatIDs of matching sounds, by name: the label's, else the first suggestion's. */
export function countCategories(columns: Columns, mask: Mask): CategoryBranch[] {
  const { words, labelCategory, labelCatId, suggestedCategory, suggestedCatId } = columns;
  const known = words.values.length;
  const ofCategory = countsFor(known);
  const ofCatId = countsFor(known);
  const categoryOf = new Uint16Array(known);
  for (let slot = 0; slot < columns.count; slot++) {
    if (mask[slot] !== 1) continue;
    const labelled = labelCategory[slot] !== 0;
    const category = (labelled ? labelCategory[slot] : suggestedCategory[slot]) ?? 0;
    if (category === 0) continue;
    const catId = (labelled ? labelCatId[slot] : suggestedCatId[slot]) ?? 0;
    add(ofCategory.sounds, category);
    add(labelled ? ofCategory.labelled : ofCategory.suggested, category);
    if (catId === 0) continue;
    categoryOf[catId] = category;
    add(ofCatId.sounds, catId);
    add(labelled ? ofCatId.labelled : ofCatId.suggested, catId);
  }
  const filled = (counts: Counts) =>
    words.values
      .flatMap((name, code) => (counts.sounds[code] === 0 ? [] : [{ name: String(name), code }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const catIds = filled(ofCatId);
  return filled(ofCategory).map(({ name, code }) => ({
    category: name,
    ...treeCounts(ofCategory, code),
    catIds: catIds
      .filter((catId) => categoryOf[catId.code] === code)
      .map((catId) => ({ catId: catId.name, ...treeCounts(ofCatId, catId.code) })),
  }));
}
