import path from 'node:path';
import type { AskedPlace } from '../../catalogue/index.ts';

const isAbsoluteAnywhere = (text: string): boolean => path.isAbsolute(text) || path.win32.isAbsolute(text);

/** Where a sound may lie that a list names, the likeliest first. */
export function askedPlace(
  written: { readonly path: string; readonly library: string },
  soundsFolder: string | null,
): AskedPlace {
  const spelled = [...new Set([written.path, written.path.replaceAll('\\', '/')])];
  if (isAbsoluteAnywhere(written.path)) return { absolute: spelled.map((one) => path.resolve(one)), relative: [] };
  const { library } = written;
  const below = spelled.flatMap((one) => (library === '' ? [one] : [`${library}/${one}`, one]));
  return {
    absolute: soundsFolder === null ? [] : below.map((one) => path.resolve(soundsFolder, one)),
    relative: [
      ...(library === '' ? [] : spelled.map((one) => ({ path: normal(one), library }))),
      ...below.map((one) => ({ path: normal(one), library: null })),
    ],
  };
}

/** `./a//b/../c.wav` → `a/c.wav` */
const normal = (text: string): string => path.posix.normalize(text).replace(/^\.\//u, '');

/** So that case and how accents are composed don't count. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** Folders and name of a path, folded. */
export const foldedParts = (text: string): readonly string[] =>
  fold(text)
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
