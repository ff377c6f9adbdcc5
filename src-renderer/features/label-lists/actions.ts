import type { ListRow } from '../../../src-shared/contract/label-lists.ts';
import { entryLine, type ListRowKind, listHeader } from '../../../src-shared/label-lists/index.ts';
import { type ActionContext, failureOf, saveList } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { MOST_BYTES, offerFile } from '../similar/offer-file.ts';
import { initialLabelListsState } from './state.ts';

export type RowPage = { readonly total: number; readonly rows: readonly ListRow[] };

/** Lists of labels into the window and out of it. */
export function createLabelListActions(
  { engine, host, state, change, tell }: ActionContext,
  { refreshRows }: { readonly refreshRows: () => Promise<void> },
  ucs: { readonly adopt: (list: { readonly name: string; readonly offer: string }) => Promise<boolean> },
) {
  let reading = new AbortController();

  async function plan(): Promise<void> {
    const { list, soundsFolder } = state().labelLists;
    if (list === null) return;
    change('labelLists', { reading: true, failure: null });
    try {
      const planned = await engine.labelLists.plan({
        from: { offer: list.offer, name: list.name },
        ...(soundsFolder === '' ? {} : { soundsFolder }),
      });
      if (state().labelLists.list === list) change('labelLists', { plan: planned });
    } catch (thrown) {
      if (state().labelLists.list === list) change('labelLists', { plan: null, failure: failureOf(thrown) });
    }
    change('labelLists', { reading: false });
  }

  return {
    /** Opens the dialogue, with what was looked at before. */
    open: (): void => change('shell', { dialogue: { kind: 'import-labels' } }),
    /** Reads a list and shows what importing it would do. */
    read: async (file: File): Promise<void> => {
      change('shell', { dialogue: { kind: 'import-labels' } });
      reading.abort();
      reading = new AbortController();
      const { signal } = reading;
      const { soundsFolder } = state().labelLists;
      change('labelLists', { ...initialLabelListsState, soundsFolder, reading: true });
      try {
        if (file.size === 0 || file.size > MOST_BYTES) throw new RangeError();
        const offer = await offerFile(engine, file, signal);
        const list = { name: file.name, offer };
        change('labelLists', { list });
        await plan();
        // Without the columns of labels it may be a UCS list: then it is shown as what it is.
        const { failure, list: shown } = state().labelLists;
        if (failure?.code === 'list-without-columns' && shown === list && (await ucs.adopt(list)))
          change('labelLists', { ...initialLabelListsState, soundsFolder });
      } catch (thrown) {
        if (signal.aborted) return;
        const failure =
          thrown instanceof RangeError
            ? {
                code: 'list-size',
                message: file.size === 0 ? `${file.name} is empty.` : `${file.name} is larger than 256 MB.`,
                nextStep: file.size === 0 ? 'Choose another list.' : 'Cut it into several lists.',
              }
            : failureOf(thrown);
        change('labelLists', { reading: false, failure });
      }
    },
    /** Relative paths begin here; what that changes is shown. */
    beginAt: async (soundsFolder: string): Promise<void> => {
      if (soundsFolder === state().labelLists.soundsFolder) return;
      change('labelLists', { soundsFolder });
      await plan();
    },
    /** Lines of the plan. Throws what the engine says. */
    rows: (kinds: readonly ListRowKind[], text: string, offset: number, limit: number): Promise<RowPage> => {
      const planId = state().labelLists.plan?.id ?? '';
      return engine.labelLists.rows({
        planId,
        text,
        offset,
        limit,
        ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
      });
    },
    apply: async (): Promise<void> => {
      const { plan: planned } = state().labelLists;
      if (planned === null) return;
      change('labelLists', { applying: true, failure: null });
      try {
        const { labelled, leftAlone } = await engine.labelLists.apply({
          commandId: crypto.randomUUID(),
          planId: planned.id,
        });
        change('labelLists', initialLabelListsState);
        change('shell', { dialogue: null });
        const left = leftAlone === 0 ? '' : ` ${countOf(leftAlone, 'sound')} kept what a person said.`;
        tell({
          text: `Labelled ${countOf(labelled, 'sound')} from ${planned.name}.${left}`,
          nextStep: null,
          isFailure: false,
          command: 'label.undo',
        });
        await refreshRows();
      } catch (thrown) {
        change('labelLists', { applying: false, failure: failureOf(thrown) });
      }
    },
    /** The labels of the sounds found, as a file. */
    save: async (): Promise<void> => {
      const { results } = state().browser;
      if (results === null) return;
      const lines = [listHeader(',')];
      try {
        for await (const entries of await engine.labelLists.entries({ sounds: { resultSetId: results.id } }))
          for (const entry of entries) lines.push(entryLine(entry, ','));
      } catch (thrown) {
        tell(failureOf(thrown));
        return;
      }
      if (lines.length === 1) {
        tell({ text: 'None of the sounds found has a label.', nextStep: null, isFailure: false });
        return;
      }
      try {
        if (!(await saveList(host, 'labels.csv', lines))) return;
      } catch (thrown) {
        tell(failureOf(thrown));
        return;
      }
      tell({ text: `Exported ${countOf(lines.length - 1, 'label')}.`, nextStep: null, isFailure: false });
    },
  };
}
