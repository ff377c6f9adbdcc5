import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import { countWords } from '../../components/index.ts';
import { beforeAndAfter, scoreWords } from './run-words.ts';

const changeWords = (before: number, after: number): string => {
  const change = after - before;
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(3)}`;
};

/** What each dataset gained by the best epoch, on its validation sounds and on those held back. */
export function ScoresTable({ run }: { readonly run: TrainingRun }) {
  const rows = beforeAndAfter(run);
  if (rows.length === 0) return null;
  const heldBack = new Map(run.outcome?.test.map((scores) => [scores.dataset, scores]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className="lab-scores" role="region" aria-label="Scores by dataset" tabIndex={0}>
      <table>
        <caption>Macro-F1 by dataset: validation sounds before and at the best epoch, and sounds held back</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Sounds</th>
            <th scope="col">Frames before</th>
            <th scope="col">Frames</th>
            <th scope="col">Change</th>
            <th scope="col">Sounds, by majority</th>
            {heldBack.size > 0 && <th scope="col">Held back</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ dataset, before, after }) => (
            <tr key={dataset}>
              <th scope="row" dir="auto">
                {dataset}
              </th>
              <td>{countWords(after.sounds)}</td>
              <td>{before === null ? '' : scoreWords(before.frameMacroF1)}</td>
              <td>{scoreWords(after.frameMacroF1)}</td>
              <td>{before === null ? '' : changeWords(before.frameMacroF1, after.frameMacroF1)}</td>
              <td>{scoreWords(after.soundMacroF1)}</td>
              {heldBack.size > 0 && <td>{scoresOf(heldBack.get(dataset)?.soundMacroF1)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const scoresOf = (score: number | undefined): string => (score === undefined ? '' : scoreWords(score));
