import {
  createDelimitedReader,
  type DelimitedRow,
  type Delimiter,
  delimiterOf,
} from '../../../src-shared/delimited/index.ts';
import { createBreathing } from './breathing.ts';
import type { ListText } from './list-text.ts';

export type ListedRows = {
  readonly delimiter: Delimiter;
  /** The first row; `undefined`: the list is empty. */
  readonly headings: DelimitedRow | undefined;
  /** Those after the headings, in slices between which others are served. */
  readonly rows: () => AsyncGenerator<DelimitedRow>;
};

/** Finds how a list is written and reads its rows. */
export function readListedRows(text: ListText, isKnownHeading: (cell: string) => boolean): ListedRows {
  let beginning = '';
  for (const piece of text.pieces()) {
    beginning += piece;
    if (beginning.trim() !== '' && /[\r\n]/u.test(beginning.trimStart())) break;
  }
  const [firstLine = ''] = beginning.trimStart().split(/[\r\n]/u);
  const delimiter = text.sheet?.delimiter ?? delimiterOf(firstLine, isKnownHeading);
  const reader = createDelimitedReader(delimiter);
  const [headings] = [...reader.push(beginning), ...reader.end()];
  return {
    delimiter,
    headings,
    async *rows() {
      const again = createDelimitedReader(delimiter);
      const breathe = createBreathing();
      let isFirst = true;
      for (const piece of text.pieces()) {
        for (const row of again.push(piece)) {
          if (!isFirst) yield row;
          isFirst = false;
        }
        await breathe();
      }
      for (const row of again.end()) if (!isFirst) yield row;
    },
  };
}
