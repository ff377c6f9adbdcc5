import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Catalogue, SoundPlace } from '../../catalogue/index.ts';
import { createBreathing } from '../lists/breathing.ts';
import { askedPlace, fold, foldedParts } from './asked-place.ts';

type Listed = { readonly path: string; readonly library: string };

/** Lookups of one message to the reader; it is free for others between them. */
const ASKED_AT_ONCE = 500;
const READ_AT_ONCE = 2_000;

/**
 * The sounds that a list names: none, one, or where a path fits several, those. First the places themselves; what is not
 * there is looked for by the end of its path among all sounds.
 */
export async function findListed(
  catalogue: Catalogue,
  listed: readonly Listed[],
  soundsFolder: string | null,
): Promise<readonly (readonly SoundId[])[]> {
  const found: (readonly SoundId[])[] = [];
  const breathe = createBreathing();
  for (let at = 0; at < listed.length; at += ASKED_AT_ONCE) {
    const part = listed.slice(at, at + ASKED_AT_ONCE).map((one) => askedPlace(one, soundsFolder));
    for (const ids of await catalogue.soundsAt(part)) found.push(ids);
    await breathe();
  }
  const open = new Map<string, number[]>();
  for (const [place, ids] of found.entries()) {
    if (ids.length > 0) continue;
    const name = foldedParts(listed[place]?.path ?? '').at(-1);
    if (name === undefined) continue;
    const sameName = open.get(name);
    if (sameName === undefined) open.set(name, [place]);
    else sameName.push(place);
    await breathe();
  }
  if (open.size > 0) await findByEnds(catalogue, listed, open, found);
  return found;
}

/**
 * A path of a list and a sound mean the same although they begin elsewhere where the sound's path ends with the list's,
 * or the list's ends with the library's folder and all that lies below it. Each path is looked at once, however many
 * have the same name.
 */
async function findByEnds(
  catalogue: Catalogue,
  listed: readonly Listed[],
  open: ReadonlyMap<string, readonly number[]>,
  found: (readonly SoundId[])[],
): Promise<void> {
  const roots = new Map<LibraryId, readonly string[]>(
    (await catalogue.libraries()).map((library) => [library.id, foldedParts(library.root.display)]),
  );
  const breathe = createBreathing();
  const wanted = new Map<string, SoundId[]>();
  for (const places of open.values()) {
    for (const place of places) wanted.set(foldedParts(listed[place]?.path ?? '').join('/'), []);
    await breathe();
  }
  const byOwnFolder = new Map<string, SoundId[]>();
  for (let after: SoundId | null = null, more = true; more; ) {
    const page: readonly SoundPlace[] = await catalogue.soundPlaces(after, READ_AT_ONCE);
    for (const { id, libraryId, path } of page) {
      if (!open.has(fold(path.slice(path.lastIndexOf('/') + 1)))) continue;
      const sound = foldedParts(path);
      const root = roots.get(libraryId) ?? [];
      for (const end of endsOf([...root, ...sound])) wanted.get(end)?.push(id);
      const own = [...root.slice(-1), ...sound].join('/');
      byOwnFolder.set(own, [...(byOwnFolder.get(own) ?? []), id]);
      await breathe();
    }
    after = page.at(-1)?.id ?? null;
    more = page.length === READ_AT_ONCE;
  }
  for (const places of open.values()) {
    for (const place of places) {
      const parts = foldedParts(listed[place]?.path ?? '');
      const ending = wanted.get(parts.join('/')) ?? [];
      const own = ending.length > 0 ? undefined : endsOf(parts).find((end) => byOwnFolder.has(end));
      found[place] = own === undefined ? ending : (byOwnFolder.get(own) ?? []);
      await breathe();
    }
  }
}

/** `a/b/c`, `b/c`, `c`. */
const endsOf = (parts: readonly string[]): readonly string[] => parts.map((_, at) => parts.slice(at).join('/'));
