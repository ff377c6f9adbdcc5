import { sep } from 'node:path';
import type { Library } from '../types.ts';
import type { Columns } from './columns.ts';
import type { Mask } from './mask.ts';
import { foldText } from './path-texts.ts';

/** Sounds whose absolute path, as a person reads it, holds a text. Case does not count, nor how accents are composed. */
export function inPath(text: string, columns: Columns, libraries: readonly Library[]): Mask {
  const wanted = foldText(sep === '/' ? text : text.replaceAll(sep, '/'));
  const mask = new Uint8Array(columns.count);
  for (const slot of columns.paths.holding(wanted, false)) mask[slot] = 1;
  for (const { id, root } of libraries) {
    const display = sep === '/' ? root.display : root.display.replaceAll(sep, '/');
    const above = foldText(`${display.replace(/\/+$/u, '')}/`);
    const whole = above.includes(wanted);
    const rests = whole ? [] : restsBeyond(above, wanted).map((rest) => Buffer.from(rest));
    if (!whole && rests.length === 0) continue;
    for (let slot = 0; slot < columns.count; slot++) {
      if (columns.libraryId[slot] !== id) continue;
      if (whole || rests.some((rest) => columns.paths.startsWith(slot, rest))) mask[slot] = 1;
    }
  }
  return mask;
}

/** Sounds whose file name holds a text, under the same terms. */
export function inFileName(text: string, columns: Columns): Mask {
  const mask = new Uint8Array(columns.count);
  for (const slot of columns.paths.holding(foldText(text), true)) mask[slot] = 1;
  return mask;
}

/** What remains of a text when its beginning is the end of the root's path. */
function restsBeyond(above: string, wanted: string): string[] {
  const rests: string[] = [];
  for (let length = 1; length < wanted.length; length++) {
    if (above.endsWith(wanted.slice(0, length))) rests.push(wanted.slice(length));
  }
  return rests;
}
