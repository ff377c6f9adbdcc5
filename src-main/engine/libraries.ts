import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { Catalogue, Library } from '../catalogue/index.ts';
import { folderState } from './away-libraries.ts';
import { librarySeenElsewhere } from './libraries-by-folder.ts';
import { relocateMovedTo } from './moved-libraries.ts';
import { isInside } from './paths.ts';

/**
 * The libraries that indexing these folders means. A folder inside a known library means that library, also where it is
 * reached under another mount; libraries inside a folder come along and keep their sounds. A folder that holds what a
 * library whose own folder is gone held is that library, moved. A folder that is not there means the libraries that lay
 * there.
 * @throws SonothequeError `folder-not-found`, `not-a-folder`
 */
export async function librariesOf(catalogue: Catalogue, folders: readonly string[]): Promise<readonly Library[]> {
  const chosen = new Map<number, Library>();
  for (const folder of folders) {
    for (const library of await librariesAt(catalogue, folder)) chosen.set(library.id, library);
  }
  return [...chosen.values()];
}

async function librariesAt(catalogue: Catalogue, folder: string): Promise<readonly Library[]> {
  const known = await catalogue.libraries();
  let root: string;
  try {
    root = await realFolder(folder);
  } catch (error) {
    const away = await librariesAwayAt(folder, known);
    if (away.length > 0) return away;
    throw error;
  }
  const library =
    known.find((other) => isInside(root, other.root.display)) ??
    (await librarySeenElsewhere(root, known)) ??
    (await relocateMovedTo(catalogue, root, known)) ??
    (await catalogue.addLibrary({
      name: path.basename(root) || root,
      root: { bytes: Buffer.from(root), display: root },
    }));
  return [library, ...nestedIn(library, await catalogue.libraries())];
}

/** Libraries that lay at, around or inside a folder that can't be reached, and can't be reached either. */
async function librariesAwayAt(folder: string, known: readonly Library[]): Promise<readonly Library[]> {
  const place = await realPlace(path.resolve(folder));
  const away: Library[] = [];
  for (const library of known) {
    const touches = isInside(place, library.root.display) || isInside(library.root.display, place);
    if (touches && (await folderState(library)) !== 'there') away.push(library);
  }
  return away;
}

/** Where a path leads whose end is not there: links in the part that is are followed. */
async function realPlace(place: string): Promise<string> {
  const folder = path.dirname(place);
  if (folder === place) return place;
  try {
    return await realpath(place);
  } catch {
    return path.join(await realPlace(folder), path.basename(place));
  }
}

/** Libraries whose root lies below another's. */
export function nestedIn(library: Library, all: readonly Library[]): readonly Library[] {
  return all.filter(({ id, root }) => id !== library.id && isInside(root.display, library.root.display));
}

async function realFolder(folder: string): Promise<string> {
  let root: string;
  try {
    root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw new SonothequeError(
      {
        code: 'folder-not-found',
        message: `There is no folder “${folder}”, or it can't be reached.`,
        nextStep: 'Check the spelling, and that its drive is connected.',
      },
      { cause },
    );
  }
  throw new SonothequeError({
    code: 'not-a-folder',
    message: `“${folder}” is a file, not a folder.`,
    nextStep: `Index the folder it lies in: “${path.dirname(root)}”.`,
  });
}
