import type { Failure } from '../../src-shared/contract/failures.ts';
import type { ActionContext, Notice } from './state.ts';

const NOTICE_MILLISECONDS = 6_000;
const SHOWN = 3;

/** Lines that tell and go again. A failure stays until the person has seen to it, and so does what they point at. */
export function createNotices({ state, change }: Pick<ActionContext, 'state' | 'change'>) {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let newest = 0;

  const keep = (number: number): void => {
    clearTimeout(timers.get(number));
    timers.delete(number);
  };

  /** @param number the newest where none is given */
  const dismiss = (number = state().shell.notices.at(-1)?.number): void => {
    if (number === undefined) return;
    keep(number);
    change('shell', { notices: state().shell.notices.filter((notice) => notice.number !== number) });
  };

  return {
    keep,
    dismiss,
    tell: (said: Omit<Notice, 'number'> | Failure): void => {
      newest += 1;
      const number = newest;
      const notice: Notice =
        'text' in said ? { ...said, number } : { number, text: said.message, nextStep: said.nextStep, isFailure: true };
      const others = state().shell.notices.filter(({ text }) => text !== notice.text);
      change('shell', { notices: [...others.slice(1 - SHOWN), notice] });
      if (!notice.isFailure)
        timers.set(
          number,
          setTimeout(() => dismiss(number), NOTICE_MILLISECONDS),
        );
    },
  };
}

export type Notices = ReturnType<typeof createNotices>;
