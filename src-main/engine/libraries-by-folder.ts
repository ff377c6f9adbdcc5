import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Library } from '../catalogue/index.ts';

/**
 * A library whose folder is this one, or around it, under another mount or name: told by the numbers of folders.
 * @param folder real, absolute, there
 */
export async function librarySeenElsewhere(folder: string, known: readonly Library[]): Promise<Library | undefined> {
  const libraries = new Map<string, Library>();
  for (const library of known) {
    const identity = await identityOf(Buffer.from(library.root.bytes));
    if (identity !== null) libraries.set(identity, library);
  }
  for (let place = folder; libraries.size > 0; place = path.dirname(place)) {
    const identity = await identityOf(place);
    const library = identity === null ? undefined : libraries.get(identity);
    if (library !== undefined || place === path.dirname(place)) return library;
  }
  return undefined;
}

/** `null` where there is no folder, or on a network drive that numbers none. */
async function identityOf(folder: string | Buffer): Promise<string | null> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    return ino === 0n ? null : `${dev}:${ino}`;
  } catch {
    return null;
  }
}
