import './review.css';
import { useActions, useAppState } from '../../app/index.ts';
import { Icon } from '../../components/index.ts';
import { Player } from '../player/player.tsx';
import { ReviewEnd } from './review-end.tsx';
import { ReviewGroup } from './review-group.tsx';
import { ReviewOffers } from './review-offers.tsx';
import { ReviewSide } from './review-side.tsx';

function Middle() {
  const { review } = useActions();
  const isDone = useAppState((state) => state.review.isDone);
  const failure = useAppState((state) => state.review.failure);
  const isHere = useAppState(({ review: { walk } }) => walk.at >= 0 && walk.at < walk.steps.length);
  if (failure !== null && !isHere) {
    return (
      <div className="review-empty" role="alert">
        <p className="empty-title">
          <Icon name="warning" /> {failure.message}
        </p>
        <p>{failure.nextStep}</p>
        <button type="button" className="button" onClick={() => void review.openAgain()}>
          Try again
        </button>
      </div>
    );
  }
  if (isDone) return <ReviewEnd />;
  return isHere ? <ReviewGroup /> : <div className="review-empty" aria-busy="true" />;
}

/** Deciding what sounds are, one hand on the keyboard. */
export function Review() {
  return (
    <main className="workplace review">
      <ReviewSide />
      <div className="review-middle">
        <Middle />
      </div>
      <ReviewOffers />
      <Player />
    </main>
  );
}
