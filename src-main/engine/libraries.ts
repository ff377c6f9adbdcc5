import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { Catalogue, Library } from '../catalogue/index.ts';
import { isInside } from './paths.ts';

/**
 * The libraries that indexing these folders means. A folder inside a known library means that library; libraries
 * inside a folder come along and keep their sounds.
 * @throws SonothequeError `folder-not-found`, `not-a-folder`
 */
export async function librariesOf(catalogue: Catalogue, folders: readonly string[]): Promise<readonly Library[]> {
  const chosen = new Map<number, Library>();
  for (const folder of folders) {
    const root = await realFolder(folder);
    const known = await catalogue.libraries();
    const around = known.find((library) => isInside(root, library.root.display));
    const library =
      around ??
      (await catalogue.addLibrary({
        name: path.basename(root) || root,
        root: { bytes: Buffer.from(root), display: root },
      }));
    for (const next of [library, ...nestedIn(library, known)]) chosen.set(next.id, next);
  }
  return [...chosen.values()];
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
