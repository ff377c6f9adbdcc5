import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ListPlan } from '../../../src-shared/contract/label-lists.ts';
import type { DelimitedRow } from '../../../src-shared/delimited/index.ts';
import { type ColumnName, columnNameOf, columnsOf } from '../../../src-shared/label-lists/index.ts';
import type { Region } from '../../catalogue/index.ts';
import type { ListText } from '../lists/list-text.ts';
import { readListedRows } from '../lists/listed-rows.ts';
import type { WrittenDecision } from './decided-row.ts';

/** A line of a list of labels, as it is written. */
export type ListedLabel = WrittenDecision & {
  readonly line: number;
  readonly path: string;
  readonly library: string;
  /** `null`: the whole sound. */
  readonly region: Region | null;
  readonly confidence: string;
  /** Empty: it doesn't say. */
  readonly source: string;
  readonly author: string;
  readonly device: string;
  readonly dupGroup: string;
  /** Why it can't be read; `null`: it can. */
  readonly fault: string | null;
};

export type ListedLabels = { readonly columns: ListPlan['columns']; readonly rows: () => AsyncGenerator<ListedLabel> };

const MOST_LETTERS = 40_000;
const delimiterWords = { ',': 'comma', '\t': 'tab', ';': 'semicolon' } as const;

/**
 * Reads a list of labels by the names of its columns: of a workbook the first sheet that has them.
 * @throws SonothequeError `list-without-columns`
 */
export function readListedLabels(texts: readonly ListText[], name: string): ListedLabels {
  const [found, ...others] = texts.map(listedLabelsIn).filter((listed) => listed !== null);
  if (found !== undefined) {
    const { columns } = found;
    const form = others.length === 0 ? columns.form : `${columns.form}, the first of ${others.length + 1} with labels`;
    return { ...found, columns: { ...columns, form } };
  }
  const [first] = texts;
  const headings = first && readListedRows(first, (cell) => columnNameOf(cell) !== undefined).headings;
  throw withoutColumns(name, headings?.cells ?? []);
}

/** @returns `null` where it lacks the columns */
function listedLabelsIn(text: ListText): ListedLabels | null {
  const { delimiter, headings, rows } = readListedRows(text, (cell) => columnNameOf(cell) !== undefined);
  const { at, used, unused } = columnsOf(headings?.cells ?? []);
  if (at.path === undefined || (at.category === undefined && at.catId === undefined)) return null;
  const cellsBefore = headings?.cells.length ?? 0;
  const form =
    text.sheet === undefined ? `${text.encoding}, by ${delimiterWords[delimiter]}` : `sheet “${text.sheet.name}”`;
  return {
    columns: { used, unused, form },
    async *rows() {
      for await (const row of rows()) yield listedLabel(row, at, cellsBefore);
    },
  };
}

function listedLabel(
  { line, cells, isCutOff }: DelimitedRow,
  at: { readonly [Name in ColumnName]?: number },
  columns: number,
): ListedLabel {
  const cell = (name: ColumnName): string => {
    const place = at[name];
    return place === undefined ? '' : (cells[place] ?? '').trim();
  };
  // The name of a file may begin or end with a space.
  const path = cells[at.path ?? 0] ?? '';
  const { region, fault: regionFault } = regionOf(cell('startSeconds'), cell('endSeconds'));
  const fault = isCutOff
    ? 'A quotation mark in it is never closed, so all that follows belongs to it.'
    : path.trim() === ''
      ? 'It has no path.'
      : path.includes('\0') || path.length > MOST_LETTERS
        ? 'Its path is none.'
        : cells.length > columns && cells.slice(columns).some((extra) => extra.trim() !== '')
          ? `It has ${cells.length} cells where the list has ${columns} columns.`
          : regionFault;
  return {
    line,
    path: path.slice(0, MOST_LETTERS),
    library: cell('library'),
    category: cell('category'),
    subCategory: cell('subCategory'),
    catId: cell('catId'),
    region,
    confidence: cell('confidence'),
    source: cell('source'),
    author: cell('author').slice(0, 200),
    device: cell('device').slice(0, 200),
    dupGroup: cell('dupGroup'),
    fault,
  };
}

function regionOf(start: string, end: string): { readonly region: Region | null; readonly fault: string | null } {
  if (start === '' && end === '') return { region: null, fault: null };
  const [startSeconds, endSeconds] = [secondsOf(start), secondsOf(end)];
  if (startSeconds === null || endSeconds === null) {
    return { region: null, fault: `“${start}” to “${end}” are no seconds.` };
  }
  if (endSeconds <= startSeconds) return { region: null, fault: 'Its region ends before it begins.' };
  return { region: { startSeconds, endSeconds }, fault: null };
}

/** A decimal comma is one, too. */
function secondsOf(text: string): number | null {
  if (!/^\d{1,7}(?:[.,]\d+)?$/u.test(text)) return null;
  return Number(text.replace(',', '.'));
}

const withoutColumns = (name: string, headings: readonly string[]): SonothequeError =>
  new SonothequeError({
    code: 'list-without-columns',
    message: `“${name}” has no columns that can be labels: its first line is ${
      headings.length === 0 ? 'empty' : `“${headings.join(', ').slice(0, 120)}”`
    }.`,
    nextStep: 'The first line names the columns: path, and category or cat_id, or both.',
  });
