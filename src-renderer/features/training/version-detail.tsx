import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Bar, countOf, dateWords, Icon, MenuButton } from '../../components/index.ts';
import { jobLine, shareDone } from '../jobs/job-words.ts';
import { CompareVersions } from './compare-versions.tsx';
import { acrossNow, lossNow } from './summaries.ts';
import { activationOf, costWords, coverageOf, versionFacts } from './version-words.ts';

/** Bringing it into use, while that is under way. */
function Activation({ version }: { readonly version: ModelVersionRecord }) {
  const { jobs } = useActions();
  const job = useAppState((state) => activationOf(version, state.jobs.byId?.values() ?? []));
  if (job === undefined) return null;
  return (
    <section className="lab-progress" aria-label="Activation">
      <Bar name={job.title} share={job.state === 'queued' ? 0 : shareDone(job)} />
      <p className="lab-note">
        {jobLine(job)}
        {!version.active && '. The version in use goes on serving until then.'}
      </p>
      <p className="lab-actions">
        <button
          type="button"
          className="button button-small"
          onClick={() => void (job.state === 'paused' ? jobs.resume(job.id) : jobs.pause(job.id))}
        >
          {job.state === 'paused' ? 'Resume' : 'Pause'}
        </button>
        <button type="button" className="button button-small" onClick={() => void jobs.cancel(job.id)}>
          Cancel
        </button>
      </p>
    </section>
  );
}

function Controls({ version }: { readonly version: ModelVersionRecord }) {
  const { training } = useActions();
  const isBusy = useAppState((state) => state.training.busyWith !== null);
  const isComing = useAppState((state) => activationOf(version, state.jobs.byId?.values() ?? []) !== undefined);
  const canRollBack = useAppState((state) => state.training.versions?.some(({ isPrevious }) => isPrevious) === true);
  const why = version.active
    ? 'It is in use.'
    : version.isShipped
      ? 'It came with Sonotheque: without it nothing could be made anew.'
      : undefined;
  return (
    <div className="lab-controls">
      {version.active ? (
        <>
          {canRollBack && (
            <CommandButton id="training.rollback">
              Roll back <CommandKey id="training.rollback" />
            </CommandButton>
          )}
          {coverageOf(version) < 1 && !isComing && (
            <button type="button" className="button" disabled={isBusy} onClick={() => void training.fillGaps(version)}>
              Listen to what is missing
            </button>
          )}
        </>
      ) : (
        version.problem === null &&
        !isComing && (
          <CommandButton id="training.activate" className="button button-main">
            Activate… <CommandKey id="training.activate" />
          </CommandButton>
        )
      )}
      <CommandButton id="training.rename">Rename…</CommandButton>
      <MenuButton
        label={`More for ${version.name}`}
        parts={[
          {
            title: version.name,
            entries: [
              { id: 'export', name: 'Export as one file…', run: () => training.openVersionDialogue('export-version') },
              {
                id: 'remove',
                name: 'Remove…',
                reason: why,
                run: () => training.openVersionDialogue('remove-version'),
              },
            ],
          },
        ]}
      >
        <Icon name="more" />
      </MenuButton>
    </div>
  );
}

/** From which version, run and datasets it comes. */
function Lineage({ version }: { readonly version: ModelVersionRecord }) {
  const { training } = useActions();
  const versions = useAppState((state) => state.training.versions) ?? [];
  const run = useAppState((state) => state.training.runs?.find(({ modelVersion }) => modelVersion === version.id));
  const { parents, datasets, configuration } = version.lineage;
  if (parents.length === 0 && datasets.length === 0) return null;
  return (
    <section className="lab-part" aria-label="Where it comes from">
      <h3>Where it comes from</h3>
      <p className="lab-lineage">
        {configuration !== null &&
          `${lossNow(configuration.loss)}${datasets.length > 1 ? `; ${acrossNow(configuration)}` : ''}. `}
        {parents.length > 0 ? 'It began from ' : 'It began from random weights.'}
        {parents.map((parent, at) => {
          const known = versions.find(({ id }) => id === parent);
          return (
            <span key={parent}>
              {at > 0 && ', which began from '}
              {known === undefined ? (
                parent
              ) : (
                <button type="button" className="lab-link" onClick={() => training.showVersion(known.id)}>
                  {known.name}
                </button>
              )}
            </span>
          );
        })}
        {parents.length > 0 && '.'}
      </p>
      {datasets.length > 0 && (
        <ul className="estimate-datasets">
          {datasets.map(({ name, sounds, classes, classKind }) => (
            <li key={name}>
              <span dir="auto">{name}</span>
              <p className="lab-note">
                {countOf(sounds, 'sound')}, {countOf(classes, kindWords[classKind][0], kindWords[classKind][1])}
              </p>
            </li>
          ))}
        </ul>
      )}
      {(run !== undefined || configuration !== null) && (
        <p className="lab-actions">
          {run !== undefined && (
            <button type="button" className="button button-small" onClick={() => training.showRun(run.id)}>
              Show its run
            </button>
          )}
          {configuration !== null && (
            <button
              type="button"
              className="button button-small"
              onClick={() => training.takeConfiguration(configuration)}
            >
              Set up another like it
            </button>
          )}
        </p>
      )}
    </section>
  );
}

const kindWords = {
  category: ['UCS category', 'UCS categories'],
  subcategory: ['UCS subcategory', 'UCS subcategories'],
  own: ['class of its own', 'classes of its own'],
} as const;

/** One model version: what it is, whether it is in use, where it comes from and how it does against another. */
export function VersionDetail({ version }: { readonly version: ModelVersionRecord }) {
  const { problem } = version;
  const isComing = useAppState((state) => activationOf(version, state.jobs.byId?.values() ?? []) !== undefined);
  return (
    <article className="lab-detail" aria-labelledby="version-name">
      <header className="lab-detail-head">
        <div>
          <h2 id="version-name" className="lab-title" dir="auto">
            {version.name}
          </h2>
          <p className="lab-note">
            {version.active ? <span className="lab-state lab-state-running">Encoder in use</span> : 'Not in use'}
            {!version.isShipped && ` · made ${dateWords(version.createdAt)}`}
          </p>
        </div>
        <Controls version={version} />
      </header>
      {problem !== null && (
        <div className="lab-fault" role="alert">
          <Icon name="warning" />
          <div className="lab-fault-words">
            <p>{problem.message}</p>
            <p className="lab-note">{problem.nextStep}</p>
          </div>
        </div>
      )}
      <Activation version={version} />
      {!version.active && problem === null && !isComing && (
        <p className="lab-note">To activate it: {costWords(version, null)}</p>
      )}
      <dl className="lab-facts lab-facts-wide">
        {versionFacts(version).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CompareVersions version={version} />
      <Lineage version={version} />
    </article>
  );
}
