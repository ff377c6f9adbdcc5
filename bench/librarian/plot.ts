import { escapeText, percentText } from '../../src-main/evaluation/page/markup.ts';
import type { LibraryReport } from './report.ts';

const WIDTH = 300;
const HEIGHT = 220;
const LEFT = 44;
const TOP = 40;
const GAP = 36;
const BOTTOM = 74;

/** The colours of the window in both themes; a picture in a page can't ask the page for them. */
const STYLE = `text { font: 12px "Inter Variable", Inter, system-ui, sans-serif; fill: #1e2329; }
.quiet { fill: #4d545c; font-size: 11px; }
.ground { fill: #f8f9fb; }
.grid { stroke: #d5d8dd; }
.target { stroke: #4d545c; stroke-dasharray: 3 3; }
.covering { color: #0463a8; }
.least-certain { color: #a35a00; }
.random { color: #6b7178; }
.line { fill: none; stroke: currentColor; stroke-width: 2; }
.band { fill: currentColor; fill-opacity: 0.15; }
@media (prefers-color-scheme: dark) {
  text { fill: #e5e7ea; } .quiet { fill: #a4aab1; } .ground { fill: #111418; } .grid { stroke: #2c3138; }
  .target { stroke: #a4aab1; }
  .covering { color: #73c3f5; } .least-certain { color: #e8a24a; } .random { color: #8d949c; }
}`;

const NAMES = { covering: 'representative (proposed)', 'least-certain': 'least certain', random: 'random' } as const;

const legendStarts = [0, 200, 330];

/** Shares of right sounds against decisions, a panel a library: the mean of all seeds, in a band from worst to best. */
export function librarianPlot(reports: readonly LibraryReport[]): string {
  const width = LEFT + reports.length * (WIDTH + GAP);
  const height = TOP + HEIGHT + BOTTOM;
  const panels = reports.map((report, index) => panel(report, LEFT + index * (WIDTH + GAP)));
  const legend = Object.entries(NAMES).map(([order, name], index) => {
    const x = LEFT + (legendStarts[index] ?? 0);
    const y = height - 14;
    return `<line class="line ${order}" x1="${x}" x2="${x + 22}" y1="${y - 4}" y2="${y - 4}"/><text x="${x + 28}" y="${y}">${name}</text>`;
  });
  const dashed = LEFT + 430;
  legend.push(
    `<line class="target" x1="${dashed}" x2="${dashed + 22}" y1="${height - 18}" y2="${height - 18}"/><text x="${dashed + 28}" y="${height - 14}">90 % of the fully labelled accuracy; 90 % of all</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Right sounds against decisions" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>${STYLE}</style>
<rect class="ground" width="${width}" height="${height}"/>
${[...panels, ...legend].join('\n')}
</svg>
`;
}

function panel({ library, sounds, groups, fullyLabelled, orders }: LibraryReport, left: number): string {
  const most = Math.max(...orders.map(({ mean }) => mean.length - 1));
  const lowest = Math.floor(Math.min(...orders.flatMap(({ low }) => low)) * 10) / 10;
  const x = (decisions: number) => (left + (decisions / most) * WIDTH).toFixed(1);
  const y = (share: number) => (TOP + HEIGHT - ((share - lowest) / (1 - lowest)) * HEIGHT).toFixed(1);
  const parts = [`<text x="${left}" y="16">${escapeText(library)}</text>`];
  parts.push(`<text class="quiet" x="${left}" y="31">${sounds} sounds, ${groups} groups</text>`);
  for (let share = lowest; share < 1.001; share += 0.1) {
    parts.push(
      `<line class="grid" x1="${left}" x2="${left + WIDTH}" y1="${y(share)}" y2="${y(share)}"/><text class="quiet" x="${left - 6}" y="${Number(y(share)) + 4}" text-anchor="end">${Math.round(share * 100)}</text>`,
    );
  }
  for (let decisions = 0; decisions <= most; decisions += 20)
    parts.push(
      `<text class="quiet" x="${x(decisions)}" y="${TOP + HEIGHT + 16}" text-anchor="middle">${decisions}</text>`,
    );
  parts.push(
    `<text class="quiet" x="${left + WIDTH / 2}" y="${TOP + HEIGHT + 34}" text-anchor="middle">decisions · right sounds, %</text>`,
  );
  for (const wanted of [0.9 * fullyLabelled, 0.9])
    parts.push(
      `<line class="target" x1="${left}" x2="${left + WIDTH}" y1="${y(wanted)}" y2="${y(wanted)}"><title>${percentText(wanted)}</title></line>`,
    );
  for (const { order, mean, low, high } of orders) {
    const along = (values: readonly number[]) => values.map((value, at) => `${x(at)},${y(value)}`);
    parts.push(`<polygon class="band ${order}" points="${[...along(high), ...along(low).toReversed()].join(' ')}"/>`);
    parts.push(`<polyline class="line ${order}" points="${along(mean).join(' ')}"/>`);
  }
  return parts.join('\n');
}
