import { type Figure, figureFile, figureMarkup } from '../../../src-shared/figures/index.ts';
import type { StudyReport } from '../../../src-shared/study/index.ts';
import { htmlPage, numberTable } from '../page/embeddings-page.ts';
import { countedText, countText, escapeText } from '../page/markup.ts';
import {
  datasetFigure,
  daviesBouldinChangeFigure,
  methodsFigure,
  studyTable,
  summaryTable,
  voteFigure,
} from './figures.ts';

/** Sounds on a plane, before and after one of the trainings. */
export type StudyPicture = { readonly about: string; readonly before: Figure; readonly after: Figure };

/** Files of a study's report by their names: a page, each figure, and all numbers. */
export function studyFiles(
  report: StudyReport,
  pictures: readonly StudyPicture[],
  csvOf: (table: ReturnType<typeof studyTable>) => string,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  files.set('report.html', studyPage(report, pictures));
  files.set('results.csv', csvOf(studyTable(report)));
  files.set('within-against-cross.svg', figureFile(methodsFigure(report)));
  files.set('frame-against-vote.svg', figureFile(voteFigure(report)));
  files.set('davies-bouldin-change.svg', figureFile(daviesBouldinChangeFigure(report)));
  for (const loss of report.losses) {
    files.set(`macro-f1-${fileName(loss)}.svg`, figureFile(datasetFigure(report, loss, 'soundMacroF1')));
  }
  for (const [place, { before, after }] of pictures.entries()) {
    const number = pictures.length > 1 ? `-${place + 1}` : '';
    files.set(`t-sne${number}-before.svg`, figureFile(before));
    files.set(`t-sne${number}-after.svg`, figureFile(after));
  }
  return files;
}

const fileName = (name: string): string => name.replaceAll(/[^\w.+-]+/gu, '-');

function studyPage(report: StudyReport, pictures: readonly StudyPicture[]): string {
  const { name, datasets, seeds, cells } = report;
  const failed = cells.filter((cell) => cell.state === 'failed');
  const scrolled = (figure: Figure) => `<div class="scroll">${figureMarkup(figure)}</div>`;
  const sets = datasets
    .map((one) => `${one.name} (${countText(one.sounds)} sounds, ${countText(one.classes)} classes)`)
    .join(', ');
  const about = `${countedText(cells.length, 'training')}: ${countedText(report.losses.length, 'loss', 'losses')}, ${countedText(report.methods.length, 'way')} of learning from ${countedText(datasets.length, 'dataset')}, ${countedText(seeds.length, 'seed')}. ${sets}.`;
  const how =
    'Held-back sounds, whole groups of alike ones, are classified by the nearest neighbours of their frames among the other sounds of their dataset. Bars are means over seeds, lines go from the least to the most of them. “Before” is the encoder as training began.';
  const failures =
    failed.length === 0
      ? ''
      : `<h2>What failed</h2><ul>${failed.map((cell) => `<li>${escapeText(`${cell.loss}, ${cell.method}, seed ${cell.seed}: ${cell.state === 'failed' ? cell.reason : ''}`)}</li>`).join('')}</ul>`;
  return htmlPage(
    name,
    `<h1>${escapeText(name)}</h1>
<p>${escapeText(about)}</p>
<p>${escapeText(how)}</p>
<h2>Within one dataset, and across datasets</h2>
${scrolled(methodsFigure(report))}
${numberTable(summaryTable(report))}
<h2>By dataset</h2>
${report.losses.map((loss) => `<h3>${escapeText(loss)}</h3>\n${scrolled(datasetFigure(report, loss, 'soundMacroF1'))}\n<details><summary>Frames</summary>${scrolled(datasetFigure(report, loss, 'frameMacroF1'))}</details>`).join('\n')}
<h2>Frames against sounds by majority vote</h2>
${scrolled(voteFigure(report))}
<h2>How far classes lie apart</h2>
${scrolled(daviesBouldinChangeFigure(report))}
${pictures
  .map(
    ({ about: which, before, after }) =>
      `<h2>Sounds on a plane: ${escapeText(which)}</h2>\n<p class="quiet">t-SNE of held-back sounds, before and after; coloured by the family of their category.</p>\n<div class="beside"><div><h3>Before</h3>${figureMarkup(before)}</div><div><h3>After</h3>${figureMarkup(after)}</div></div>`,
  )
  .join('\n')}
${failures}
<details><summary>All numbers</summary>${numberTable(studyTable(report))}</details>`,
  );
}
