import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../src-shared/contract/failures.ts';
import { unreadableFolderFailure, vanishedFailure } from './file-failures.ts';
import { type FoundFile, lookAt } from './look-at-file.ts';
import { isSoundFileName } from './sound-files.ts';

/** A folder that could not be read: what lies below is unknown, not gone. */
export type UnreadableFolder = {
  readonly kind: 'unreadable-folder';
  readonly path: Buffer;
  /** Below the root, `/` between the parts; `null` for the root. */
  readonly relativePath: Buffer | null;
  readonly failure: Failure;
};

const SEPARATOR = Buffer.from(path.sep);
const SLASH = Buffer.from('/');

const DOT = 0x2e;
/** Folders that systems keep at the root of a drive: often unreadable, never a library's. */
const SYSTEM_FOLDERS = new Set(['lost+found', '$RECYCLE.BIN', 'System Volume Information', '__MACOSX']);
/** Enough to hide the latency of a network drive. */
const LOOKS_AT_ONCE = 64;

/** `relative` is `null` for the root only. */
type Place = { readonly path: Buffer; readonly relative: Buffer | null };

/**
 * Walks a folder without opening a file. Links to folders are followed after everything else, each real folder once,
 * so a loop ends and a sound keeps its real path.
 * @param root absolute, existing
 * @param excludedRoots absolute folders to leave out, also where links or other mounts lead there: the roots of other
 *   libraries
 */
export async function* walk(
  root: Buffer,
  excludedRoots: readonly Buffer[] = [],
): AsyncGenerator<FoundFile | UnreadableFolder> {
  const visited = await identitiesBut(root, excludedRoots);
  // A root that went away is reported below, as the folder that can't be read.
  const realRoot = await realpath(root, { encoding: 'buffer' }).catch(() => root);
  const folders: Place[] = [{ path: root, relative: null }];
  const linkedFolders: Place[] = [];
  for (;;) {
    const folder = folders.pop() ?? linkedFolders.shift();
    if (!folder) return;
    if (excludedRoots.some((excluded) => excluded.equals(folder.path))) continue;
    let entries: Dirent<NonSharedBuffer>[];
    try {
      if (!(await firstVisit(folder.path, visited))) continue;
      entries = await readdir(folder.path, { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      yield unreadable(folder, error);
      continue;
    }
    const subfolders: Place[] = [];
    const files: Pick<FoundFile, 'path' | 'relativePath'>[] = [];
    for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
      const entryPath = join(folder.path, entry.name, SEPARATOR);
      const relative = folder.relative ? join(folder.relative, entry.name, SLASH) : entry.name;
      if (entry.isDirectory()) {
        if (isLibraryFolder(entry.name)) subfolders.push({ path: entryPath, relative });
      } else if (entry.isSymbolicLink() && (await isFolder(entryPath))) {
        const link = { path: entryPath, relative };
        try {
          if (await mayFollow(entryPath, realRoot, excludedRoots)) linkedFolders.push(link);
        } catch (error) {
          yield unreadable(link, error);
        }
      } else if (isSoundFileName(entry.name)) {
        files.push({ path: entryPath, relativePath: relative });
      }
    }
    for (let first = 0; first < files.length; first += LOOKS_AT_ONCE) {
      const found = await Promise.all(files.slice(first, first + LOOKS_AT_ONCE).map(lookAt));
      // Deleted since its folder was read: as if it had been before.
      yield* found.filter(({ problem }) => problem !== vanishedFailure);
    }
    folders.push(...subfolders.reverse());
  }
}

/** Whether sounds in a folder of this name belong to its library. */
export function isLibraryFolder(name: Buffer): boolean {
  return name[0] !== DOT && !SYSTEM_FOLDERS.has(name.toString());
}

function unreadable({ path: folder, relative }: Place, error: unknown): UnreadableFolder {
  return { kind: 'unreadable-folder', path: folder, relativePath: relative, failure: unreadableFolderFailure(error) };
}

async function firstVisit(folder: Buffer, visited: Set<string>): Promise<boolean> {
  const identity = await identityOf(folder);
  if (visited.has(identity)) return false;
  visited.add(identity);
  return true;
}

/** The same for one folder under several names or mounts. Some network drives number no folders: then its real path. */
async function identityOf(folder: Buffer): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return ino === 0n ? (await realpath(folder, { encoding: 'buffer' })).toString('latin1') : `${dev}:${ino}`;
}

/** Of the folders that can be reached; without the root's own, which may be known under another mount too. */
async function identitiesBut(root: Buffer, folders: readonly Buffer[]): Promise<Set<string>> {
  const reached = await Promise.allSettled([root, ...folders].map(identityOf));
  const [own, ...others] = reached.map((one) => (one.status === 'fulfilled' ? one.value : null));
  return new Set(others.filter((identity) => identity !== null && identity !== own) as string[]);
}

/** A link upwards would take in the whole disk; one into another library would count its sounds twice. */
async function mayFollow(link: Buffer, realRoot: Buffer, excludedRoots: readonly Buffer[]): Promise<boolean> {
  const target = await realpath(link, { encoding: 'buffer' });
  return !isBelow(realRoot, target) && !excludedRoots.some((excluded) => isBelow(target, excluded));
}

function isBelow(inner: Buffer, folder: Buffer): boolean {
  const start = join(folder, Buffer.alloc(0), SEPARATOR);
  return inner.equals(folder) || inner.subarray(0, start.length).equals(start);
}

async function isFolder(link: Buffer): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch {
    return false;
  }
}

function join(folder: Buffer, name: Buffer, separator: Buffer): Buffer {
  return Buffer.concat(folder.subarray(-1).equals(separator) ? [folder, name] : [folder, separator, name]);
}
