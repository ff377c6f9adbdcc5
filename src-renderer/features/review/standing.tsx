import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { CommandKey, useAppState } from '../../app/index.ts';
import { Icon } from '../../components/index.ts';
import { sourceWords } from '../inspector/evidence-words.ts';
import { absenceOf } from '../library/away.ts';
import type { Outcome } from './walk.ts';

/** Why the sound can't be heard, or that somebody else was faster; with what leads on. */
export function Standing({ sound, outcome }: { readonly sound: SoundRecord; readonly outcome: Outcome | null }) {
  const libraries = useAppState((state) => state.library.libraries);
  const absence = absenceOf(libraries, sound);
  const { label } = sound;
  if (absence !== null) {
    return (
      <p className="review-standing review-absent" role="status">
        <Icon name="warning" />
        <span>
          {absence.message} The sound can’t be heard: skip it with <CommandKey id="review.skip" />, or decide by its
          name.
        </span>
      </p>
    );
  }
  if (label === null || outcome !== null) return null;
  return (
    <p className="review-standing" role="status">
      <Icon name="check" />
      <span>
        Decided meanwhile {sourceWords[label.source]}, as {label.catId ?? label.category}.{' '}
        <CommandKey id="review.forward" /> goes on; what you decide here replaces it.
      </span>
    </p>
  );
}
