import './charts.css';
import { useEffect, useId, useRef, useState } from 'react';
import { ticksBetween, wholeTicks } from './ticks.ts';

export type ChartPoint = { readonly x: number; readonly y: number };

export type ChartLine = {
  readonly name: string;
  /** In the order of x. */
  readonly points: readonly ChartPoint[];
  /** Drawn stronger than the others: what they are about, together. */
  readonly isMain?: boolean;
  /** Too many points to be read one by one: they are not in the table, and have no dots. */
  readonly isDense?: boolean;
};

type LineChartProps = {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** What x counts: `Epoch`. */
  readonly xName: string;
  /** Up to which x the axis goes, where more is to come. */
  readonly xEnd?: number;
  /** Between which y the axis goes; what is shown decides unless given. */
  readonly yRange?: readonly [low: number, high: number];
  readonly words: (y: number) => string;
  /** A place along x that is told apart: the best epoch. */
  readonly mark?: { readonly x: number; readonly name: string };
  /** What to say while there is nothing to draw. */
  readonly emptyWords: string;
};

const HEIGHT = 190;
const MARGIN = { top: 8, right: 12, bottom: 30, left: 46 };
/** Colours and dashes repeat after so many: more lines than that belong into the table. */
const LINE_STYLES = 8;
/** Lines of more points are drawn without a dot for each. */
const DOTTED_POINTS = 60;

/** Width of an element in pixels, as it changes. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(160, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

const pathOf = (points: readonly ChartPoint[], x: (at: number) => number, y: (at: number) => number): string =>
  points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('');

const styleOf = ({ isMain = false }: ChartLine, place: number): string =>
  `chart-line chart-style-${place % LINE_STYLES}${isMain ? ' chart-main' : ''}`;

/** The same numbers to be read: by a screen reader, or by whoever opens it. */
function NumbersTable({
  title,
  lines: all,
  xName,
  words,
}: Pick<LineChartProps, 'title' | 'lines' | 'xName' | 'words'>) {
  const lines = all.filter(({ isDense = false }) => !isDense);
  const places = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  return (
    <table className="chart-table">
      <caption className="only-read">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{xName}</th>
          {lines.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((x) => (
          <tr key={x}>
            <th scope="row">{x}</th>
            {lines.map(({ name, points }) => {
              const point = points.find((each) => each.x === x);
              return <td key={name}>{point === undefined ? '' : words(point.y)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Lines over a count, with their numbers as a table below them. */
export function LineChart({ title, lines, xName, xEnd, yRange, words, mark, emptyWords }: LineChartProps) {
  const { place, width } = useWidth();
  const id = useId();
  const points = lines.flatMap((line) => line.points).filter(({ y }) => Number.isFinite(y));
  const [low, high] = yRange ?? [
    Math.min(...points.map(({ y }) => y), Number.POSITIVE_INFINITY),
    Math.max(...points.map(({ y }) => y), Number.NEGATIVE_INFINITY),
  ];
  const first = Math.min(...points.map(({ x }) => x), Number.POSITIVE_INFINITY);
  const last = Math.max(...points.map(({ x }) => x), xEnd ?? 0);
  const isEmpty = points.length === 0;
  const rows = isEmpty ? ticksBetween(0, 1, 5) : ticksBetween(low, high, 5);
  const columns = isEmpty ? [] : wholeTicks(first, last, Math.max(2, Math.floor(width / 70)));
  const bottom = HEIGHT - MARGIN.bottom;
  const x = (at: number): number =>
    MARGIN.left + ((at - first) / Math.max(1e-9, last - first)) * (width - MARGIN.left - MARGIN.right);
  const [rowLow = 0, rowHigh = 1] = [rows[0], rows.at(-1)];
  const y = (at: number): number => bottom - ((at - rowLow) / (rowHigh - rowLow)) * (bottom - MARGIN.top);
  return (
    <figure className="chart" aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`} className="chart-title">
        {title}
      </figcaption>
      <div ref={place} className="chart-place">
        <svg className="chart-drawing" width={width} height={HEIGHT} aria-hidden="true">
          {rows.map((row) => (
            <g key={row}>
              <line className="chart-grid" x1={MARGIN.left} x2={width - MARGIN.right} y1={y(row)} y2={y(row)} />
              {!isEmpty && (
                <text className="chart-word" x={MARGIN.left - 6} y={y(row) + 4} textAnchor="end">
                  {words(row)}
                </text>
              )}
            </g>
          ))}
          {columns.map((column) => (
            <text key={column} className="chart-word" x={x(column)} y={bottom + 14} textAnchor="middle">
              {column}
            </text>
          ))}
          <text className="chart-word" x={width - MARGIN.right} y={HEIGHT - 3} textAnchor="end">
            {isEmpty ? '' : xName}
          </text>
          {mark !== undefined && !isEmpty && (
            <line className="chart-mark" x1={x(mark.x)} x2={x(mark.x)} y1={MARGIN.top} y2={bottom} />
          )}
          {lines.map((line, at) => (
            <g key={line.name} className={styleOf(line, at)}>
              <path d={pathOf(line.points, x, y)} />
              {line.isDense !== true &&
                line.points.length <= DOTTED_POINTS &&
                line.points.map((point) => <circle key={point.x} cx={x(point.x)} cy={y(point.y)} r={2} />)}
            </g>
          ))}
        </svg>
        {isEmpty && <p className="chart-empty">{emptyWords}</p>}
      </div>
      {!isEmpty && (lines.length > 1 || mark !== undefined) && (
        <ul className="chart-legend" aria-hidden="true">
          {lines.map((line, at) => (
            <li key={line.name}>
              <svg aria-hidden="true" width={22} height={8} className={styleOf(line, at)}>
                <path d="M1 4H21" />
              </svg>
              <span dir="auto">{line.name}</span>
            </li>
          ))}
          {mark !== undefined && (
            <li>
              <svg aria-hidden="true" width={8} height={12}>
                <line className="chart-mark" x1={4} x2={4} y1={0} y2={12} />
              </svg>
              {mark.name}
            </li>
          )}
        </ul>
      )}
      {!isEmpty && (
        <details className="chart-numbers">
          <summary>Numbers of “{title}”</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <div className="chart-scroll" tabIndex={0} role="region" aria-label={`Numbers of ${title}`}>
            <NumbersTable title={title} lines={lines} xName={xName} words={words} />
          </div>
        </details>
      )}
    </figure>
  );
}
