import type { EvaluationLine, EvaluationReport } from '../../../src-shared/contract/evaluation.ts';
import { confusionMatrix, libraryBars, reliabilityDiagram } from './charts.ts';
import { countedText, countText, escapeText, percentText, shareText } from './markup.ts';
import { PAGE_STYLE } from './style.ts';

/** A report as one HTML file that needs nothing else: no script, no font, no address. */
export function evaluationPage(report: EvaluationReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation of ${escapeText(report.list)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>How good suggestions are</h1>
<p class="quiet">${escapeText(report.list)}</p>
<p>${escapeText(aboutText(report))}</p>
${mainFigures(report.lines)}
${report.lines.map(lineSection).join('\n')}
${faultSection(report)}
</main>
</body>
</html>
`;
}

function aboutText({ sounds, libraries, confidence, folds, modelVersion }: EvaluationReport): string {
  const which = confidence === null ? 'all labels' : `labels of confidence “${confidence}”`;
  const how =
    folds === null
      ? 'Suggestions are scored as they ship.'
      : `What learns did so without the libraries it is scored on, in ${countedText(folds, 'fold')} of whole libraries; numbered variants and copies stay together.`;
  return `${countedText(sounds, 'sound')} of ${countedText(libraries, 'library', 'libraries')}, ${which}, model ${modelVersion}. ${how}`;
}

const FIGURES = [
  'top-1, mean over libraries',
  'top-5, mean over libraries',
  'macro-F1',
  'top-1',
  'top-3',
  'top-5',
  'macro-recall',
  'calibration error',
  'coverage at 90 %',
] as const;

function mainFigures(lines: readonly EvaluationLine[]): string {
  const rows = lines.map(({ name, withNames, meanOverLibraries, overall }) => [
    `${name}${withNames ? ', with names' : ', sound only'}`,
    shareText(meanOverLibraries.top1),
    shareText(meanOverLibraries.top5),
    shareText(overall.macroF1),
    shareText(overall.top1),
    shareText(overall.top3),
    shareText(overall.top5),
    shareText(overall.macroRecall),
    shareText(overall.calibrationError),
    percentText(overall.coverageAt90),
  ]);
  return table(['', ...FIGURES], rows);
}

function lineSection(line: EvaluationLine): string {
  const { name, withNames, byCategory, catIds, meanOverLibraries } = line;
  const catIdText =
    catIds.given === 0
      ? ''
      : `<p>A subcategory was given to ${countText(catIds.given)} of ${countedText(catIds.labelled, 'sound')} labelled with one; ${percentText(catIds.right / catIds.given)} of them right.</p>`;
  return `<section>
<h2>${escapeText(name)}${withNames ? ', with names' : ', sound only'}</h2>
${catIdText}
<div class="beside">
<div><h3>By library</h3><p class="quiet">First suggestion right, and (faint) among the first five; the line is the 95 % interval. ${countedText(meanOverLibraries.libraries, 'library', 'libraries')} with at least ten sounds count in the mean.</p><div class="scroll">${libraryBars(line)}</div></div>
<div><h3>How sure, how right</h3><p class="quiet">On the dashed line suggestions are as sure as they are right.</p>${reliabilityDiagram(line)}</div>
</div>
<h3>Taken for</h3>
<p class="quiet">A row a true category, a column a suggested one; strength is the share of the row.</p>
<div class="scroll">${confusionMatrix(line)}</div>
${firstLabelsSection(line)}
<details><summary>By category</summary><div class="scroll">${table(
    ['', 'sounds', 'suggested', 'precision', 'recall', 'F1'],
    byCategory
      .toSorted((a, b) => b.sounds - a.sounds)
      .map(({ category, sounds, suggested, precision, recall, f1 }) => [
        category,
        countText(sounds),
        countText(suggested),
        shareText(precision),
        shareText(recall),
        shareText(f1),
      ]),
  )}</div></details>
</section>`;
}

function firstLabelsSection({ firstLabels }: EvaluationLine): string {
  if (firstLabels === null) return '';
  const { first, before, after, byLibrary } = firstLabels;
  const rows = byLibrary.map((one) => [
    one.library,
    countText(one.labelled),
    countText(one.sounds),
    shareText(one.before),
    shareText(one.after),
  ]);
  const mean = ['mean', '', '', shareText(before), shareText(after)];
  return `<h3>After the first labels</h3>
<p class="quiet">Macro-recall on the rest of a library, without its labels and with the first ${countText(first)} sounds of each category labelled.</p>
${table(['', 'labelled', 'scored', 'without', 'with'], [...rows, mean])}`;
}

function faultSection({ faults }: EvaluationReport): string {
  if (faults.length === 0) return '';
  const items = faults.map(({ message }) => `<li>${escapeText(message)}</li>`).join('\n');
  return `<h2>The list</h2>\n<details><summary>${countedText(faults.length, 'thing')} to know of it</summary><ul>\n${items}\n</ul></details>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((one) => `<th scope="col">${escapeText(one)}</th>`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}
