import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { FolderListing } from '../../src-shared/contract/folders.ts';
import { isSoundFileName } from '../indexing/index.ts';
import { isFolder } from './is-folder.ts';

/**
 * What lies in a folder, for choosing one; hidden ones are left out.
 * @param folder absolute, or `~` with what follows; `null`: the person's home
 * @throws SonothequeError `folder-not-found`
 */
export async function listFolder(folder: string | null): Promise<FolderListing> {
  const place = path.resolve((folder ?? '~').replace(/^~(?=$|[\\/])/, os.homedir()));
  let entries: import('node:fs').Dirent[];
  try {
    entries = await readdir(place, { withFileTypes: true });
  } catch (cause) {
    const denied = cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM');
    throw new SonothequeError(
      {
        code: 'folder-not-found',
        message: denied ? `There is no permission to look into “${place}”.` : `There is no folder “${place}”.`,
        nextStep: denied ? 'Choose another, or give yourself the right to read it.' : 'Check the spelling.',
      },
      { cause },
    );
  }
  const folders: { readonly name: string; readonly path: string }[] = [];
  let soundFiles = 0;
  for (const entry of entries) {
    const entryPath = path.join(place, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(entryPath)))) {
      folders.push({ name: entry.name, path: entryPath });
    } else if (isSoundFileName(Buffer.from(entry.name))) soundFiles += 1;
  }
  const parent = path.dirname(place);
  return {
    path: place,
    parent: parent === place ? null : parent,
    folders: folders.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    soundFiles,
    places: await places(),
  };
}

/** Where people keep sounds: home, and drives that are connected. */
async function places(): Promise<FolderListing['places']> {
  const home = { name: 'Home', path: os.homedir() };
  const found = process.platform === 'win32' ? driveLetters() : driveFolders().map(drivesIn);
  return [home, ...(await Promise.all(found)).flat()];
}

function driveLetters(): readonly Promise<FolderListing['places']>[] {
  return [...'CDEFGHIJKLMNOPQRSTUVWXYZ'].map(async (letter) => {
    const path = `${letter}:\\`;
    return (await isFolder(path)) ? [{ name: `${letter}:`, path }] : [];
  });
}

function driveFolders(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Volumes'];
    default:
      return [`/run/media/${os.userInfo().username}`, `/media/${os.userInfo().username}`, '/mnt'];
  }
}

async function drivesIn(folder: string): Promise<FolderListing['places']> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, path: path.join(folder, name) }));
}
