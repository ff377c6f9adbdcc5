import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import type { ReviewQueue } from './queue.ts';
import { withOutcome } from './walk.ts';

/** Accepting what is sure enough without hearing it. */
export function createBulkActions(
  { engine, state, change, tell }: ActionContext,
  queue: ReviewQueue,
  refreshRows: () => Promise<void>,
) {
  const part = () => state().review;

  async function estimate(): Promise<void> {
    const id = queue.sessionId();
    if (id === null) return;
    const { targetPrecision } = part().bulk;
    change('review', { bulk: { ...part().bulk, estimate: null, failure: null } });
    try {
      const found = await engine.review.estimate({ sessionId: id, targetPrecision });
      if (part().bulk.targetPrecision === targetPrecision)
        change('review', { bulk: { ...part().bulk, estimate: found } });
    } catch (thrown) {
      change('review', { bulk: { ...part().bulk, failure: failureOf(thrown) } });
    }
  }

  /** What is on show may have been accepted: then the next comes. */
  async function leaveAccepted(): Promise<void> {
    queue.forget();
    await queue.refreshRecords();
    if (queue.soundNow()?.label) {
      const { walk } = part();
      change('review', { walk: withOutcome(walk, walk.at, { kind: 'skipped' }) });
      await queue.goOn();
    } else await queue.fill();
  }

  return {
    openBulk: (): void => {
      change('shell', { dialogue: { kind: 'bulk' } });
      void estimate();
    },
    setTarget: (targetPrecision: number): void => {
      change('review', { bulk: { ...part().bulk, targetPrecision } });
      void estimate();
    },
    acceptBulk: async (): Promise<void> => {
      const id = queue.sessionId();
      const { estimate: found, targetPrecision } = part().bulk;
      if (id === null || found?.found === undefined || found.found === null) return;
      const { minProbability } = found.found;
      change('review', { bulk: { ...part().bulk, isAccepting: true, failure: null } });
      try {
        const commandId = crypto.randomUUID();
        const { accepted, conflicts } = await engine.review.accept({
          commandId,
          sessionId: id,
          targetPrecision,
          minProbability,
        });
        const left =
          conflicts.length === 0
            ? ''
            : ` ${countOf(conflicts.length, 'sound')} had got a label meanwhile and stayed as ${conflicts.length === 1 ? 'it is' : 'they are'}.`;
        change('shell', { dialogue: null });
        tell({
          text: `Accepted the suggestion for ${countOf(accepted, 'sound')}.${left}`,
          nextStep: null,
          isFailure: false,
          command: 'label.undo',
        });
        void refreshRows();
        await leaveAccepted();
      } catch (thrown) {
        change('review', { bulk: { ...part().bulk, failure: failureOf(thrown) } });
      } finally {
        change('review', { bulk: { ...part().bulk, isAccepting: false } });
      }
    },
  };
}
