import type { BulkConflict, BulkEstimate } from '../../../src-shared/contract/review.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Choice, countOf, countWords, Dialogue, FileName, Icon, nameOfPath } from '../../components/index.ts';
import { estimateWords, intervalWords } from './bulk-words.ts';

const targets = [
  { value: '0.8', words: '80 %' },
  { value: '0.9', words: '90 %' },
  { value: '0.95', words: '95 %' },
  { value: '0.98', words: '98 %' },
] as const;

function conflictWords({ kind, sound, other }: BulkConflict): string {
  const otherName = other === null ? 'another sound' : nameOfPath(other.path);
  const label = other?.label?.catId ?? other?.label?.category;
  const [suggested] = sound.suggestions;
  switch (kind) {
    case 'decided-otherwise':
      return `would be ${suggested?.category ?? 'labelled'}; ${otherName}, nearly the same, was decided ${label ?? 'otherwise'}`;
    case 'suggestions-differ':
      return `would be ${suggested?.category ?? 'labelled'}; ${otherName}, nearly the same, would be ${other?.suggestions[0]?.category ?? 'something else'}`;
    case 'decided-meanwhile':
      return 'has a label by now';
  }
}

function Conflicts({ estimate: { conflicts, conflictCount } }: { readonly estimate: BulkEstimate }) {
  if (conflictCount === 0) return null;
  return (
    <section className="bulk-conflicts" aria-label="Left out">
      <h3>Left out: {countOf(conflictCount, 'contradiction')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <ul tabIndex={0}>
        {conflicts.map((conflict) => (
          <li key={conflict.sound.id}>
            <FileName name={nameOfPath(conflict.sound.path)} />
            <span className="bulk-reason">{conflictWords(conflict)}</span>
          </li>
        ))}
      </ul>
      {conflicts.length < conflictCount && (
        <p className="review-note">and {countWords(conflictCount - conflicts.length)} more</p>
      )}
    </section>
  );
}

/** Accepting what is sure enough without hearing it, as precise as a random audit says. */
export function BulkDialogue() {
  const { review, shell } = useActions();
  const { targetPrecision, estimate, isAccepting, failure } = useAppState((state) => state.review.bulk);
  const sounds = estimate?.found?.sounds ?? 0;
  return (
    <Dialogue title="Accept in bulk" wide onClose={shell.closeDialogue}>
      <p className="bulk-words">
        Takes the first suggestion of every open sound that is sure enough. Nothing is locked, no decision of a person
        is touched, and one undo takes all of it back.
      </p>
      <Choice
        name="At least so precise"
        value={String(targetPrecision)}
        options={targets}
        onChange={(value) => review.setTarget(Number(value))}
      />
      <div className="bulk-estimate" role="status" aria-busy={estimate === null && failure === null}>
        {failure !== null ? (
          <p>
            <Icon name="warning" /> {failure.message} {failure.nextStep}
          </p>
        ) : (
          estimate !== null && (
            <>
              <p className="bulk-result">{estimateWords(estimate)}</p>
              <p className="review-note">{intervalWords(estimate)}</p>
            </>
          )
        )}
      </div>
      {estimate !== null && <Conflicts estimate={estimate} />}
      <footer className="dialogue-foot">
        <button type="button" className="button" onClick={shell.closeDialogue}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={sounds === 0 || isAccepting}
          onClick={() => void review.acceptBulk()}
        >
          {sounds === 0 ? 'Accept' : `Accept ${countOf(sounds, 'sound')}`}
        </button>
      </footer>
    </Dialogue>
  );
}
