/** Chromium draws no element taller than about 33.5 million pixels; beyond this height the scroll is scaled. */
const TALLEST_PIXELS = 30_000_000;

export type TableGeometry = {
  readonly rowCount: number;
  readonly rowPixels: number;
  /** Height of the visible part. */
  readonly viewportPixels: number;
};

/** Height of the scrolled element: that of all rows, as far as the browser draws it. */
export const scrollHeight = ({ rowCount, rowPixels }: TableGeometry): number =>
  Math.min(rowCount * rowPixels, TALLEST_PIXELS);

/** Pixels of the rows that one pixel of the scroll bar stands for: 1 until the rows outgrow the browser. */
function scaleOf(geometry: TableGeometry): number {
  const { rowCount, rowPixels, viewportPixels } = geometry;
  const travel = scrollHeight(geometry) - viewportPixels;
  return travel <= 0 ? 1 : (rowCount * rowPixels - viewportPixels) / travel;
}

/** The row at the upper edge, with the hidden part of it as fraction. */
export const firstRowAt = (scrollTop: number, geometry: TableGeometry): number =>
  (scrollTop * scaleOf(geometry)) / geometry.rowPixels;

/** Where to scroll so that a row, or a place in it, is at the upper edge. */
export const scrollTopOf = (firstRow: number, geometry: TableGeometry): number =>
  (firstRow * geometry.rowPixels) / scaleOf(geometry);

/** Rows that are drawn above and below what is in sight. */
const BEYOND = 2;

const visibleRows = ({ viewportPixels, rowPixels }: TableGeometry): number => Math.ceil(viewportPixels / rowPixels) + 1;

/** How many rows are drawn at once, at most. */
export const mostDrawnRows = (geometry: TableGeometry): number => visibleRows(geometry) + 2 * BEYOND;

/** Rows to draw, `first` up to but without `end`, with a few beyond either edge. */
export function drawnRows(firstRow: number, geometry: TableGeometry): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(firstRow) - BEYOND);
  return { first, end: Math.min(geometry.rowCount, Math.floor(firstRow) + visibleRows(geometry) + BEYOND) };
}

/** The first row that shows `row` whole, moved as little as possible from `firstRow`. */
export function revealing(row: number, firstRow: number, { viewportPixels, rowPixels }: TableGeometry): number {
  const whole = viewportPixels / rowPixels;
  if (row < firstRow) return row;
  return row + 1 > firstRow + whole ? row + 1 - whole : firstRow;
}
