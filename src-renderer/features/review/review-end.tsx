import { type ReactNode, useEffect, useRef } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { endingOf, type WayOn } from './ending.ts';

/** Nothing is on show: why, and what to do next. The first way has the keyboard. */
export function ReviewEnd() {
  const actions = useActions();
  const told = useAppState((state) => state.review.engine);
  const scope = useAppState((state) => state.review.scope);
  const passed = useAppState(({ review }) => review.walk.steps.filter(({ outcome }) => outcome === null).length);
  const found = useAppState((state) => state.browser.results?.count ?? null);
  const isListening = useAppState(({ jobs }) =>
    [...(jobs.byId?.values() ?? [])].some(({ finishedAt }) => finishedAt === null),
  );
  const first = useRef<HTMLButtonElement>(null);
  const sounds = told?.sounds ?? { total: 0, person: 0, machine: 0, open: 0 };
  const { title, words, ways } = endingOf({
    sounds,
    passed,
    isWhole: scope.isWhole,
    found,
    isListening,
    canReviewMachine: scope.machine !== null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another ending has another first way
  useEffect(() => first.current?.focus(), [title]);
  const deeds: { readonly [Way in WayOn]: readonly [words: ReactNode, run: () => void] } = {
    table: ['Back to the table', actions.review.leave],
    whole: ['Review the whole library', () => void actions.review.openWhole()],
    machine: ['Review what a machine decided', () => void actions.review.openMachine()],
    waiting: ['Back to the first of them', actions.review.showWaiting],
    jobs: ['Show the jobs', actions.jobs.togglePanel],
  };
  return (
    <div className="review-empty" role="status">
      <p className="empty-title">{title}</p>
      <p>{words}</p>
      <div className="review-ways">
        {ways.map((way, place) => {
          const [name, run] = deeds[way];
          return (
            <button
              key={way}
              ref={place === 0 ? first : null}
              type="button"
              className={place === 0 ? 'button button-main' : 'button'}
              onClick={run}
            >
              {name}
            </button>
          );
        })}
      </div>
    </div>
  );
}
