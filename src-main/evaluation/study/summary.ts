import type { EmbeddingScores } from '../../../src-shared/evaluation/index.ts';
import type { StudyCellResult, StudyReport } from '../../../src-shared/study/index.ts';

export type DoneCell = Extract<StudyCellResult, { readonly state: 'done' }>;

/** The mean over seeds, and the least and the most of them. */
export type Spread = { readonly mean: number; readonly low: number; readonly high: number; readonly seeds: number };

export type Measure = 'frameMacroF1' | 'soundMacroF1' | 'daviesBouldin';

export const doneCells = ({ cells }: Pick<StudyReport, 'cells'>): readonly DoneCell[] =>
  cells.filter((cell): cell is DoneCell => cell.state === 'done');

/** @param dataset `null`: the mean over datasets, each counting the same; encoders of several datasets share no space */
export function measured(scores: readonly EmbeddingScores[], dataset: string | null, measure: Measure): number | null {
  const chosen = scores.filter((one) => (dataset === null ? one.dataset !== null : one.dataset === dataset));
  const values = chosen.map((one) => (measure === 'daviesBouldin' ? one.daviesBouldin : one.otherGroups[measure]));
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Of the values of some cells, one a seed. */
export function spreadOf(cells: readonly DoneCell[], value: (cell: DoneCell) => number | null): Spread | null {
  const values = cells.map(value).filter((one): one is number => one !== null && Number.isFinite(one));
  if (values.length === 0) return null;
  return {
    mean: values.reduce((sum, one) => sum + one, 0) / values.length,
    low: Math.min(...values),
    high: Math.max(...values),
    seeds: values.length,
  };
}

/** after ÷ before − 1 of Davies-Bouldin, the mean over datasets. */
export function daviesBouldinChange({ before, after }: DoneCell): number | null {
  const changes = after.flatMap((later) => {
    const earlier = before.find(({ dataset }) => dataset === later.dataset);
    if (later.dataset === null || !earlier?.daviesBouldin || later.daviesBouldin === null) return [];
    return [later.daviesBouldin / earlier.daviesBouldin - 1];
  });
  return changes.length === 0 ? null : changes.reduce((sum, one) => sum + one, 0) / changes.length;
}

/** The loss and method with the highest mean macro-F1 of sounds over seeds. */
export function bestOf(report: StudyReport, methods: readonly string[] = report.methods): DoneCell | null {
  let best: { readonly cell: DoneCell; readonly mean: number } | null = null;
  const done = doneCells(report);
  for (const method of methods) {
    for (const loss of report.losses) {
      const cells = done.filter((cell) => cell.loss === loss && cell.method === method);
      const mean = spreadOf(cells, ({ after }) => measured(after, null, 'soundMacroF1'))?.mean;
      const [cell] = cells;
      if (cell && mean !== undefined && (best === null || mean > best.mean)) best = { cell, mean };
    }
  }
  return best?.cell ?? null;
}
