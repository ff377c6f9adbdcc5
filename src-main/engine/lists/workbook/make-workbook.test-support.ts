import { strToU8, zipSync } from 'fflate';

/** `null`: nothing stands there. */
type MadeCell = string | number | boolean | null;
type MadeSheet = {
  readonly name: string;
  readonly rows: readonly (readonly MadeCell[])[];
  readonly isHidden?: boolean;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Parts of an .xlsx workbook as spreadsheet programs write them: texts are shared, empty rows and cells left out. */
export function workbookParts(sheets: readonly MadeSheet[]): { [name: string]: string } {
  const shared: string[] = [];
  const placeOf = new Map<string, number>();
  const cellOf = (cell: MadeCell, reference: string): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    const place = placeOf.get(cell) ?? shared.push(cell) - 1;
    placeOf.set(cell, place);
    return `<c r="${reference}" s="1" t="s"><v>${place}</v></c>`;
  };
  const pages = sheets.map(({ rows }) =>
    rows
      .map((cells, row) => {
        const written = cells.map((cell, column) => cellOf(cell, `${letters(column)}${row + 1}`)).join('');
        return written === '' ? '' : `<row r="${row + 1}" spans="1:9">${written}</row>`;
      })
      .join(''),
  );
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (all: readonly (readonly [id: string, kind: string, target: string])[]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
      .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${kinds}/${kind}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<workbook ${main} xmlns:r="${kinds}"><sheets>${sheets
      .map(
        ({ name, isHidden = false }, place) =>
          `<sheet name="${escaped(name)}" sheetId="${place + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${place + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_sheet, place) => [`rId${place + 1}`, 'worksheet', `worksheets/sheet${place + 1}.xml`] as const),
      ['rId900', 'styles', 'styles.xml'],
      ['rId901', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst ${main}>${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(
      pages.map((page, place) => [
        `xl/worksheets/sheet${place + 1}.xml`,
        `<worksheet ${main}><sheetData>${page}</sheetData></worksheet>`,
      ]),
    ),
  };
}

/** A workbook of these parts. */
export const zipped = (parts: { readonly [name: string]: string }): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));

/** An .xlsx workbook. */
export const makeWorkbook = (sheets: readonly MadeSheet[]): Buffer => zipped(workbookParts(sheets));

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest === 0 ? '' : letters(rest - 1)}${String.fromCharCode(65 + (column % 26))}`;
}
