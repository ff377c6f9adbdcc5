import './jobs.css';
import { useEffect, useRef } from 'react';
import type { Job, JobPriority } from '../../../src-shared/contract/jobs.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Bar, countOf, Icon } from '../../components/index.ts';
import { JobFiles } from './job-files.tsx';
import { inOrder, isUnfinished, jobLine, shareDone } from './job-words.ts';

const priorities: readonly { readonly value: JobPriority; readonly words: string }[] = [
  { value: 'high', words: 'First' },
  { value: 'normal', words: 'Normal' },
  { value: 'low', words: 'Last' },
];

function JobControls({ job }: { readonly job: Job }) {
  const { jobs } = useActions();
  return (
    <div className="job-controls">
      {job.state === 'paused' ? (
        <button type="button" className="button button-small" onClick={() => void jobs.resume(job.id)}>
          Resume
        </button>
      ) : (
        <button type="button" className="button button-small" onClick={() => void jobs.pause(job.id)}>
          Pause
        </button>
      )}
      <button type="button" className="button button-small" onClick={() => void jobs.cancel(job.id)}>
        Cancel
      </button>
      <label className="job-priority">
        Order
        <select
          className="field"
          value={job.priority}
          onChange={(event) => void jobs.setPriority(job.id, event.target.value as JobPriority)}
        >
          {priorities.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const { jobs } = useActions();
  const files = useAppState((state) => (state.jobs.openFiles?.jobId === job.id ? state.jobs.openFiles.files : null));
  const counts = [
    job.failedFiles > 0 ? `${countOf(job.failedFiles, 'file')} failed` : null,
    job.warnedFiles > 0 ? `${countOf(job.warnedFiles, 'warning')}` : null,
  ].filter((words) => words !== null);
  return (
    <li className={`job job-${job.state}`}>
      <div className="job-head">
        <span className="job-title" dir="auto" title={job.kind === 'index' ? job.folders.join('\n') : job.title}>
          {job.title}
        </span>
        {isUnfinished(job) && <JobControls job={job} />}
      </div>
      {isUnfinished(job) && <Bar name={job.title} share={job.state === 'queued' ? 0 : shareDone(job)} />}
      <p className="job-line">{jobLine(job)}</p>
      {job.failure?.nextStep && <p className="job-line">{job.failure.nextStep}</p>}
      {counts.length > 0 && (
        <button
          type="button"
          className="job-files-button"
          aria-expanded={files !== null}
          onClick={() => void jobs.toggleFiles(job.id)}
        >
          <Icon name="warning" />
          {counts.join(', ')}
        </button>
      )}
      {files !== null && <JobFiles files={files} />}
    </li>
  );
}

/** Everything long: under way, waiting, and how it ended. */
export function JobsPanel() {
  const { jobs } = useActions();
  const open = useAppState((state) => state.jobs.panelOpen);
  const byId = useAppState((state) => state.jobs.byId);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) panel.current?.focus();
  }, [open]);
  if (!open) return null;
  const all = inOrder(byId?.values() ?? []);
  return (
    <section className="jobs-panel" id="jobs" aria-label="Jobs" ref={panel} tabIndex={-1}>
      <header className="panel-head">
        <h2>Jobs</h2>
        {all.some((job) => !isUnfinished(job)) && (
          <button type="button" className="button button-small" onClick={() => void jobs.clearHistory()}>
            Clear history
          </button>
        )}
        <button type="button" className="icon-button" aria-label="Close" title="Close (Esc)" onClick={jobs.closePanel}>
          <Icon name="close" />
        </button>
      </header>
      {all.length === 0 ? (
        <p className="panel-note">Nothing is under way. Long work, such as indexing a folder, shows here.</p>
      ) : (
        <ul className="job-list">
          {all.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </section>
  );
}
