import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Choice, Icon } from '../../components/index.ts';
import { orderNames, reviewOrders } from './order-words.ts';

const options = reviewOrders.map((value) => ({ value, words: orderNames[value] }));

/** What is reviewed, in which order, and the way out. */
export function ReviewHead() {
  const { review } = useActions();
  const order = useAppState((state) => state.review.order);
  const scope = useAppState((state) => state.review.scope.words);
  return (
    <div className="review-head">
      <CommandButton id="review.leave" className="icon-button" isSign>
        <Icon name="back" />
      </CommandButton>
      <h1 className="review-title">Review</h1>
      <span className="review-scope">{scope}</span>
      <Choice name="Order" value={order} options={options} onChange={(next) => void review.setOrder(next)} />
      <CommandButton id="review.bulk" className="button">
        Accept in bulk <CommandKey id="review.bulk" />
      </CommandButton>
    </div>
  );
}
