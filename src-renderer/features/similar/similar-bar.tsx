import './similar.css';
import type { CSSProperties } from 'react';
import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Choice, FileName, Icon, positionWords, Switch } from '../../components/index.ts';
import { MiniWaveform } from '../browser/mini-waveform.tsx';
import type { SimilarMode, SimilarQuestion } from './state.ts';

const modes: readonly { readonly value: SimilarMode; readonly words: string }[] = [
  { value: 'moment', words: 'Best moment' },
  { value: 'whole', words: 'Whole sound' },
];

const share = (seconds: number, of: number): string => `${(100 * seconds) / of}%`;

/** The sound that was asked about, with the part that is meant and the moment that the chosen hit is like. */
function Asked({ question }: { readonly question: SimilarQuestion }) {
  const match = useAppState(({ browser, similar }) =>
    browser.selection?.sound ? similar.matches.get(browser.selection.sound.id) : undefined,
  );
  const seconds = question.sound?.format?.durationSeconds;
  if (question.sound === null || seconds === undefined) return null;
  const span = (startSeconds: number, endSeconds: number): CSSProperties => ({
    left: share(startSeconds, seconds),
    width: share(endSeconds - startSeconds, seconds),
  });
  return (
    <span className="similar-asked" aria-hidden="true">
      <MiniWaveform sound={question.sound} />
      {question.region !== null && (
        <span className="similar-region" style={span(question.region.startSeconds, question.region.endSeconds)} />
      )}
      {match !== undefined && (
        <span className="similar-moment" style={span(match.queryStartSeconds, match.queryEndSeconds)} />
      )}
    </span>
  );
}

/** What the table shows instead of a search, how it compares, and the way back. */
export function SimilarBar() {
  const { similar } = useActions();
  const { question, mode, isWithinSearch, isLooking } = useAppState((state) => state.similar);
  if (question === null) return null;
  const { region } = question;
  return (
    <section className="similar-bar" aria-label="Similar sounds" aria-busy={isLooking}>
      <h2 className="similar-title">
        <span className="similar-words">Similar to</span>
        <FileName name={question.name} />
        {region !== null && (
          <span className="similar-part">
            {positionWords(region.startSeconds)} – {positionWords(region.endSeconds)}
          </span>
        )}
      </h2>
      <Asked question={question} />
      <CommandButton id="similar.leave" className="icon-button" isSign>
        <Icon name="close" />
      </CommandButton>
      <div className="similar-ways">
        <Choice name="Compare" value={mode} options={modes} onChange={similar.setMode} />
        <Switch on={isWithinSearch} onChange={similar.setWithinSearch}>
          Within the search
        </Switch>
        <CommandButton id="similar.play-match" className="button button-small">
          Play the moment <CommandKey id="similar.play-match" />
        </CommandButton>
      </div>
    </section>
  );
}
