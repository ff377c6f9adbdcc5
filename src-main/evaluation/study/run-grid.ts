import type { StudyCellName, StudyCellResult } from '../../../src-shared/study/index.ts';
import type { StudyCell } from './cells.ts';

/** Where results lie, and how one comes about. */
export type StudyWork = {
  /** What is kept of a finished cell of this very configuration; `null`: it has to be trained. */
  readonly finished: (cell: StudyCell) => Promise<StudyCellResult | null>;
  /** Trains and judges; goes on where an earlier attempt was stopped. @returns `null` when it was stopped */
  readonly trainCell: (
    cell: StudyCell,
    tell: (doing: string, share: number | null) => void,
  ) => Promise<StudyCellResult | null>;
  readonly keep: (cell: StudyCell, result: StudyCellResult) => Promise<void>;
  /** For a person: why a cell failed. */
  readonly reasonOf: (error: unknown) => string;
};

export type GridNews =
  | {
      readonly kind: 'cell';
      readonly cell: StudyCellName;
      readonly number: number;
      readonly doing: string;
      readonly share: number | null;
    }
  | { readonly kind: 'cell-done'; readonly result: StudyCellResult; readonly number: number };

/**
 * Trains every cell that isn't finished yet, one after the other. A cell that fails is a result with its reason, and is
 * tried again by the next run; the grid goes on.
 * @returns results in the order of the cells; those before the stop where it was stopped
 */
export async function runGrid(
  cells: readonly StudyCell[],
  work: StudyWork,
  onNews: (news: GridNews) => void,
): Promise<{ readonly results: readonly StudyCellResult[]; readonly isWhole: boolean }> {
  const results: StudyCellResult[] = [];
  for (const [place, cell] of cells.entries()) {
    const { id, loss, method, seed } = cell;
    const name: StudyCellName = { id, loss, method, seed };
    const number = place + 1;
    let result = await work.finished(cell);
    if (result === null) {
      const tell = (doing: string, share: number | null) => onNews({ kind: 'cell', cell: name, number, doing, share });
      try {
        result = await work.trainCell(cell, tell);
        if (result === null) return { results, isWhole: false };
        await work.keep(cell, result);
      } catch (error) {
        result = { ...name, state: 'failed', reason: work.reasonOf(error) };
      }
    }
    results.push(result);
    onNews({ kind: 'cell-done', result, number });
  }
  return { results, isWhole: true };
}
