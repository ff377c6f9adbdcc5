import { createDelimitedReader } from './read.ts';
import type { Delimiter } from './write.ts';

const delimiters: readonly Delimiter[] = ['\t', ',', ';'];

/**
 * Which delimiter a list is written with: the one by which its first line has the most cells that are known names of
 * columns, else the most cells.
 *
 * @param firstLine the beginning of the list, with all of its first line
 */
export function delimiterOf(firstLine: string, isKnownName: (cell: string) => boolean): Delimiter {
  const scores = delimiters.map((delimiter) => {
    const reader = createDelimitedReader(delimiter);
    const [row] = [...reader.push(firstLine), ...reader.end()];
    const cells = row?.cells ?? [];
    return { delimiter, known: cells.filter(isKnownName).length, cells: cells.length };
  });
  scores.sort((a, b) => b.known - a.known || b.cells - a.cells);
  return scores[0]?.delimiter ?? ',';
}
