import type { Catalogue, SoundRow } from '../catalogue/index.ts';

/**
 * The sound at an absolute path, as a system or as we spell it: bytes that are no UTF-8 are shown as `\xNN`, and may be
 * typed so.
 */
export async function findSound(catalogue: Catalogue, path: string): Promise<SoundRow | null> {
  const found = await catalogue.soundByPath(path);
  if (found || !/\\x[0-9a-f]{2}/.test(path)) return found;
  const bytes = path
    .split(/(\\x[0-9a-f]{2})/)
    .map((part) => (/^\\x[0-9a-f]{2}$/.test(part) ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part)));
  return catalogue.soundByPath(Buffer.concat(bytes));
}
