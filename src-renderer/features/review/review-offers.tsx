import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Suggestions } from '../inspector/suggestions.tsx';
import { stepNow } from './walk.ts';

/** What the sound may be, and everything else that can be done with it. */
export function ReviewOffers() {
  const { review } = useActions();
  const sound = useAppState((state) => stepNow(state.review.walk)?.item.members[0]?.sound);
  const near = useAppState((state) => state.review.near);
  const neighbours = near !== null && near.of === sound?.id ? near.beliefs : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <aside className="panel inspector review-offers" aria-label="What it may be" tabIndex={0}>
      {sound !== undefined && (
        <>
          <h2>Suggestions</h2>
          <Suggestions sound={sound} neighbours={neighbours} onAccept={(place) => void review.accept(place)} />
          <div className="label-actions">
            <CommandButton id="label.choose" className="button">
              Other category <CommandKey id="label.choose" />
            </CommandButton>
            <CommandButton id="review.skip" className="button">
              Skip <CommandKey id="review.skip" />
            </CommandButton>
            <CommandButton id="review.back" className="button">
              Back <CommandKey id="review.back" />
            </CommandButton>
            <CommandButton id="review.forward" className="button">
              Forward <CommandKey id="review.forward" />
            </CommandButton>
          </div>
        </>
      )}
    </aside>
  );
}
