import type { EvaluationLine } from '../../../src-shared/contract/evaluation.ts';
import { countedText, countText, escapeText, percentText } from './markup.ts';

const ROW = 20;
const NAMES = 190;
const BARS = 420;
const FIGURES = 150;

/** A bar a library: how often the first suggestion was right, and, fainter, how often one of five. */
export function libraryBars(line: EvaluationLine): string {
  const libraries = line.byLibrary.toSorted((a, b) => b.sounds - a.sounds || (a.library < b.library ? -1 : 1));
  const height = libraries.length * ROW + 18;
  const rows = libraries.map(({ library, sounds, top1, top5, top1Low, top1High }, index) => {
    const top = index * ROW;
    const middle = top + ROW / 2;
    const at = (share: number) => (NAMES + share * BARS).toFixed(1);
    const about = `${library}: first right ${percentText(top1)} (95 % between ${percentText(top1Low)} and ${percentText(top1High)}), in five ${percentText(top5)}, ${countedText(sounds, 'sound')}`;
    return `<g><title>${escapeText(about)}</title>
<text x="${NAMES - 8}" y="${middle + 4}" text-anchor="end">${escapeText(shortened(library))}</text>
<rect class="five" x="${NAMES}" y="${top + 5}" width="${(top5 * BARS).toFixed(1)}" height="10"/>
<rect class="first" x="${NAMES}" y="${top + 5}" width="${(top1 * BARS).toFixed(1)}" height="10"/>
<line class="range" x1="${at(top1Low)}" x2="${at(top1High)}" y1="${middle}" y2="${middle}"/>
<text class="quiet" x="${NAMES + BARS + 8}" y="${middle + 4}">${percentText(top1)} · ${percentText(top5)} · ${countText(sounds)}</text></g>`;
  });
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const x = NAMES + share * BARS;
    return `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height - 18}"/><text class="quiet" x="${x}" y="${height - 4}" text-anchor="middle">${share * 100}</text>`;
  });
  return svg(NAMES + BARS + FIGURES, height, 'Right suggestions by library', [...grid, ...rows].join('\n'));
}

const SIDE = 260;
const MARGIN = 36;

/** How often suggestions were right against how sure they were; on the diagonal they tell the truth. */
export function reliabilityDiagram({ reliability, overall }: EvaluationLine): string {
  const most = Math.max(1, ...reliability.map(({ sounds }) => sounds));
  const x = (share: number) => MARGIN + share * SIDE;
  const y = (share: number) => 8 + SIDE - share * SIDE;
  const bins = reliability.map(({ from, to, sounds, meanProbability, accuracy }) => {
    const about = `sure ${percentText(from)}–${percentText(to)}: ${countedText(sounds, 'sound')}, right ${percentText(accuracy)}, said ${percentText(meanProbability)}`;
    const width = (to - from) * SIDE - 2;
    const strength = 0.25 + 0.75 * Math.sqrt(sounds / most);
    return `<g><title>${escapeText(about)}</title><rect class="first" fill-opacity="${strength.toFixed(2)}" x="${(x(from) + 1).toFixed(1)}" y="${y(accuracy).toFixed(1)}" width="${width.toFixed(1)}" height="${(accuracy * SIDE).toFixed(1)}"/><circle class="said" cx="${x(meanProbability).toFixed(1)}" cy="${y(accuracy).toFixed(1)}" r="2.5"/></g>`;
  });
  const ticks = [0, 0.5, 1].map(
    (share) =>
      `<text class="quiet" x="${x(share)}" y="${SIDE + 24}" text-anchor="middle">${share * 100}</text><text class="quiet" x="${MARGIN - 6}" y="${y(share) + 4}" text-anchor="end">${share * 100}</text>`,
  );
  const frame = `<rect class="frame" x="${x(0)}" y="${y(1)}" width="${SIDE}" height="${SIDE}"/><line class="truth" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`;
  const words = `<text class="quiet" x="${x(0.5)}" y="${SIDE + 40}" text-anchor="middle">how sure, %</text><text class="quiet" transform="translate(10 ${y(0.5)}) rotate(-90)" text-anchor="middle">how often right, %</text>`;
  const name = `Reliability: calibration error ${overall.calibrationError.toFixed(3)}`;
  return svg(SIDE + MARGIN + 12, SIDE + 48, name, [frame, ...bins, ...ticks, words].join('\n'));
}

const CELL = 12;
const LABELS = 150;

/** A row a true category, a column a suggested one; strength is the share of the row. */
export function confusionMatrix({ confusion, byCategory }: EvaluationLine): string {
  const rows = byCategory.map(({ category }) => category);
  const suggested = new Set(confusion.flatMap((pair) => pair.suggested ?? []));
  const columns = [...rows, ...[...suggested].filter((one) => !rows.includes(one)).sort()];
  const soundsOf = new Map(byCategory.map(({ category, sounds }) => [category, sounds]));
  const cells = confusion.flatMap((pair) => {
    if (pair.suggested === null) return [];
    const row = rows.indexOf(pair.category);
    const column = columns.indexOf(pair.suggested);
    const all = soundsOf.get(pair.category) ?? pair.sounds;
    const right = pair.category === pair.suggested;
    const about = `${pair.category}${right ? ' suggested rightly' : ` taken for ${pair.suggested}`}: ${countText(pair.sounds)} of ${countText(all)}`;
    const strength = (0.15 + 0.85 * (pair.sounds / all)).toFixed(2);
    return `<rect class="${right ? 'first' : 'wrong'}" fill-opacity="${strength}" x="${LABELS + column * CELL}" y="${row * CELL}" width="${CELL - 1}" height="${CELL - 1}"><title>${escapeText(about)}</title></rect>`;
  });
  const bottom = rows.length * CELL;
  const names = rows.map(
    (category, row) =>
      `<text class="small" x="${LABELS - 6}" y="${row * CELL + 9}" text-anchor="end">${escapeText(category)}</text>`,
  );
  const below = columns.map(
    (category, column) =>
      `<text class="small" transform="translate(${LABELS + column * CELL + 9} ${bottom + 6}) rotate(-90)" text-anchor="end">${escapeText(category)}</text>`,
  );
  const width = LABELS + columns.length * CELL + 8;
  const frame = `<rect class="frame" x="${LABELS}" y="0" width="${columns.length * CELL}" height="${bottom}"/>`;
  return svg(width, bottom + LABELS, 'Confusion matrix', [frame, ...names, ...below, ...cells].join('\n'));
}

function svg(width: number, height: number, name: string, inside: string): string {
  return `<svg role="img" aria-label="${escapeText(name)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n${inside}\n</svg>`;
}

const LONGEST = 28;

/** The middle goes: take numbers and beginnings tell libraries apart. */
function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST / 2)}…${name.slice(1 - LONGEST / 2)}`;
}
