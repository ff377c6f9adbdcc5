import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import { type Narrowing, narrowed } from '../browser/sound-query.ts';

/** What a row of the trees stands for, as one text: keys of branches are kept over a reload. */
export type Branch =
  | { readonly kind: 'folder'; readonly libraryId: LibraryId; readonly path: string }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'catId'; readonly catId: string };

export const ALL_SOUNDS = 'all';
/** The row below a long branch that shows more of it. */
export const MORE = 'more:';

export const folderKey = (libraryId: number, path: string): string => `folder:${libraryId}:${path}`;
export const categoryKey = (category: string): string => `category:${category}`;
export const catIdKey = (catId: string): string => `catid:${catId}`;

/** `null` for a key that is no branch. */
export function branchOf(key: string): Branch | null {
  const [, kind, rest = ''] = /^(folder|category|catid):(.*)$/su.exec(key) ?? [];
  if (kind === 'category') return { kind, category: rest };
  if (kind === 'catid') return { kind: 'catId', catId: rest };
  const [, library, path] = kind === 'folder' ? (/^(\d+):(.*)$/su.exec(rest) ?? []) : [];
  return library === undefined || path === undefined
    ? null
    : { kind: 'folder', libraryId: Number(library) as LibraryId, path };
}

/** The rows of both trees that a query stands on. */
export const chosenKeys = ({ folder, category, catId }: Narrowing): readonly string[] => [
  ...(folder === undefined ? [] : [folderKey(folder.libraryId, folder.path)]),
  ...(category === undefined ? [] : [categoryKey(category)]),
  ...(catId === undefined ? [] : [catIdKey(catId)]),
];

/** With a row of a tree in the place of the one that was chosen in it; `undefined`: none. */
export function withBranch(narrowing: Narrowing, tree: 'folders' | 'categories', key: string | undefined): Narrowing {
  const branch = key === undefined ? null : branchOf(key);
  if (tree === 'folders')
    return narrowed(narrowing, {
      folder: branch?.kind === 'folder' ? { libraryId: branch.libraryId, path: branch.path } : undefined,
    });
  return narrowed(narrowing, {
    category: branch?.kind === 'category' ? branch.category : undefined,
    catId: branch?.kind === 'catId' ? branch.catId : undefined,
  });
}
