import { useEffect, useState } from 'react';
import { CommandButton, CommandKey, useAppState } from '../../app/index.ts';
import { countOf, countWords, percentWords } from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import { categoryOf } from './decision-words.ts';
import { paceOf, RECENT_MINUTES } from './pace.ts';

const WIDTH = '--width' as string;
const SHOWN_DECISIONS = 8;
const PACE_MILLISECONDS = 2_000;

/** How much of what is reviewed is decided, by whom. */
function Progress() {
  const told = useAppState((state) => state.review.engine);
  const { total = 0, person = 0, machine = 0, open = 0 } = told?.sounds ?? {};
  const share = (part: number): string => `${total === 0 ? 0 : (part / total) * 100}%`;
  const percent = (part: number): string => (total === 0 ? '' : percentWords(part / total));
  const rows = [
    ['person', 'By a person', person],
    ['machine', 'By machine', machine],
    ['open', 'Open', open],
  ] as const;
  return (
    <section aria-label="Progress">
      <h2>Progress</h2>
      <div
        className="review-bar"
        role="img"
        aria-label={`${countWords(person)} decided by a person, ${countWords(machine)} by machine, ${countWords(open)} open, of ${countOf(total, 'sound')}`}
      >
        <span className="review-bar-person" style={{ [WIDTH]: share(person) }} />
        <span className="review-bar-machine" style={{ [WIDTH]: share(machine) }} />
      </div>
      <dl className="review-counts">
        {rows.map(([kind, name, count]) => (
          <div key={kind}>
            <dt>
              <span className={`review-mark review-mark-${kind}`} aria-hidden="true" />
              {name}
            </dt>
            <dd>{countWords(count)}</dd>
            <dd>{percent(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="review-note">
        {told === null
          ? ' '
          : told.groups === null
            ? 'Groups are being found …'
            : `${countOf(told.groups, 'decision')} left, alike sounds together`}
      </p>
    </section>
  );
}

/** How fast it goes. */
function Pace() {
  const decisions = useAppState((state) => state.review.decisions);
  const beganAt = useAppState((state) => state.review.beganAt);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), PACE_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  const pace = paceOf(decisions, beganAt, Math.max(now, decisions[0]?.at ?? 0));
  const sounds = decisions.reduce((sum, each) => sum + each.sounds, 0);
  const words = (perMinute: number | undefined): string => (perMinute === undefined ? '–' : perMinute.toFixed(1));
  return (
    <section aria-label="Pace">
      <h2>Decisions a minute</h2>
      <dl className="review-counts">
        <div>
          <dt>Last {RECENT_MINUTES} minutes</dt>
          <dd>{words(pace?.recent)}</dd>
        </div>
        <div>
          <dt>This session</dt>
          <dd>{words(pace?.session)}</dd>
        </div>
      </dl>
      <p className="review-note">
        {countOf(decisions.length, 'decision')}, {countOf(sounds, 'sound')}
      </p>
    </section>
  );
}

/** What was drawn at random so far. */
function Audit() {
  const audits = useAppState((state) => state.review.engine?.audits);
  if (audits === undefined) return null;
  return (
    <section aria-label="Audit">
      <h2>Audit</h2>
      <p className="review-note">
        {audits.judged + audits.skipped === 0
          ? 'One decision in ten is drawn at random. These say how often suggestions are right.'
          : `${countOf(audits.judged, 'random sound')} judged${audits.skipped === 0 ? '' : `, ${countWords(audits.skipped)} passed over. The next review asks again; until then that counts as wrong`}.`}
      </p>
    </section>
  );
}

function LastDecisions() {
  const decisions = useAppState((state) => state.review.decisions);
  return (
    <section className="review-last" aria-label="Last decisions">
      <div className="review-last-head">
        <h2>Last decisions</h2>
        <CommandButton id="label.undo" className="button button-small">
          Undo <CommandKey id="label.undo" />
        </CommandButton>
      </div>
      {decisions.length === 0 ? (
        <p className="review-note">None yet.</p>
      ) : (
        <ol>
          {decisions.slice(0, SHOWN_DECISIONS).map(({ commandId, words, name, sounds }) => {
            const { category, catId } = categoryOf(words);
            return (
              <li key={commandId}>
                <CategoryName category={category} catId={catId} />
                <span className="review-last-name" title={name} dir="auto">
                  {name}
                </span>
                <span className="review-number">{sounds > 1 ? `+ ${countWords(sounds - 1)}` : ''}</span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

/** What is done and what remains. */
export function ReviewSide() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <aside className="panel review-side" aria-label="Progress of the review" tabIndex={0}>
      <Progress />
      <Pace />
      <LastDecisions />
      <Audit />
    </aside>
  );
}
