import type { ColumnId } from './column-layout.ts';

/** Signs, gaps and the arrow of the order beside the words. */
const BESIDE_PIXELS = 18;

/** Width in which the widest cell in sight and the head of a column are whole. */
export function fittingPixels(table: Element, id: ColumnId): number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 0;
  const widths = Array.from(table.querySelectorAll(`.cell-${id}`), (cell) => {
    const { font } = getComputedStyle(cell);
    context.font = font;
    const signs = cell.querySelectorAll('.icon, .category-mark').length * 16;
    const drawn =
      cell.querySelector('canvas')?.width ?? cell.querySelector('.dots')?.getBoundingClientRect().width ?? 0;
    return Math.max(context.measureText(cell.textContent ?? '').width + signs, drawn);
  });
  return Math.ceil(Math.max(0, ...widths)) + BESIDE_PIXELS;
}
