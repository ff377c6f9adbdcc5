import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalogue, Library, SoundRow } from '../catalogue/index.ts';
import { folderState } from './away-libraries.ts';
import { isFolder } from './is-folder.ts';
import { isInside } from './paths.ts';

/** Sounds of a library that are looked for in a folder, in stretches from all over it. */
const SAMPLE_SIZE = 200;
const STRETCH = 10;
/** The part of them that must be there. */
const ENOUGH = 0.5;

/**
 * Recognises in a folder a library whose own folder is gone, by paths and sizes of its sounds, and lays the library
 * there with what lay inside it. `undefined`: it is none.
 * @param root real, absolute, in no library
 */
export async function relocateMovedTo(
  catalogue: Catalogue,
  root: string,
  known: readonly Library[],
): Promise<Library | undefined> {
  let likeliest: { readonly library: Library; readonly share: number } | undefined;
  for (const library of known) {
    if ((await folderState(library)) !== 'gone') continue;
    const share = await shareFoundIn(root, await sampleOf(catalogue, library));
    if (share >= ENOUGH && share > (likeliest?.share ?? 0)) likeliest = { library, share };
  }
  if (likeliest === undefined) return undefined;
  const { library } = likeliest;
  const moved = await relocate(catalogue, library, root);
  for (const inner of known) {
    if (inner.id === library.id || !isInside(inner.root.display, library.root.display)) continue;
    const place = path.join(root, path.relative(library.root.display, inner.root.display));
    if ((await folderState(inner)) === 'gone' && (await isFolder(place))) await relocate(catalogue, inner, place);
  }
  return moved;
}

const relocate = (catalogue: Catalogue, { id }: Library, root: string): Promise<Library> =>
  catalogue.relocateLibrary(id, {
    name: path.basename(root) || root,
    root: { bytes: Buffer.from(root), display: root },
  });

/** Sounds that were there when the library was last seen; of a library that is marked missing as a whole, any. */
async function sampleOf(catalogue: Catalogue, { id: libraryId }: Library): Promise<readonly SoundRow[]> {
  for (const status of ['indexed', 'missing'] as const) {
    const { id, count } = await catalogue.query({ libraryId, status });
    const step = Math.max(STRETCH, Math.floor((count * STRETCH) / SAMPLE_SIZE));
    const sample: SoundRow[] = [];
    for (let offset = 0; offset < count && sample.length < SAMPLE_SIZE; offset += step) {
      sample.push(...(await catalogue.page(id, offset, STRETCH)));
    }
    await catalogue.releaseResultSet(id);
    if (sample.length > 0) return sample;
  }
  return [];
}

async function shareFoundIn(root: string, sounds: readonly SoundRow[]): Promise<number> {
  if (sounds.length === 0) return 0;
  const folder = Buffer.from(root.endsWith(path.sep) ? root : root + path.sep);
  const found = await Promise.all(
    sounds.map(async ({ relativePath, sizeBytes }) => {
      try {
        const facts = await stat(Buffer.concat([folder, relativePath.bytes]));
        return facts.isFile() && facts.size === sizeBytes;
      } catch {
        return false;
      }
    }),
  );
  return found.filter(Boolean).length / sounds.length;
}
