/** A folder that sounds lie in, or above such a one. */
export type Folder = {
  readonly libraryId: number;
  /** Relative to the library, as a person reads it, `/` between folders; empty: the library's own. */
  readonly path: string;
  readonly name: string;
  /** −1: it is the library's own. */
  readonly parent: number;
};

/** The folders of all libraries by small numbers; a parent has a smaller one than its children. */
export type FolderBook = {
  readonly folders: readonly Folder[];
  /** Takes a new folder in. */
  readonly codeOf: (libraryId: number, path: string) => number;
  /** −1 for a folder without sounds. */
  readonly find: (libraryId: number, path: string) => number;
};

export function createFolderBook(known: readonly Folder[] = []): FolderBook {
  const folders: Folder[] = [...known];
  const byLibrary = new Map<number, Map<string, number>>();
  for (const [code, { libraryId, path }] of folders.entries()) {
    const codes = byLibrary.get(libraryId) ?? new Map<string, number>();
    if (codes.size === 0) byLibrary.set(libraryId, codes);
    codes.set(path, code);
  }

  const codeOf = (libraryId: number, path: string): number => {
    const codes = byLibrary.get(libraryId) ?? new Map<string, number>();
    if (codes.size === 0) byLibrary.set(libraryId, codes);
    const known = codes.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf('/');
    const parent = path === '' ? -1 : codeOf(libraryId, slash < 0 ? '' : path.slice(0, slash));
    codes.set(path, folders.length);
    return folders.push({ libraryId, path, name: path.slice(slash + 1), parent }) - 1;
  };
  return { folders, codeOf, find: (libraryId, path) => byLibrary.get(libraryId)?.get(path) ?? -1 };
}

/** 1 for a folder and all below it, by number. */
export function withAllBelow(folders: readonly Folder[], folder: number): Uint8Array {
  const inside = new Uint8Array(folders.length);
  if (folder < 0) return inside;
  inside[folder] = 1;
  for (let code = folder + 1; code < folders.length; code++) inside[code] = inside[folders[code]?.parent ?? -1] ?? 0;
  return inside;
}
