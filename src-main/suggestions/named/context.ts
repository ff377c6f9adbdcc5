import { type Analysis, analyse } from './analyse.ts';
import { addOtherNames, countFileName, emptyFolder, type FolderWords } from './folder-words.ts';

/** Where a sound lies: the library's name and the path below its root, with slashes of any kind. */
export type NamedPath = { readonly libraryName: string; readonly relativePath: string };

/**
 * How often words occur in each library. It grows and shrinks with the catalogue; a word that nearly every sound of a
 * library carries says little of a single one.
 */
export type NameContext = {
  readonly add: (sound: NamedPath) => void;
  readonly remove: (sound: NamedPath) => void;
  /** Share of a library's sounds, 0–1, whose folders or file name hold a word; cautious while few sounds are known. */
  readonly shareOf: (libraryName: string, wordKey: string) => number;
  /**
   * What the file names of a folder's other sounds say on average, as strengths of the 82 categories added to `into`;
   * `own` is what the sound's own file name says. `share` scales it.
   */
  readonly addNeighbours: (sound: NamedPath, own: Analysis, share: number, into: Float32Array) => void;
  /** What a folder's name holds; remembered, as thousands of sounds share a folder. */
  readonly readFolder: (name: string) => Analysis;
};

type Counts = {
  sounds: number;
  readonly words: Map<string, number>;
  /** By folder, what the file names in it say. */
  readonly folders: Map<string, FolderWords>;
};

const REMEMBERED_FOLDERS = 20_000;
/** As if so many sounds without the word were known: small libraries give no verdict. */
const UNSEEN_SOUNDS = 4;

/** An empty context; add the path of every sound of a library, then read names with it. */
export function createNameContext(): NameContext {
  const libraries = new Map<string, Counts>();
  const folders = new Map<string, Analysis>();

  const readFolder = (name: string): Analysis => {
    const before = folders.get(name);
    if (before) return before;
    const analysis = analyse(name);
    if (folders.size >= REMEMBERED_FOLDERS) folders.clear();
    folders.set(name, analysis);
    return analysis;
  };

  const count = ({ libraryName, relativePath }: NamedPath, change: 1 | -1): void => {
    const counts: Counts = libraries.get(libraryName) ?? { sounds: 0, words: new Map(), folders: new Map() };
    libraries.set(libraryName, counts);
    counts.sounds = Math.max(0, counts.sounds + change);
    const { folderNames, fileName } = splitPath(relativePath);
    const analysis = analyse(fileName);
    const folderName = folderOf(relativePath);
    const folder = counts.folders.get(folderName) ?? emptyFolder();
    countFileName(folder, analysis, change);
    if (folder.sounds > 0) counts.folders.set(folderName, folder);
    else counts.folders.delete(folderName);
    const keys = new Set(analysis.matches.map(({ key }) => key));
    for (const name of folderNames) for (const { key } of readFolder(name).matches) keys.add(key);
    for (const key of keys) {
      const left = (counts.words.get(key) ?? 0) + change;
      if (left > 0) counts.words.set(key, left);
      else counts.words.delete(key);
    }
  };

  return {
    add: (sound) => count(sound, 1),
    remove: (sound) => count(sound, -1),
    shareOf: (libraryName, wordKey) => {
      const counts = libraries.get(libraryName);
      return counts ? (counts.words.get(wordKey) ?? 0) / (counts.sounds + UNSEEN_SOUNDS) : 0;
    },
    addNeighbours: ({ libraryName, relativePath }, own, share, into) => {
      const folder = libraries.get(libraryName)?.folders.get(folderOf(relativePath));
      if (folder) addOtherNames(folder, own, share, into);
    },
    readFolder,
  };
}

function folderOf(relativePath: string): string {
  return relativePath.slice(0, Math.max(relativePath.lastIndexOf('/'), relativePath.lastIndexOf('\\'), 0));
}

/** An extension has a letter and is short; `v1.2` has none. */
const extension = /\.(?=[^.]*[a-z])[a-z0-9]{1,5}$/i;

/** The folders of a path, outermost first, and the file name without its extension. */
export function splitPath(relativePath: string): {
  readonly folderNames: readonly string[];
  readonly fileName: string;
} {
  const parts = relativePath.split(/[/\\]+/).filter((part) => part !== '');
  const fileName = (parts.pop() ?? '').replace(extension, '');
  return { folderNames: parts, fileName };
}
