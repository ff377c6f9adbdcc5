import type { HistoryRecord, HistoryState } from '../../../src-shared/contract/history.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';

type Neighbours = { readonly refreshRows: () => Promise<void> };
type Direction = 'undo' | 'redo';

const nothing = { undo: 'Nothing to undo.', redo: 'Nothing to redo.' } as const;
const done = { undo: 'Undone', redo: 'Done again' } as const;
/** A step of history is taken back by the opposite step. */
const offers = { undo: 'history.redo', redo: 'label.undo' } as const;

/** The one history of what a person decides: labels, marks, notes, edits, collections. */
export function createHistoryActions({ engine, state, change, tell }: ActionContext, { refreshRows }: Neighbours) {
  /** An older offer would be about something else by now. */
  function forgetOffers(): void {
    change('shell', { notices: state().shell.notices.filter(({ command }) => command === undefined) });
  }

  async function step(direction: Direction): Promise<void> {
    try {
      const { entry } = await engine.history[direction]({ commandId: crypto.randomUUID() });
      forgetOffers();
      tell(
        entry === null
          ? { text: nothing[direction], nextStep: null, isFailure: false }
          : {
              text: `${done[direction]}: ${entry.title}.`,
              nextStep: null,
              isFailure: false,
              command: offers[direction],
            },
      );
      await refreshRows();
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  return {
    receive: (told: HistoryState): void => change('history', told),
    forgetOffers,
    undo: (): Promise<void> => step('undo'),
    redo: (): Promise<void> => step('redo'),
    /** Takes back (or does again) everything up to and with one command. */
    stepTo: async ({ number, state: stands }: HistoryRecord): Promise<void> => {
      const direction: Direction = stands === 'done' ? 'undo' : 'redo';
      const isBeyond = (other: number): boolean => (direction === 'undo' ? other <= number : other >= number);
      let steps = 0;
      try {
        for (let reached = false; !reached; ) {
          const { entry } = await engine.history[direction]({ commandId: crypto.randomUUID() });
          if (entry !== null) steps += 1;
          reached = entry === null || isBeyond(entry.number);
        }
        forgetOffers();
        const words = direction === 'undo' ? 'taken back' : 'done again';
        tell({ text: `${steps} ${steps === 1 ? 'command' : 'commands'} ${words}.`, nextStep: null, isFailure: false });
        await refreshRows();
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    page: (before?: number): Promise<readonly HistoryRecord[]> =>
      engine.history.list({ limit: 100, ...(before === undefined ? {} : { before }) }, { context: { unasked: true } }),
  };
}
