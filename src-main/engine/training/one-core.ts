import { rest, WorkPermit } from '../../../src-shared/jobs/index.ts';

/** Work and rest together: short enough that nobody sees the steps of it. */
const TURN_MILLISECONDS = 400;

/**
 * A permit that follows another, and while a person works lets several threads work for so short a share of the time that it
 * comes to one core: how many threads a training has can't be changed while it goes on.
 *
 * @param threads of the work
 * @returns the permit, and how to end following
 */
export function oneCoreWhileHeldDown(
  permit: WorkPermit,
  heldDown: () => boolean,
  threads: number,
): { readonly permit: WorkPermit; readonly end: () => void } {
  if (threads <= 1) return { permit, end: () => {} };
  const paced = new WorkPermit();
  const over = new AbortController();
  const follow = async (): Promise<void> => {
    while (!over.signal.aborted) {
      if (!(await permit.whenAllowed())) break;
      paced.allow();
      const working = AbortSignal.any([permit.piece, over.signal]);
      await rest(heldDown() ? TURN_MILLISECONDS / threads : TURN_MILLISECONDS, working);
      if (heldDown() || !permit.allowed) paced.withhold();
      if (heldDown()) await rest(TURN_MILLISECONDS * (1 - 1 / threads), over.signal);
    }
    if (permit.ended.aborted) paced.end();
  };
  void follow();
  const stop = () => paced.end();
  permit.ended.addEventListener('abort', stop, { once: true });
  return {
    permit: paced,
    end: () => {
      over.abort();
      permit.ended.removeEventListener('abort', stop);
    },
  };
}
