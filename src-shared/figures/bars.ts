import { type Figure, label, rounded, type Shape, shape, shortened } from './shape.ts';

/** A bar, and where it might as well end. */
export type BarValue = { readonly value: number | null; readonly low?: number | null; readonly high?: number | null };

export type Bars = {
  readonly name: string;
  /** What each bar of a row stands for. */
  readonly series: readonly string[];
  readonly rows: readonly { readonly name: string; readonly values: readonly BarValue[] }[];
  /** From where to where the axis goes; by the values unless given. */
  readonly from?: number;
  readonly to?: number;
  readonly format: (value: number) => string;
};

const BAR = 11;
const GAP = 2;
const BETWEEN = 12;
const NAMES = 190;
const WIDTH = 420;
const NUMBERS = 70;

/** A row a thing, in it a bar a series, each with its number; bars below 0 go to the left of it. */
export function barsFigure({ name, series, rows, format, ...axis }: Bars): Figure {
  const values = rows.flatMap((row) => row.values.flatMap(({ value, low, high }) => [value, low, high]));
  const known = values.filter((value): value is number => value != null && Number.isFinite(value));
  const from = axis.from ?? Math.min(0, ...known);
  const to = Math.max(axis.to ?? Math.max(0, ...known), from + 1e-9);
  const at = (value: number) => rounded(NAMES + ((value - from) / (to - from)) * WIDTH);
  const legend = series.length > 1 ? 24 : 0;
  const rowHeight = series.length * (BAR + GAP) + BETWEEN;
  const bottom = legend + rows.length * rowHeight;
  const shapes: Shape[] = ticksOf(from, to).flatMap((tick) => [
    shape('line', { class: 'grid', x1: at(tick), x2: at(tick), y1: legend, y2: bottom }),
    label(at(tick), bottom + 14, format(tick), { class: 'quiet', 'text-anchor': 'middle' }),
  ]);
  if (legend > 0) shapes.push(...legendOf(series));
  for (const [index, row] of rows.entries()) {
    const top = legend + index * rowHeight + BETWEEN / 2;
    const middle = top + (series.length * (BAR + GAP)) / 2;
    shapes.push(label(NAMES - 8, rounded(middle + 3), shortened(row.name), { 'text-anchor': 'end' }));
    for (const [place, bar] of row.values.entries()) {
      shapes.push(
        barOf(bar, place, top + place * (BAR + GAP), at, from, to, {
          about: `${row.name}${series.length > 1 ? `, ${series[place] ?? ''}` : ''}`,
          format,
        }),
      );
    }
  }
  return { name, width: NAMES + WIDTH + NUMBERS, height: bottom + 22, shapes };
}

function barOf(
  { value, low, high }: BarValue,
  place: number,
  top: number,
  at: (value: number) => number,
  from: number,
  to: number,
  { about, format }: { readonly about: string; readonly format: (value: number) => string },
): Shape {
  const middle = rounded(top + BAR / 2);
  if (value === null || !Number.isFinite(value)) {
    return shape(
      'g',
      {},
      shape('title', {}, `${about}: not defined`),
      label(at(Math.max(0, from)) + 6, middle + 4, '–', { class: 'quiet' }),
    );
  }
  const zero = at(Math.min(to, Math.max(0, from)));
  const end = at(value);
  const hasRange = low != null && high != null;
  const range = hasRange ? ` (${format(low)} to ${format(high)})` : '';
  const right = Math.max(zero, end, hasRange ? at(high) : 0);
  return shape(
    'g',
    {},
    shape('title', {}, `${about}: ${format(value)}${range}`),
    shape('rect', {
      class: `series-${place % 6}`,
      x: Math.min(zero, end),
      y: top,
      width: rounded(Math.max(0.5, Math.abs(end - zero))),
      height: BAR,
    }),
    ...(hasRange ? [shape('line', { class: 'range', x1: at(low), x2: at(high), y1: middle, y2: middle })] : []),
    label(right + 6, middle + 4, format(value), { class: 'quiet' }),
  );
}

function legendOf(series: readonly string[]): readonly Shape[] {
  let x = NAMES;
  return series.flatMap((name, place) => {
    const shapes = [
      shape('rect', { class: `series-${place % 6}`, x, y: 2, width: 10, height: 10 }),
      label(x + 15, 11, shortened(name, 40)),
    ];
    x += 32 + shortened(name, 40).length * 6.2;
    return shapes;
  });
}

/** Four to eight round numbers. */
function ticksOf(from: number, to: number): readonly number[] {
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, index) => (first + index) * step);
}
