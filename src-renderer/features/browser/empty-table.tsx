import { useActions, useAppState } from '../../app/index.ts';
import { asksForSomething } from './sound-query.ts';

/** What the table says where it has no rows. */
export function EmptyTable() {
  const { browser, similar } = useActions();
  const isSimilar = useAppState((state) => state.similar.question !== null);
  const isLooking = useAppState((state) => state.similar.isLooking);
  const failure = useAppState((state) => state.browser.failure);
  const count = useAppState((state) => state.browser.results?.count ?? null);
  const asked = useAppState((state) => asksForSomething(state.browser.query));
  const isCollection = useAppState(
    ({ browser: { query } }) =>
      query.narrowing.collectionId !== undefined && query.text === '' && Object.keys(query.narrowing).length === 1,
  );
  const hasText = useAppState((state) => state.browser.query.text.trim() !== '');
  const working = useAppState((state) =>
    [...(state.jobs.byId?.values() ?? [])].some(({ finishedAt }) => finishedAt === null),
  );
  if (failure !== null && (count === null || count === 0)) {
    return (
      <div className="empty" role="status">
        <p className="empty-title">{failure.message}</p>
        {failure.nextStep !== null && <p>{failure.nextStep}</p>}
        <button type="button" className="button" onClick={browser.start}>
          Try again
        </button>
      </div>
    );
  }
  if (count === null || count > 0) return null;
  if (isSimilar) {
    return (
      <div className="empty" role="status">
        <p className="empty-title">{isLooking ? 'Looking for similar sounds.' : 'Nothing similar was found.'}</p>
        <p>Look beyond the search, or compare the best moment instead of the whole sound.</p>
        <button type="button" className="button" onClick={similar.leave}>
          Back to the search
        </button>
      </div>
    );
  }
  if (isCollection) {
    return (
      <div className="empty" role="status">
        <p className="empty-title">This collection is empty.</p>
        <p>Drag sounds onto its name, or choose “Add to a collection” for those that are selected.</p>
        <button type="button" className="button" onClick={() => browser.clearNarrowing()}>
          Show all sounds
        </button>
      </div>
    );
  }
  if (asked) {
    return (
      <div className="empty" role="status">
        <p className="empty-title">No sound matches this search.</p>
        <p>
          {hasText
            ? 'Leave a word out, or end one with * to find beginnings.'
            : 'Take away something of what narrows the sounds down.'}
        </p>
        <button type="button" className="button" onClick={() => browser.ask({ text: '', narrowing: {} })}>
          Clear the search
        </button>
      </div>
    );
  }
  return (
    <div className="empty" role="status">
      <p className="empty-title">{working ? 'The first sounds are on their way.' : 'There are no sounds here.'}</p>
      <p>{working ? 'They appear here one by one as they are listened to.' : 'Add a folder that holds sounds.'}</p>
    </div>
  );
}
