import { type Figure, label, rounded, type Shape, shape, shortened } from './shape.ts';

export type MatrixCell = { readonly row: number; readonly column: number; readonly count: number };

/** Who was taken for whom: rows are what sounds are, columns what they were taken for. */
export type ConfusionTable = {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Those that aren't empty. */
  readonly cells: readonly MatrixCell[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
};

/** The column of sounds that were taken for nothing. */
export const TAKEN_FOR_NOTHING = '(nothing)';

/**
 * Counts pairs of what a sound is and what it was taken for. Only classes that occur have a row or a column, in an order
 * in which those that are confused lie near each other: each next class is the one most confused with those before.
 * @param pairs class of the sound and class that it was taken for, −1: nothing
 */
export function confusionTable(
  pairs: Iterable<readonly [truth: number, said: number]>,
  classes: readonly string[],
  order: 'confused' | 'name' = 'confused',
): ConfusionTable {
  const counts = new Map<number, Map<number, number>>();
  const present = new Set<number>();
  const told = new Set<number>();
  for (const [truth, said] of pairs) {
    const row = counts.get(truth) ?? new Map<number, number>();
    row.set(said, (row.get(said) ?? 0) + 1);
    counts.set(truth, row);
    present.add(truth);
    told.add(said);
  }
  const of = (one: number, other: number) => counts.get(one)?.get(other) ?? 0;
  const named = [...new Set([...present, ...told].filter((one) => one >= 0))].sort((a, b) => a - b);
  const ordered = order === 'name' ? named : nearEachOther(named, (one, other) => of(one, other) + of(other, one));
  const rows = ordered.filter((one) => present.has(one));
  const columns = [...ordered, ...(told.has(-1) ? [-1] : [])];
  const cells = rows.flatMap((truth, row) =>
    columns.flatMap((said, column) => {
      const count = of(truth, said);
      return count > 0 ? [{ row, column, count }] : [];
    }),
  );
  const total = (side: 'row' | 'column', length: number) =>
    Array.from({ length }, (_, index) =>
      cells.reduce((sum, cell) => (cell[side] === index ? sum + cell.count : sum), 0),
    );
  return {
    rows: rows.map((one) => classes[one] ?? '?'),
    columns: columns.map((one) => (one < 0 ? TAKEN_FOR_NOTHING : (classes[one] ?? '?'))),
    cells,
    rowTotals: total('row', rows.length),
    columnTotals: total('column', columns.length),
  };
}

function nearEachOther(items: readonly number[], confused: (one: number, other: number) => number): readonly number[] {
  const left = new Set(items);
  const order: number[] = [];
  let last: number | undefined;
  while (left.size > 0) {
    let best: number | undefined;
    let most = 0;
    for (const one of left) {
      // What is confused with the one before it counts most, then with those a little further up.
      const recent = order.slice(-3);
      const near = recent.reduce((sum, other, at) => sum + confused(one, other) * (at + 1), 0);
      if (near > most) [best, most] = [one, near];
    }
    last = best ?? left.values().next().value;
    if (last === undefined) break;
    order.push(last);
    left.delete(last);
  }
  return order;
}

export const MATRIX_CELL = 12;
const NAMES = 150;

/** Where a cell lies in the figure, in its pixels. */
export const matrixPlace = (row: number, column: number): { readonly x: number; readonly y: number } => ({
  x: NAMES + column * MATRIX_CELL,
  y: row * MATRIX_CELL,
});

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** `WATER taken for RAIN: 3 of 40 (7.5 %); of what was taken for RAIN, 10 %` */
export function cellWords(
  { rows, columns, cells, rowTotals, columnTotals }: ConfusionTable,
  row: number,
  column: number,
): string {
  const [truth, said] = [rows[row] ?? '', columns[column] ?? ''];
  const count = cells.find((cell) => cell.row === row && cell.column === column)?.count ?? 0;
  const [ofRow, ofColumn] = [rowTotals[row] ?? 0, columnTotals[column] ?? 0];
  const what = truth === said ? `${truth} recognised` : `${truth} taken for ${said}`;
  const share = ofRow === 0 ? '' : ` (${percent(count / ofRow)})`;
  const back = ofColumn === 0 ? '' : `; ${percent(count / ofColumn)} of what was taken for ${said}`;
  return `${what}: ${count} of ${ofRow}${share}${back}`;
}

/** The strength of a cell is its share of the row, or of the column. */
export function matrixFigure(table: ConfusionTable, name: string, shareOf: 'row' | 'column' = 'row'): Figure {
  const { rows, columns, cells, rowTotals, columnTotals } = table;
  const bottom = rows.length * MATRIX_CELL;
  const shapes: Shape[] = [
    shape('rect', { class: 'frame', x: NAMES, y: 0, width: columns.length * MATRIX_CELL, height: bottom }),
  ];
  for (const [row, one] of rows.entries()) {
    shapes.push(label(NAMES - 6, row * MATRIX_CELL + 9, shortened(one, 22), { class: 'small', 'text-anchor': 'end' }));
  }
  for (const [column, one] of columns.entries()) {
    shapes.push(
      shape(
        'text',
        {
          class: 'small',
          transform: `translate(${NAMES + column * MATRIX_CELL + 9} ${bottom + 6}) rotate(-90)`,
          'text-anchor': 'end',
        },
        shortened(one, 22),
      ),
    );
  }
  for (const { row, column, count } of cells) {
    const whole = (shareOf === 'row' ? rowTotals[row] : columnTotals[column]) ?? count;
    const { x, y } = matrixPlace(row, column);
    shapes.push(
      shape(
        'rect',
        {
          class: rows[row] === columns[column] ? 'right' : 'wrong',
          'fill-opacity': rounded(10 * (0.15 + 0.85 * (count / whole))) / 10,
          x,
          y,
          width: MATRIX_CELL - 1,
          height: MATRIX_CELL - 1,
        },
        shape('title', {}, cellWords(table, row, column)),
      ),
    );
  }
  return { name, width: NAMES + columns.length * MATRIX_CELL + 8, height: bottom + NAMES, shapes };
}
