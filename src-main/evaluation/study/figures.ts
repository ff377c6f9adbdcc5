import { type BarValue, barsFigure, type Figure, type NumberTable, signed } from '../../../src-shared/figures/index.ts';
import type { StudyReport } from '../../../src-shared/study/index.ts';
import {
  type DoneCell,
  daviesBouldinChange,
  doneCells,
  type Measure,
  measured,
  type Spread,
  spreadOf,
} from './summary.ts';

const share = (value: number): string => value.toFixed(2);
const percent = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(0)} %`;

const bar = (spread: Spread | null): BarValue =>
  spread === null
    ? { value: null }
    : { value: spread.mean, ...(spread.seeds > 1 ? { low: spread.low, high: spread.high } : {}) };

const of = (report: StudyReport, loss: string, method: string): readonly DoneCell[] =>
  doneCells(report).filter((cell) => cell.loss === loss && cell.method === method);

/** A figure a loss: macro-F1 of held-back sounds by dataset, a bar a method; the line goes over the seeds. */
export function datasetFigure(report: StudyReport, loss: string, measure: Measure): Figure {
  const all = doneCells(report);
  const before = all.filter((cell) => cell.loss === loss);
  return barsFigure({
    name: `${measure === 'soundMacroF1' ? 'Sounds, by majority' : 'Frames'}: macro-F1 by dataset, ${loss}`,
    series: ['before', ...report.methods],
    rows: [...report.datasets.map(({ name }) => name), null].map((dataset) => ({
      name: dataset ?? 'mean over datasets',
      values: [
        bar(spreadOf(firstOfSeeds(before), (cell) => measured(cell.before, dataset, measure))),
        ...report.methods.map((method) =>
          bar(spreadOf(of(report, loss, method), (cell) => measured(cell.after, dataset, measure))),
        ),
      ],
    })),
    from: 0,
    to: 1,
    format: share,
  });
}

/** What was there before depends on the seed alone. */
function firstOfSeeds(cells: readonly DoneCell[]): readonly DoneCell[] {
  return [...Map.groupBy(cells, ({ seed }) => seed).values()].flatMap(([first]) => first ?? []);
}

/** Within one dataset against across them: the mean over datasets, a row a loss. */
export function methodsFigure(report: StudyReport): Figure {
  return barsFigure({
    name: 'Within one dataset and across datasets: macro-F1 of sounds, mean over datasets',
    series: report.methods,
    rows: report.losses.map((loss) => ({
      name: loss,
      values: report.methods.map((method) =>
        bar(spreadOf(of(report, loss, method), ({ after }) => measured(after, null, 'soundMacroF1'))),
      ),
    })),
    from: 0,
    to: 1,
    format: share,
  });
}

/** Frames against sounds by majority vote: a row a loss and method. */
export function voteFigure(report: StudyReport): Figure {
  return barsFigure({
    name: 'Frames against sounds by majority vote: macro-F1, mean over datasets',
    series: ['sounds by majority', 'frames'],
    rows: pairs(report).map(({ loss, method }) => ({
      name: `${loss}, ${method}`,
      values: (['soundMacroF1', 'frameMacroF1'] as const).map((measure) =>
        bar(spreadOf(of(report, loss, method), ({ after }) => measured(after, null, measure))),
      ),
    })),
    from: 0,
    to: 1,
    format: share,
  });
}

export function daviesBouldinChangeFigure(report: StudyReport): Figure {
  return barsFigure({
    name: 'Change of the Davies-Bouldin index by training, mean over datasets: below 0 classes have come apart',
    series: report.methods,
    rows: report.losses.map((loss) => ({
      name: loss,
      values: report.methods.map((method) => bar(spreadOf(of(report, loss, method), daviesBouldinChange))),
    })),
    format: percent,
  });
}

const pairs = (report: StudyReport) =>
  report.losses.flatMap((loss) => report.methods.map((method) => ({ loss, method })));

/** Every number of the study: a row a cell and dataset; a failed cell has its reason. */
export function studyTable(report: StudyReport): NumberTable {
  const numbers = (cell: DoneCell, dataset: string | null) =>
    (['frameMacroF1', 'soundMacroF1', 'daviesBouldin'] as const).flatMap((measure) => [
      measured(cell.before, dataset, measure),
      measured(cell.after, dataset, measure),
    ]);
  return {
    heads: [
      'loss',
      'method',
      'seed',
      'dataset',
      'frame macro-F1 before',
      'after',
      'sound macro-F1 before',
      'after',
      'Davies-Bouldin before',
      'after',
      'epochs',
      'seconds',
      'backend',
      'failure',
    ],
    rows: report.cells.flatMap((cell) =>
      cell.state === 'failed'
        ? [
            [
              cell.loss,
              cell.method,
              String(cell.seed),
              '',
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              '',
              cell.reason,
            ],
          ]
        : [...report.datasets.map(({ name }) => name), null].map((dataset) => [
            cell.loss,
            cell.method,
            String(cell.seed),
            dataset ?? 'mean over datasets',
            ...numbers(cell, dataset),
            cell.epochs,
            Math.round(cell.seconds),
            cell.backend,
            '',
          ]),
    ),
  };
}

/** A row a loss and method: means over datasets and seeds. */
export function summaryTable(report: StudyReport): NumberTable {
  const text = (spread: Spread | null): string =>
    spread === null
      ? '–'
      : spread.seeds > 1
        ? `${spread.mean.toFixed(3)} (${spread.low.toFixed(3)}–${spread.high.toFixed(3)})`
        : spread.mean.toFixed(3);
  return {
    heads: [
      'loss',
      'method',
      'seeds',
      'macro-F1 of sounds',
      'of frames',
      'before: of sounds',
      'of frames',
      'Davies-Bouldin',
    ],
    rows: pairs(report).map(({ loss, method }) => {
      const cells = of(report, loss, method);
      const change = spreadOf(cells, daviesBouldinChange);
      return [
        loss,
        method,
        cells.length,
        text(spreadOf(cells, ({ after }) => measured(after, null, 'soundMacroF1'))),
        text(spreadOf(cells, ({ after }) => measured(after, null, 'frameMacroF1'))),
        text(spreadOf(cells, ({ before }) => measured(before, null, 'soundMacroF1'))),
        text(spreadOf(cells, ({ before }) => measured(before, null, 'frameMacroF1'))),
        change === null ? '–' : signed(change.mean),
      ];
    }),
  };
}
