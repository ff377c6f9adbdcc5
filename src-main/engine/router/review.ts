import { rest } from '../../../src-shared/jobs/index.ts';
import { acceptBulk, estimateBulk } from '../review/bulk.ts';
import { decideReviewed, skipReviewed } from '../review/decide.ts';
import { scopeOf } from '../review/scope.ts';
import { procedures } from './procedures.ts';

/** A window that is told more often does nothing but read; a large catalogue takes its time. */
const WATCH_MILLISECONDS = 250;
/** Of the time between two readings, reading takes at most a quarter. */
const RESTS_A_READING = 3;

export const review = procedures.review.router({
  open: procedures.review.open.handler(async ({ input: { filter, among }, context: { parts } }) => {
    const scope = await scopeOf(parts.catalogue, filter, among);
    return (await parts.reviews.open(scope)).state;
  }),
  close: procedures.review.close.handler(({ input: { sessionId }, context: { parts } }) => {
    parts.reviews.close(sessionId);
    return null;
  }),
  watch: procedures.review.watch.handler(async function* ({ input: { sessionId }, context: { parts }, signal }) {
    let told = '';
    while (!signal?.aborted) {
      const session = parts.reviews.get(sessionId);
      const { version } = session.changes;
      const { state } = session;
      const text = JSON.stringify(state);
      if (text !== told) yield state;
      told = text;
      await Promise.race([
        session.changes.changedSince(version, signal),
        parts.changes.changedSince(session.readVersion, signal),
      ]);
      await rest(WATCH_MILLISECONDS, signal);
      if (signal?.aborted || parts.changes.version === session.readVersion) continue;
      const began = performance.now();
      await session.refresh();
      await rest((performance.now() - began) * RESTS_A_READING, signal);
    }
  }),
  next: procedures.review.next.handler(({ input: { sessionId, ...wanted }, context: { parts } }) =>
    parts.reviews.get(sessionId).next(wanted),
  ),
  decide: procedures.review.decide.handler(async ({ input: { sessionId, ...judged }, context: { parts } }) => ({
    labelled: await decideReviewed(parts, parts.reviews.get(sessionId), judged),
  })),
  skip: procedures.review.skip.handler(async ({ input: { sessionId, ...judged }, context: { parts } }) => {
    await skipReviewed(parts, parts.reviews.get(sessionId), judged);
    return null;
  }),
  estimate: procedures.review.estimate.handler(({ input: { sessionId, targetPrecision }, context: { parts } }) =>
    estimateBulk(parts, parts.reviews.get(sessionId), targetPrecision),
  ),
  accept: procedures.review.accept.handler(({ input: { sessionId, ...wanted }, context: { parts } }) =>
    acceptBulk(parts, parts.reviews.get(sessionId), wanted),
  ),
});
