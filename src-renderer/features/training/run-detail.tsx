import { useEffect } from 'react';
import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { LineChart } from '../../components/charts/index.ts';
import { Bar, dateWords, Icon } from '../../components/index.ts';
import { foundWords } from './dataset-words.ts';
import { backendWords } from './estimate-words.ts';
import { bestEpoch, isUnderWay, lossLines, runFacts, scoreLines, stateOf } from './run-words.ts';
import { ScoresTable } from './scores-table.tsx';
import { acrossNow, lossNow } from './summaries.ts';
import { useProgress } from './use-progress.ts';

const trainsWords = { adapter: 'An adapter', 'last-blocks': 'The last blocks', encoder: 'The whole encoder' } as const;

/** How it failed, and what can be done now. */
function Fault({ run }: { readonly run: TrainingRun }) {
  const { training } = useActions();
  const hasEpochs = run.epochs.length > 0;
  return (
    <div className="lab-fault" role="alert">
      <Icon name="warning" />
      <div className="lab-fault-words">
        <p>{run.failure?.message ?? 'The run ended before its time.'}</p>
        {run.failure?.nextStep && <p className="lab-note">{run.failure.nextStep}</p>}
        <p className="lab-actions">
          <button type="button" className="button" onClick={() => void training.goOn()}>
            {hasEpochs ? 'Resume from the last checkpoint' : 'Try again'}
          </button>
        </p>
      </div>
    </div>
  );
}

function Controls({ run }: { readonly run: TrainingRun }) {
  const { training } = useActions();
  const { modelVersion } = run;
  return (
    <div className="lab-controls">
      {isUnderWay(run) ? (
        <>
          <CommandButton id="training.pause">
            {run.state === 'paused' ? 'Resume' : 'Pause'} <CommandKey id="training.pause" />
          </CommandButton>
          <CommandButton id="training.cancel">
            Cancel <CommandKey id="training.cancel" />
          </CommandButton>
        </>
      ) : (
        <>
          {modelVersion !== null && (
            <button type="button" className="button button-main" onClick={() => training.showVersion(modelVersion)}>
              Show the model version
            </button>
          )}
          {run.state === 'cancelled' && (
            <button type="button" className="button" onClick={() => void training.goOn()}>
              {run.epochs.length > 0 ? 'Resume from the last checkpoint' : 'Begin again'}
            </button>
          )}
        </>
      )}
      <button type="button" className="button" onClick={() => training.takeConfiguration(run.configuration)}>
        Set up another like it
      </button>
      {!isUnderWay(run) && <CommandButton id="training.remove-run">Remove…</CommandButton>}
    </div>
  );
}

function Curves({ run }: { readonly run: TrainingRun }) {
  const live = useAppState((state) => (state.training.live?.runId === run.id ? state.training.live : null));
  const scores = scoreLines(run.epochs);
  const best = bestEpoch(run);
  const xEnd = isUnderWay(run) ? run.configuration.epochs : (run.epochs.at(-1)?.epoch ?? 1);
  const waiting = isUnderWay(run) ? 'The first epoch is not done yet.' : 'It ended before its first epoch.';
  const mark = best === undefined ? {} : { mark: { x: best.epoch, name: 'Best epoch' } };
  return (
    <div className="lab-curves">
      <LineChart
        title="Loss"
        lines={lossLines(run, live)}
        xName="Epoch"
        xEnd={xEnd}
        words={(y) => Number(y.toPrecision(3)).toString()}
        emptyWords={waiting}
        {...mark}
      />
      <div>
        <LineChart
          title="Macro-F1 of validation frames"
          lines={scores.lines}
          xName="Epoch"
          xEnd={xEnd}
          yRange={[0, 1]}
          words={(y) => y.toFixed(2)}
          emptyWords={waiting}
          {...mark}
        />
        {scores.left > 0 && (
          <p className="lab-note">The largest datasets are drawn; {scores.left} more are in the table below.</p>
        )}
      </div>
    </div>
  );
}

/** One run: how far it is, its curves, how it can be steered, and what became of it. */
export function RunDetail({ run }: { readonly run: TrainingRun }) {
  const { training } = useActions();
  const live = useAppState((state) => (state.training.live?.runId === run.id ? state.training.live : null));
  const isLive = isUnderWay(run);
  useEffect(() => {
    if (!isLive) return;
    const leaving = new AbortController();
    void training.watchRun(run.id, leaving.signal);
    return () => leaving.abort();
  }, [training, run.id, isLive]);
  const progress = useProgress(run);
  const { configuration } = run;
  const facts = [
    { name: 'Trains', value: `${trainsWords[configuration.trains]}, ${lossNow(configuration.loss)}` },
    ...(configuration.datasets.length > 1 ? [{ name: 'Across', value: acrossNow(configuration) }] : []),
    ...(run.backend === null ? [] : [{ name: 'Runs on', value: backendWords(run.backend) }]),
    ...runFacts({ ...run, progress }, live),
  ];
  return (
    <article className="lab-detail" aria-labelledby="run-name">
      <header className="lab-detail-head">
        <div>
          <h2 id="run-name" className="lab-title" dir="auto">
            {run.name}
          </h2>
          <p className="lab-note">
            <span className={`lab-state lab-state-${run.state}`}>{stateOf(run)}</span> · begun{' '}
            {dateWords(run.createdAt)}
          </p>
        </div>
        <Controls run={run} />
      </header>
      {isUnderWay(run) && (
        <div className="lab-progress">
          <Bar name={`Progress of ${run.name}`} share={progress?.share ?? null} />
          <p className="lab-note">{progress?.sentence ?? stateOf(run)}</p>
        </div>
      )}
      {run.state === 'failed' && <Fault run={run} />}
      <dl className="lab-facts lab-facts-wide">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Curves run={run} />
      <ScoresTable run={run} />
      {run.datasets.length > 0 && (
        <section className="lab-part">
          <h3>Datasets</h3>
          <ul className="estimate-datasets">
            {run.datasets.map((dataset) => (
              <li key={dataset.name}>
                <span dir="auto">{dataset.name}</span>
                <p className="lab-note">{foundWords(dataset)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {run.notes.length > 0 && (
        <section className="lab-part">
          <h3>To know</h3>
          <ul className="estimate-notes">
            {run.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
