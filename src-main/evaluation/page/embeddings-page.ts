import type { EmbeddingComparison } from '../../../src-shared/evaluation/index.ts';
import {
  ALL_DATASETS,
  comparisonTable,
  confusionFigure,
  daviesBouldinFigure,
  differenceFigure,
  FIGURE_RULES,
  type Figure,
  figureMarkup,
  macroF1Figure,
  type NamedEvaluation,
  type NumberTable,
  pictureFigure,
  scoreTable,
  silhouetteFigure,
} from '../../../src-shared/figures/index.ts';
import { countedText, countText, escapeText } from './markup.ts';
import { PAGE_STYLE } from './style.ts';

/** One version, or several of the same sounds, the earlier first. */
export type EmbeddingsReport = {
  readonly evaluations: readonly NamedEvaluation[];
  /** Of the first and the last; `null` where there is nothing to compare. */
  readonly comparison: readonly EmbeddingComparison[] | null;
};

/** A report as one HTML file that needs nothing else: no script, no font, no address. */
export function embeddingsPage(report: EmbeddingsReport): string {
  const { evaluations, comparison } = report;
  const last = evaluations.at(-1);
  const names = evaluations.map(({ name }) => name).join(' and ');
  const pictures = evaluations.flatMap((one) => pictureFigure(one) ?? []);
  const datasets = last ? [...last.evaluation.scores].reverse().map(({ dataset }) => dataset) : [];
  return htmlPage(
    `Embeddings of ${names}`,
    `<h1>How well embeddings tell sounds apart</h1>
<p class="quiet">${escapeText(names)}</p>
${last ? aboutParagraphs(last) : ''}
<h2>Nearest neighbours</h2>
${scrolled(macroF1Figure(evaluations))}
${comparison === null ? '' : comparisonSection(comparison)}
<h2>How far classes lie apart</h2>
<h3>Davies-Bouldin: the smaller the better</h3>
${scrolled(daviesBouldinFigure(evaluations))}
<h3>Silhouette: the larger the better</h3>
${scrolled(silhouetteFigure(evaluations))}
${pictures.length === 0 ? '' : `<h2>Sounds on a plane</h2>\n<p class="quiet">t-SNE of the sounds’ mean embeddings, coloured by the family of their category. Only who lies near whom means something; axes and distances between groups don’t.</p>\n<div class="beside">${pictures.map((figure) => figureMarkup(figure)).join('\n')}</div>`}
<h2>Taken for</h2>
<p class="quiet">Sounds by the majority of their frames’ nearest neighbours. A row what they are, a column what they were taken for; strength is the share of the row. ${escapeText(last?.name ?? '')}</p>
${last ? datasets.map((dataset, place) => matrixDetails(last, dataset, place === 0)).join('\n') : ''}
<h2>All numbers</h2>
${numberTable(scoreTable(evaluations))}`,
  );
}

function aboutParagraphs({ evaluation }: NamedEvaluation): string {
  const { settings, sounds, datasets, leftOut, scores } = evaluation;
  const { k, metric, framesPerSound, seed, heldBack } = settings;
  const drawn = scores.filter((one) => one.scoredSounds < one.sounds && heldBack.kind === 'none');
  const which =
    heldBack.kind === 'none'
      ? 'Every sound is scored'
      : heldBack.kind === 'grouped'
        ? `A held-back share of ${Math.round(heldBack.share * 100)} % of the groups of alike sounds is scored`
        : 'The test sounds of a training run are scored';
  const lines = [
    `${countedText(sounds.length, 'sound')} of ${countedText(datasets.length, 'dataset')}; at most ${countedText(framesPerSound, 'audible frame')} of each, spread over it. ${which} by the ${k === 1 ? 'nearest neighbour' : `${k} nearest neighbours`} of its frames (${metric}), the same sound’s copies, near-duplicates and numbered variants not being neighbours. Macro-F1 is the mean over the classes that occur.`,
    ...(drawn.length === 0
      ? []
      : [
          `Scored were sounds drawn by seed ${seed}, each against all frames: ${drawn.map((one) => `${countText(one.scoredSounds)} of ${countText(one.sounds)} in ${one.dataset ?? ALL_DATASETS}`).join(', ')}.`,
        ]),
    leftOut.unlabelled + leftOut.withoutVectors + leftOut.silent === 0
      ? ''
      : `Left out: ${countText(leftOut.unlabelled)} without a label, ${countText(leftOut.withoutVectors)} that this version has not listened to, ${countText(leftOut.silent)} silent.`,
  ];
  return lines
    .filter((line) => line !== '')
    .map((line) => `<p>${escapeText(line)}</p>`)
    .join('\n');
}

function comparisonSection(comparison: readonly EmbeddingComparison[]): string {
  return `<h3>Change, after less before</h3>
<p class="quiet">Lines are 95 % intervals: whole groups of alike sounds were drawn a thousand times. A change whose interval holds 0 may be luck.</p>
${scrolled(differenceFigure(comparison))}
${numberTable(comparisonTable(comparison))}`;
}

function matrixDetails({ evaluation }: NamedEvaluation, dataset: string | null, isOpen: boolean): string {
  return `<details${isOpen ? ' open' : ''}><summary>${escapeText(dataset ?? ALL_DATASETS)}</summary>${scrolled(confusionFigure(evaluation, dataset))}</details>`;
}

const scrolled = (figure: Figure): string => `<div class="scroll">${figureMarkup(figure)}</div>`;

/** A page around what stands in it. @param title as it is, not yet escaped */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(title)}</title>
<style>${PAGE_STYLE}${FIGURE_RULES}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

export function numberTable({ heads, rows }: NumberTable): string {
  const head = heads.map((one) => `<th scope="col">${escapeText(one)}</th>`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeText(cellText(cell))}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? countText(cell) : cell.toFixed(3);
}
