import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../src-shared/contract/failures.ts';
import { notAFileFailure, unreachableFailure, unreadableFolderFailure } from './file-failures.ts';
import { isSoundFileName } from './sound-files.ts';

/** A file with the name of a sound. */
export type FoundFile = {
  readonly kind: 'file';
  /** Absolute. */
  readonly path: Buffer;
  /** Below the root, `/` between the parts. */
  readonly relativePath: Buffer;
  readonly sizeBytes: number;
  readonly modifiedNs: bigint;
  /** Why it must not be opened (a device, a dangling link…); `null` for an ordinary file. */
  readonly problem: Failure | null;
};

/** A folder that could not be read: what lies below is unknown, not gone. */
export type UnreadableFolder = { readonly kind: 'unreadable-folder'; readonly path: Buffer; readonly failure: Failure };

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
 * @param excludedRoots absolute folders to leave out, also where links lead there: the roots of other libraries
 */
export async function* walk(
  root: Buffer,
  excludedRoots: readonly Buffer[] = [],
): AsyncGenerator<FoundFile | UnreadableFolder> {
  const visited = new Set<string>();
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
      yield { kind: 'unreadable-folder', path: folder.path, failure: unreadableFolderFailure(error) };
      continue;
    }
    const subfolders: Place[] = [];
    const files: Place[] = [];
    for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
      const entryPath = join(folder.path, entry.name, SEPARATOR);
      const relative = folder.relative ? join(folder.relative, entry.name, SLASH) : entry.name;
      if (entry.isDirectory()) {
        if (isLibraryFolder(entry.name)) subfolders.push({ path: entryPath, relative });
      } else if (entry.isSymbolicLink() && (await isFolder(entryPath))) {
        if (await mayFollow(entryPath, realRoot, excludedRoots)) linkedFolders.push({ path: entryPath, relative });
      } else if (isSoundFileName(entry.name)) {
        files.push({ path: entryPath, relative });
      }
    }
    for (let first = 0; first < files.length; first += LOOKS_AT_ONCE) {
      yield* await Promise.all(files.slice(first, first + LOOKS_AT_ONCE).map(look));
    }
    folders.push(...subfolders.reverse());
  }
}

function isLibraryFolder(name: Buffer): boolean {
  return name[0] !== DOT && !SYSTEM_FOLDERS.has(name.toString());
}

async function look({ path: filePath, relative }: Place): Promise<FoundFile> {
  const relativePath = relative ?? filePath;
  const found = (facts: Pick<BigIntStats, 'size' | 'mtimeNs'>, problem: Failure | null): FoundFile => ({
    kind: 'file',
    path: filePath,
    relativePath,
    sizeBytes: Number(facts.size),
    modifiedNs: facts.mtimeNs,
    problem,
  });
  try {
    const facts = await stat(filePath, { bigint: true });
    return found(facts, facts.isFile() ? null : notAFileFailure(facts));
  } catch (error) {
    const facts = await lstat(filePath, { bigint: true }).catch(() => ({ size: 0n, mtimeNs: 0n }));
    return found(facts, unreachableFailure(error));
  }
}

async function firstVisit(folder: Buffer, visited: Set<string>): Promise<boolean> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const key = `${dev}:${ino}`;
  if (visited.has(key)) return false;
  visited.add(key);
  return true;
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
