import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { Bar, Choice, countOf, countWords, dateWords, remainingWords } from '../../components/index.ts';

const KS = [1, 3, 5, 10, 15] as const;

/** What is evaluated, and how. */
export function SetUp() {
  const { evaluation } = useActions();
  const versions = useAppState((state) => state.evaluation.versions);
  const choice = useAppState((state) => state.evaluation.choice);
  const nameOf = (id: string | null) => versions?.find((one) => one.id === id)?.name ?? id ?? '';
  const active = versions?.find((one) => one.active);
  return (
    <section className="evaluation-side" aria-label="What is evaluated">
      <label className="evaluation-field">
        <span>Model version</span>
        <select
          className="field"
          value={choice.modelVersion ?? ''}
          onChange={(event) => evaluation.choose({ modelVersion: event.target.value || null })}
        >
          <option value="">{active ? `${active.name} (in use)` : 'The one in use'}</option>
          {(versions ?? [])
            .filter((one) => !one.active)
            .map(({ id }) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
        </select>
      </label>
      <label className="evaluation-field">
        <span>Against</span>
        <select
          className="field"
          value={choice.against ?? ''}
          onChange={(event) => evaluation.choose({ against: event.target.value || null })}
        >
          <option value="">Nothing</option>
          {(versions ?? [])
            .filter(({ id }) => id !== (choice.modelVersion ?? active?.id))
            .map(({ id }) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
        </select>
      </label>
      <Datasets />
      <label className="evaluation-field">
        <span>Neighbours that vote</span>
        <select
          className="field"
          value={choice.k}
          onChange={(event) => evaluation.choose({ k: Number(event.target.value) })}
        >
          {KS.map((k) => (
            <option key={k} value={k}>
              {k}
            </option>
          ))}
        </select>
      </label>
      <Choice
        name="Distance"
        value={choice.metric}
        options={[
          { value: 'euclidean', words: 'Euclidean' },
          { value: 'cosine', words: 'Cosine' },
        ]}
        onChange={(metric) => evaluation.choose({ metric })}
      />
      <label className="evaluation-field">
        <span>Scored sounds</span>
        <select
          className="field"
          value={choice.heldBack}
          onChange={(event) => evaluation.choose({ heldBack: Number(event.target.value) })}
        >
          <option value={0}>All, each without itself</option>
          <option value={0.2}>A held-back fifth</option>
          <option value={0.5}>A held-back half</option>
        </select>
      </label>
      <Verb />
      <Kept />
    </section>
  );
}

function Datasets() {
  const { evaluation } = useActions();
  const libraries = useAppState((state) => state.evaluation.libraries);
  const chosen = useAppState((state) => state.evaluation.choice.libraryIds);
  const labelled = (libraries ?? []).filter(({ sounds }) => sounds > 0);
  const ids = chosen ?? labelled.map(({ libraryId }) => libraryId);
  return (
    <fieldset className="evaluation-datasets">
      <legend>Datasets</legend>
      {libraries !== null && labelled.length === 0 && (
        <p className="settings-note">No library has labelled sounds yet: label some, or review what is suggested.</p>
      )}
      {labelled.map(({ libraryId, name, sounds, categories }) => (
        <label key={libraryId} className="evaluation-dataset">
          <input
            type="checkbox"
            checked={ids.includes(libraryId)}
            onChange={(event) =>
              evaluation.choose({
                libraryIds: event.target.checked ? [...ids, libraryId] : ids.filter((id) => id !== libraryId),
              })
            }
          />
          <span className="evaluation-dataset-name">{name}</span>
          <span className="evaluation-quiet" title={countOf(categories.length, 'category', 'categories')}>
            {countWords(sounds)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Verb() {
  const { evaluation } = useActions();
  const isWorking = useAppState((state) => state.evaluation.isWorking);
  const job = useAppState(({ evaluation: { jobId }, jobs }) => (jobId === null ? undefined : jobs.byId?.get(jobId)));
  if (!isWorking) {
    return (
      <CommandButton id="evaluation.start" className="button button-main">
        Evaluate
      </CommandButton>
    );
  }
  const progress = job?.kind === 'evaluate' ? job.progress : null;
  return (
    <div className="evaluation-work">
      <Bar name="Evaluating" share={progress?.share ?? null} />
      <p className="evaluation-quiet">
        {job?.heldBackBy ?? progress?.sentence ?? 'Beginning'}
        {progress?.secondsLeft != null && `, ${remainingWords(progress.secondsLeft)}`}
      </p>
      <button type="button" className="button" onClick={() => void evaluation.cancel()}>
        Stop
      </button>
    </div>
  );
}

function Kept() {
  const { evaluation } = useActions();
  const kept = useAppState((state) => state.evaluation.kept);
  const shown = useAppState((state) => state.evaluation.shown?.id);
  const versions = useAppState((state) => state.evaluation.versions);
  if (!kept || kept.length === 0) return null;
  return (
    <section aria-labelledby="evaluation-kept">
      <h2 id="evaluation-kept">Kept evaluations</h2>
      <ul className="evaluation-kept">
        {kept.slice(0, 20).map(({ id, modelVersion, datasets, settings, madeAt }) => (
          <li key={id}>
            <button
              type="button"
              className="evaluation-kept-one"
              aria-current={id === shown ? 'true' : undefined}
              onClick={() => void evaluation.showKept(id, null)}
            >
              <span>{versions?.find((one) => one.id === modelVersion)?.name ?? modelVersion}</span>
              <span className="evaluation-quiet">
                {datasets.length === 1 ? datasets[0] : countOf(datasets.length, 'dataset')}, k {settings.k},{' '}
                {dateWords(madeAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
