import type { ColumnId } from './column-layout.ts';

/** Width in which the widest cell in sight and the head of a column are whole. */
export function fittingPixels(table: Element, id: ColumnId): number {
  const copies = Array.from(table.querySelectorAll(`.cell-${id}`), (cell) => {
    const copy = cell.cloneNode(true) as HTMLElement;
    copy.classList.add('cell-measured');
    cell.parentElement?.append(copy);
    return copy;
  });
  const widths = copies.map((copy) => copy.getBoundingClientRect().width);
  for (const copy of copies) copy.remove();
  return Math.ceil(Math.max(0, ...widths)) + 1;
}
