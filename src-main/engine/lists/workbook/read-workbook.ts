import { delimitedLine } from '../../../../src-shared/delimited/index.ts';
import { type Attributes, attributeText, readXml } from './read-xml.ts';
import { WorkbookFault } from './workbook-fault.ts';
import { openWorkbookParts, type WorkbookParts } from './workbook-parts.ts';

/** A sheet as a list: a line a row, at its place; tabs between its cells; UTF-8. */
export type WorkbookSheet = { readonly name: string; readonly text: Uint8Array<ArrayBuffer> };

/** What a spreadsheet program can hold; columns beyond ours are left out. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 256;
const MOST_LETTERS = 128 * 2 ** 20;
const LINES_AT_ONCE = 1_000;

/**
 * Reads the sheets of an .xlsx workbook (ECMA-376, SpreadsheetML) that are not hidden, as they stand there: of formulas
 * what they last came to, of numbers their value, no formats. Line breaks within a cell become spaces, so that a line of
 * the text is a row of the sheet.
 * @throws WorkbookFault
 */
export function readWorkbook(bytes: Uint8Array, mostUnpackedBytes?: number): readonly WorkbookSheet[] {
  const parts = openWorkbookParts(bytes, mostUnpackedBytes);
  const workbookName = relationsOf(parts, '').find(({ type }) => type.endsWith('/officeDocument'))?.target;
  const workbook = workbookName === undefined ? null : parts.read(workbookName);
  if (workbookName === undefined || workbook === null) throw new WorkbookFault('no-workbook');
  const relations = relationsOf(parts, workbookName);
  const sharedName = relations.find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  const shared = sharedStrings(sharedName === undefined ? null : parts.read(sharedName));
  const sheets: WorkbookSheet[] = [];
  for (const { name, relation } of sheetsOf(workbook)) {
    const found = relations.find(({ id }) => id === relation);
    if (found?.type.endsWith('/worksheet') !== true) continue;
    const part = parts.read(found.target);
    if (part === null) throw new WorkbookFault('damaged');
    sheets.push({ name, text: textOf(part, shared) });
  }
  return sheets;
}

type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** What a part refers to; of the package itself for an empty name. */
function relationsOf(parts: WorkbookParts, name: string): readonly Relation[] {
  const at = name.lastIndexOf('/') + 1;
  const folder = name.slice(0, at);
  const written = parts.read(`${folder}_rels/${name.slice(at)}.rels`);
  const relations: Relation[] = [];
  if (written === null) return relations;
  readXml(written, {
    open: (element, attributes) => {
      if (element !== 'Relationship') return;
      const { Id = '', Type = '', Target = '' } = attributes();
      const target = attributeText(Target);
      relations.push({ id: Id, type: Type, target: target.startsWith('/') ? target.slice(1) : `${folder}${target}` });
    },
  });
  return relations;
}

function sheetsOf(workbook: string): readonly { readonly name: string; readonly relation: string }[] {
  const sheets: { name: string; relation: string }[] = [];
  readXml(workbook, {
    open: (element, attributes) => {
      if (element !== 'sheet') return;
      const all = attributes();
      const relation = Object.entries(all).find(([attribute]) => attribute.endsWith(':id'))?.[1] ?? '';
      if ((all.state ?? 'visible') === 'visible') sheets.push({ name: attributeText(all.name ?? ''), relation });
    },
  });
  return sheets;
}

/** Texts that cells name by their number. How a word is pronounced is left out. */
function sharedStrings(written: string | null): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isSaid = false;
  readXml(written ?? '<sst/>', {
    open: (element) => {
      if (element === 'si') text = '';
      else if (element === 'rPh') isSaid = true;
      else if (element === 't') isText = !isSaid;
    },
    close: (element) => {
      if (element === 'si') strings.push(text);
      else if (element === 'rPh') isSaid = false;
      else if (element === 't') isText = false;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
  });
  return strings;
}

function textOf(sheet: string, shared: readonly string[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const written: Uint8Array[] = [];
  let lines: string[] = [];
  let letters = 0;
  let cells: string[] = [];
  /** Of the row and the cell that is read, from 0. */
  let row = -1;
  let column = -1;
  let nextRow = 0;
  let kind = 'n';
  let value = '';
  let isValue = false;
  let isSaid = false;

  function endLine(line: string): void {
    letters += line.length + 1;
    if (letters > MOST_LETTERS) throw new WorkbookFault('too-large');
    lines.push(line);
    if (lines.length === LINES_AT_ONCE) pour();
  }
  function pour(): void {
    if (lines.length > 0) written.push(encoder.encode(`${lines.join('\n')}\n`));
    lines = [];
  }
  function openRow({ r }: Attributes): void {
    row = r === undefined ? nextRow : Number(r) - 1;
    // Rows stand in their order; what doesn't is no sheet of any program.
    if (!Number.isInteger(row) || row < nextRow || row >= MOST_ROWS) throw new WorkbookFault('damaged');
    for (; nextRow < row; nextRow += 1) endLine('');
    cells = [];
    column = -1;
  }
  function openCell({ r, t }: Attributes): void {
    column = r === undefined ? column + 1 : columnOf(r);
    kind = t ?? 'n';
    value = '';
  }
  function closeCell(): void {
    if (column < 0 || column >= MOST_COLUMNS) return;
    while (cells.length < column) cells.push('');
    cells[column] = shownValue(kind, value, shared);
  }

  readXml(sheet, {
    open: (element, attributes) => {
      if (element === 'row') openRow(attributes());
      else if (element === 'c') openCell(attributes());
      else if (element === 'rPh') isSaid = true;
      else if (element === 'v' || element === 't') isValue = !isSaid;
    },
    close: (element) => {
      if (element === 'v' || element === 't') isValue = false;
      else if (element === 'rPh') isSaid = false;
      else if (element === 'c') closeCell();
      else if (element === 'row') {
        endLine(delimitedLine(cells, '\t'));
        nextRow = row + 1;
      }
    },
    text: (piece) => {
      if (isValue) value += piece;
    },
  });
  pour();
  return joined(written);
}

/** `AB12` → 27 */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d)/u.exec(reference)?.[0];
  if (letters === undefined) throw new WorkbookFault('damaged');
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** ECMA-376 18.18.11: what a cell's value means by its type. */
function shownValue(kind: string, value: string, shared: readonly string[]): string {
  switch (kind) {
    case 's':
      return plain(shared[Number(value)] ?? '');
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return '';
    case 'n':
      // Programs write all digits that a number has: 2.3199999999999998 is 2.32.
      return value.trim() === '' || Number.isNaN(Number(value)) ? plain(value) : String(Number(value));
    default:
      return plain(value);
  }
}

/** Without line breaks, and with the characters that a workbook writes as `_x000D_` (ECMA-376 22.4.2.4). */
const plain = (text: string): string =>
  text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_written, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/[\r\n]+/gu, ' ');

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
