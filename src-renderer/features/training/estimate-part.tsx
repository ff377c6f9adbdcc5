import { useContext } from 'react';
import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Bar, countOf, Icon } from '../../components/index.ts';
import { foundWords } from './dataset-words.ts';
import { backendWords, estimateFacts } from './estimate-words.ts';
import { MistakesContext } from './fields.tsx';
import type { Estimating } from './state.ts';

/** What was measured: time, memory, disk, and what it runs on. */
function Estimated({ estimating }: { readonly estimating: Extract<Estimating, { kind: 'done' }> }) {
  const isOld = useAppState((state) => state.training.draft !== estimating.of);
  const { estimate } = estimating;
  return (
    <div className="estimate">
      {isOld && <p className="estimate-warning">Something was changed since: estimate again.</p>}
      {estimate.warning !== null && (
        <p className="estimate-warning">
          <Icon name="warning" />
          <span>{estimate.warning}</span>
        </p>
      )}
      <dl className={isOld ? 'lab-facts estimate-facts-old' : 'lab-facts'}>
        {estimateFacts(estimate).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Refused estimate={estimate} />
      <h3>Datasets</h3>
      <ul className="estimate-datasets">
        {estimate.datasets.map((dataset) => (
          <li key={dataset.name}>
            <span dir="auto">{dataset.name}</span>
            <p className="lab-note">{foundWords(dataset)}</p>
          </li>
        ))}
      </ul>
      {estimate.notes.length > 0 && (
        <>
          <h3>To know</h3>
          <ul className="estimate-notes">
            {estimate.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Refused({ estimate }: { readonly estimate: Extract<Estimating, { kind: 'done' }>['estimate'] }) {
  const { refused } = estimate;
  if (refused.length === 0) return null;
  return (
    <details className="estimate-refused">
      <summary>Why nothing faster</summary>
      <ul className="estimate-notes">
        {refused.map(({ backend, reason }) => (
          <li key={backend}>
            {backendWords(backend)}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function EstimateState() {
  const { training } = useActions();
  const estimating = useAppState((state) => state.training.estimating);
  switch (estimating.kind) {
    case 'none':
      return (
        <p className="lab-note">
          An estimate trains a few steps on this machine and throws them away: it takes some seconds, and nothing is
          kept.
        </p>
      );
    case 'measuring':
      return (
        <div className="estimate" role="status">
          <p>{estimating.sentence}…</p>
          <Bar name="Estimating" share={null} />
          <button type="button" className="button button-small estimate-stop" onClick={training.stopEstimate}>
            Stop
          </button>
        </div>
      );
    case 'failed':
      return (
        <div className="estimate" role="alert">
          <p className="lab-mistake">{estimating.failure.message}</p>
          <p className="lab-note">{estimating.failure.nextStep}</p>
        </div>
      );
    default:
      return <Estimated estimating={estimating} />;
  }
}

/** What the run would take, and the way to begin it. */
export function EstimatePart() {
  const mistakes = useContext(MistakesContext);
  const isStarting = useAppState((state) => state.training.isStarting);
  const isMeasuring = useAppState((state) => state.training.estimating.kind === 'measuring');
  const failure = useAppState((state) => state.training.startFailure);
  return (
    <aside className="lab-side" aria-label="What it takes">
      <h2 className="lab-heading">What it takes</h2>
      <div className="lab-side-scroll">
        <EstimateState />
      </div>
      {failure !== null && (
        <div role="alert">
          <p className="lab-mistake">{failure.message}</p>
          <p className="lab-note">{failure.nextStep}</p>
        </div>
      )}
      {mistakes.size > 0 && (
        <p className="lab-mistake">
          {countOf(mistakes.size, 'field')} {mistakes.size === 1 ? 'needs' : 'need'} another look.
        </p>
      )}
      <div className="lab-actions">
        <CommandButton id="training.estimate">
          {isMeasuring ? 'Estimating…' : 'Estimate'} <CommandKey id="training.estimate" />
        </CommandButton>
        <CommandButton id="training.start" className="button button-main">
          {isStarting ? 'Starting…' : 'Start'}
        </CommandButton>
      </div>
    </aside>
  );
}
