import { useEffect } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { dateWords } from '../../components/index.ts';
import { RunDetail } from './run-detail.tsx';
import { isUnderWay, runLine } from './run-words.ts';
import { runOnShow } from './state.ts';
import { useProgress } from './use-progress.ts';

function NoRuns() {
  return (
    <div className="lab-empty lab-empty-whole">
      <p className="empty-title">No run yet.</p>
      <p className="lab-note">
        A run learns from your labels and becomes a model version, which is used once you activate it. Nothing changes
        before that.
      </p>
      <p className="lab-actions">
        <CommandButton id="training.new" className="button button-main">
          Set up a run
        </CommandButton>
      </p>
    </div>
  );
}

function RowBar({ run }: { readonly run: TrainingRun }) {
  const share = useProgress(run)?.share ?? null;
  return <progress className="lab-row-bar" aria-hidden="true" {...(share === null ? {} : { max: 1, value: share })} />;
}

/** All runs, newest first, and the one that is looked at. */
export function Runs() {
  const { training } = useActions();
  const runs = useAppState((state) => state.training.runs);
  const failure = useAppState((state) => state.training.runsFailure);
  const shown = useAppState((state) => runOnShow(state.training));
  useEffect(() => void training.loadRuns(), [training]);
  if (failure !== null && runs === null)
    return (
      <div className="lab-empty lab-empty-whole" role="alert">
        <p className="empty-title">{failure.message}</p>
        <p className="lab-note">{failure.nextStep}</p>
        <p className="lab-actions">
          <button type="button" className="button" onClick={() => void training.loadRuns()}>
            Try again
          </button>
        </p>
      </div>
    );
  if (runs === null)
    return <div className="lab-empty-whole" aria-busy="true" role="status" aria-label="Loading runs" />;
  if (runs.length === 0 || shown === undefined) return <NoRuns />;
  return (
    <div className="lab-two">
      <GridList
        className="lab-list"
        aria-label="Runs"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[shown.id]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : [...keys].map(String);
          if (id !== undefined) training.chooseRun(id);
        }}
      >
        {runs.map((run) => (
          <GridListItem key={run.id} id={run.id} textValue={run.name} className={`lab-row lab-row-${run.state}`}>
            <span className="lab-row-name" dir="auto">
              {run.name}
            </span>
            <span className="lab-row-line">{runLine(run)}</span>
            {isUnderWay(run) ? <RowBar run={run} /> : <span className="lab-row-line">{dateWords(run.createdAt)}</span>}
          </GridListItem>
        ))}
      </GridList>
      <RunDetail key={shown.id} run={shown} />
    </div>
  );
}
