import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ReviewKinship, ReviewMember } from '../../../src-shared/contract/review.ts';
import { CommandKey, useActions, useAppState } from '../../app/index.ts';
import {
  countOf,
  durationWords,
  FileName,
  folderOfPath,
  Icon,
  nameOfPath,
  percentWords,
  rateWords,
} from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import { sourceWords } from '../inspector/evidence-words.ts';
import { stepNow } from './walk.ts';

const kinshipWords: { readonly [Kinship in ReviewKinship]: string } = {
  itself: 'stands for the group',
  duplicate: 'the same recording',
  variant: 'a numbered variant',
  alike: 'sounds alike',
};

type MemberProps = { readonly member: ReviewMember; readonly row: number; readonly isOnly: boolean };

function Member({ member: { sound, kinship }, row, isOnly }: MemberProps) {
  const { review } = useActions();
  const pointed = useAppState((state) => state.review.row === row);
  const isOut = useAppState((state) => state.review.leftOut.includes(sound.id));
  const playing = useAppState(({ player }) => player.playing && player.sound?.id === sound.id);
  const [first] = sound.suggestions;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    <div
      id={`review-member-${row}`}
      className={isOut ? 'review-member review-member-out' : 'review-member'}
      role="option"
      tabIndex={-1}
      aria-selected={pointed}
      onClick={() => review.playMember(row)}
    >
      <span className="review-sign">
        {isOut ? null : <Icon name={playing ? 'play' : 'check'} />}
        <span className="only-read">{isOut ? 'Taken out: ' : 'Will be labelled: '}</span>
      </span>
      <span className="review-member-name">
        <FileName name={nameOfPath(sound.path)} />
        <span className="review-folder" dir="auto" title={folderOfPath(sound.path)}>
          {folderOfPath(sound.path)}
        </span>
      </span>
      <span className="review-kinship" aria-hidden={isOut}>
        {isOut ? 'taken out' : isOnly ? '' : kinshipWords[kinship]}
      </span>
      <span className="review-first">
        {sound.label ? (
          <CategoryName category={sound.label.category} catId={sound.label.catId} />
        ) : (
          first && <CategoryName category={first.category} catId={first.catId} />
        )}
      </span>
      <span className="review-number">{sound.label || !first ? '' : percentWords(first.probability)}</span>
      <span className="review-number">{sound.format ? durationWords(sound.format.durationSeconds) : ''}</span>
    </div>
  );
}

/** The sound on show, and everything that would be labelled with it. */
export function ReviewGroup() {
  const { review } = useActions();
  const step = useAppState((state) => stepNow(state.review.walk));
  const row = useAppState((state) => state.review.row);
  const leftOut = useAppState((state) => state.review.leftOut);
  const dialogue = useAppState((state) => state.shell.dialogue);
  const list = useRef<HTMLDivElement>(null);
  const first = step?.item.members[0]?.sound;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sound, or the end of a dialogue, takes the keyboard
  useEffect(() => {
    if (dialogue === null) list.current?.focus();
  }, [first?.id, dialogue]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is pointed at comes into sight
  useEffect(() => {
    document.getElementById(`review-member-${row}`)?.scrollIntoView({ block: 'nearest' });
  }, [row, first?.id]);
  if (step === undefined || first === undefined) return null;
  const { members, kind, disagreement } = step.item;
  const count = members.length - members.filter(({ sound }) => leftOut.includes(sound.id)).length;

  // Pages of a long group; single steps are commands.
  function steer(event: KeyboardEvent): void {
    const deeds: { readonly [key: string]: number } = {
      Home: 0,
      End: members.length - 1,
      PageDown: row + 8,
      PageUp: row - 8,
    };
    const next = deeds[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    review.point(next);
    event.preventDefault();
  }

  return (
    <section className="review-group" aria-label="Sound on show">
      <header className="review-sound">
        <h2 className="review-name">
          <FileName name={nameOfPath(first.path)} />
        </h2>
        <p className="review-facts">
          <span>{first.library}</span>
          {first.format !== null && <span>{durationWords(first.format.durationSeconds)}</span>}
          {first.format !== null && <span>{rateWords(first.format.sampleRateHz)}</span>}
          {kind === 'audit' && (
            <span
              className="review-audit"
              title="Drawn at random: only such decisions say how often suggestions are right."
            >
              Audit, drawn at random
            </span>
          )}
          {disagreement !== null && disagreement > 0 && (
            <span className="review-against">Name and sound disagree: {percentWords(disagreement)}</span>
          )}
          {disagreement === 0 && <span>Name and sound don’t disagree</span>}
          {step.outcome?.kind === 'skipped' && <span>Skipped</span>}
          {first.label !== null && (
            <span>
              Decided {sourceWords[first.label.source]}: {first.label.catId ?? first.label.category}
            </span>
          )}
        </p>
      </header>
      <div className="review-preview">
        <h3>{members.length === 1 ? 'Will be labelled' : `Will be labelled together: ${countOf(count, 'sound')}`}</h3>
        {members.length > 1 && (
          <p className="review-hint">
            <CommandKey id="review.member-up" /> <CommandKey id="review.member-down" /> hear the others,{' '}
            <CommandKey id="review.take-out" /> take one out
          </p>
        )}
      </div>
      <div
        ref={list}
        className="review-members"
        role="listbox"
        aria-label="Sounds that will be labelled"
        aria-activedescendant={`review-member-${row}`}
        tabIndex={0}
        onKeyDown={steer}
      >
        {members.map((member, at) => (
          <Member key={member.sound.id} member={member} row={at} isOnly={members.length === 1} />
        ))}
      </div>
    </section>
  );
}
