/** What stands between the cells of a line. */
export type Delimiter = ',' | '\t' | ';';

type Cell = string | number | null | undefined;

/** One line, without its break, by RFC 4180: quoted where a delimiter, quote or line break stands inside. */
export function delimitedLine(cells: readonly Cell[], delimiter: Delimiter): string {
  return cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
}

function quoted(cell: Cell, delimiter: Delimiter): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return text.includes(delimiter) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
