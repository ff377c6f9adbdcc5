import { useActions, useAppState } from '../../app/index.ts';

/** What the table says where it has no rows. */
export function EmptyTable() {
  const { browser, similar } = useActions();
  const isSimilar = useAppState((state) => state.similar.question !== null);
  const isLooking = useAppState((state) => state.similar.isLooking);
  const failure = useAppState((state) => state.browser.failure);
  const count = useAppState((state) => state.browser.results?.count ?? null);
  const text = useAppState((state) => state.browser.text);
  const libraryId = useAppState((state) => state.browser.libraryId);
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
  if (text.trim() !== '') {
    return (
      <div className="empty" role="status">
        <p className="empty-title">No sound matches this search.</p>
        <p>Leave a word out, or end one with * to find beginnings.</p>
        <button type="button" className="button" onClick={() => browser.setText('')}>
          Clear the search
        </button>
      </div>
    );
  }
  return (
    <div className="empty" role="status">
      <p className="empty-title">{working ? 'The first sounds are on their way.' : 'There are no sounds here.'}</p>
      <p>
        {working
          ? 'They appear here one by one as they are listened to.'
          : libraryId === null
            ? 'Add a folder that holds sounds.'
            : 'Its folder holds no sounds that can be read.'}
      </p>
    </div>
  );
}
