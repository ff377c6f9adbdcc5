import { useActions, useAppState, useKeyWords } from '../../app/index.ts';
import { countOf, Hint } from '../../components/index.ts';
import { isUnfinished, overallShare } from './job-words.ts';

/** How much long work there is and how far it is; opens the panel. */
export function JobsButton() {
  const { jobs } = useActions();
  const byId = useAppState((state) => state.jobs.byId);
  const open = useAppState((state) => state.jobs.panelOpen);
  const keys = useKeyWords('jobs.panel');
  const all = [...(byId?.values() ?? [])];
  const unfinished = all.filter(isUnfinished);
  const share = overallShare(all);
  return (
    <Hint words="Show or hide jobs" keys={keys}>
      <button
        type="button"
        className="button jobs-button"
        aria-expanded={open}
        aria-controls="jobs"
        aria-label={unfinished.length === 0 ? 'Jobs' : `Jobs: ${countOf(unfinished.length, 'job')} under way`}
        onClick={jobs.togglePanel}
      >
        Jobs
        <span className="jobs-count" data-count={unfinished.length > 0 ? unfinished.length : ''} />
        {unfinished.length > 0 && (
          <progress className="jobs-bar" aria-hidden="true" {...(share === null ? {} : { max: 1, value: share })} />
        )}
      </button>
    </Hint>
  );
}
