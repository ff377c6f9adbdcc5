import { type KeyboardEvent, useEffect, useRef } from 'react';
import { CommandKey, useActions, useAppState } from '../../app/index.ts';
import { countOf, durationWords, FileName, nameOfPath, percentWords, rateWords } from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import { sourceWords } from '../inspector/evidence-words.ts';
import { Member, NearGroup } from './review-rows.tsx';
import { Standing } from './standing.tsx';
import { soundsToHear } from './state.ts';
import { stepNow } from './walk.ts';

/** The sound on show, and everything that would be labelled with it. */
export function ReviewGroup() {
  const { review } = useActions();
  const step = useAppState((state) => stepNow(state.review.walk));
  const row = useAppState((state) => state.review.row);
  const leftOut = useAppState((state) => state.review.leftOut);
  const dialogue = useAppState((state) => state.shell.dialogue);
  const soundCount = useAppState(({ review: part }) => soundsToHear(part).length);
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
  const [offered] = first.suggestions;

  // Pages of a long list; single steps are commands.
  function steer(event: KeyboardEvent): void {
    const deeds: { readonly [key: string]: number } = {
      Home: 0,
      End: soundCount - 1,
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
              title="Drawn at random: only such decisions say how often suggestions are right. Decide it if you can: a skipped one counts against them."
            >
              Audit, drawn at random
            </span>
          )}
          {disagreement !== null && disagreement > 0 && (
            <span className="review-against">Name and sound disagree: {percentWords(disagreement)}</span>
          )}
          {disagreement === 0 && <span>Name and sound don’t disagree</span>}
          {step.outcome?.kind === 'skipped' && <span>Skipped</span>}
          {first.label !== null && step.outcome !== null && (
            <span>
              Decided {sourceWords[first.label.source]}: {first.label.catId ?? first.label.category}
            </span>
          )}
        </p>
        {first.fields.description !== undefined && (
          <p className="review-description" dir="auto" title={first.fields.description}>
            {first.fields.description}
          </p>
        )}
        <Standing sound={first} outcome={step.outcome} />
      </header>
      <div className="review-preview">
        <h3>{members.length === 1 ? 'Will be labelled' : `Will be labelled together: ${countOf(count, 'sound')}`}</h3>
        {offered !== undefined && (
          <span className="review-offered">
            <CommandKey id="label.accept-1" />
            <CategoryName category={offered.category} catId={offered.catId} />
          </span>
        )}
        <p className="review-hint">
          <CommandKey id="review.member-up" /> <CommandKey id="review.member-down" /> hear the others
          {members.length > 1 && (
            <>
              , <CommandKey id="review.take-out" /> take one out
            </>
          )}
        </p>
      </div>
      <div
        ref={list}
        className="review-members"
        role="listbox"
        aria-label="Sounds to hear"
        aria-activedescendant={`review-member-${row}`}
        tabIndex={0}
        onKeyDown={steer}
      >
        <div role="group" aria-label="Sounds that will be labelled">
          {members.map((member, at) => (
            <Member
              key={member.sound.id}
              member={member}
              row={at}
              isOnly={members.length === 1}
              offered={offered?.category}
            />
          ))}
        </div>
        <NearGroup of={first.id} from={members.length} />
      </div>
    </section>
  );
}
