import type { Delimiter } from './write.ts';

export type DelimitedRow = {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark was opened in it and never closed: the rest of the text went into it. */
  readonly isCutOff: boolean;
};

export type DelimitedReader = {
  /** Takes the next piece of text; gives the rows that it completes. Empty lines are left out. */
  readonly push: (text: string) => readonly DelimitedRow[];
  /** What is left when no more text comes. */
  readonly end: () => readonly DelimitedRow[];
};

const breaks = { '\n': true, '\r': true } as const;

/**
 * Reads delimited text piece by piece, as RFC 4180 has it and as people write it: lines end by LF, CRLF or CR, quoted
 * cells may hold delimiters and line breaks, a quotation mark inside a cell that doesn't begin with one is itself, and
 * what follows a closing mark belongs to the cell. Any text is read; nothing throws. Each character is looked at once.
 */
export function createDelimitedReader(delimiter: Delimiter): DelimitedReader {
  let line = 1;
  let startLine = 1;
  let cells: string[] = [];
  let cell = '';
  let state: 'begin' | 'plain' | 'quoted' | 'closing' = 'begin';
  let afterReturn = false;

  function endCell(): void {
    cells.push(cell);
    cell = '';
    state = 'begin';
  }

  function endRow(rows: DelimitedRow[], isCutOff: boolean): void {
    endCell();
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: startLine, cells, isCutOff });
    cells = [];
    startLine = line;
  }

  /** The end of the run of ordinary characters that begins at a place. */
  function runEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const character = text[at] as string;
      if (character === '"' || character === delimiter || character in breaks) return at;
    }
    return text.length;
  }

  function quotedEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const character = text[at] as string;
      if (character === '"' || character in breaks) return at;
    }
    return text.length;
  }

  return {
    push: (text) => {
      const rows: DelimitedRow[] = [];
      let at = 0;
      while (at < text.length) {
        const character = text[at] as string;
        const isSecondHalf = afterReturn && character === '\n';
        afterReturn = false;
        if (isSecondHalf) {
          // CRLF is one break: inside quotes both characters are kept.
          if (state === 'quoted') cell += character;
          at += 1;
          continue;
        }
        if (character in breaks) {
          line += 1;
          afterReturn = character === '\r';
          if (state === 'quoted') cell += character;
          else endRow(rows, false);
          at += 1;
        } else if (state === 'quoted') {
          if (character === '"') {
            state = 'closing';
            at += 1;
          } else {
            const end = quotedEnd(text, at);
            cell += text.slice(at, end);
            at = end;
          }
        } else if (character === '"' && (state === 'begin' || state === 'closing')) {
          // A second mark is one of the cell's own.
          if (state === 'closing') cell += '"';
          state = 'quoted';
          at += 1;
        } else if (character === delimiter) {
          endCell();
          at += 1;
        } else {
          const end = character === '"' ? at + 1 : runEnd(text, at);
          cell += text.slice(at, end);
          state = 'plain';
          at = end;
        }
      }
      return rows;
    },
    end: () => {
      const rows: DelimitedRow[] = [];
      endRow(rows, state === 'quoted');
      return rows;
    },
  };
}
