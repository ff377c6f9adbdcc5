import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { ucsInForce, ucsSheetLines } from '../../../src-shared/ucs/index.ts';
import { type ActionContext, failureOf, saveList } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { MOST_BYTES, offerFile } from '../similar/offer-file.ts';
import { initialUcsState, type UcsSource } from './state.ts';

/** Which UCS list sounds are named by, another one in its place, and lists out of the window. */
export function createUcsActions(
  { engine, host, state, change, tell }: ActionContext,
  { refreshRows }: { readonly refreshRows: () => Promise<void> },
) {
  let reading = new AbortController();

  const planOf = (source: UcsSource, version: string) =>
    engine.ucs.plan({
      from: source === 'shipped' ? { shipped: true } : source,
      ...(version === '' || source === 'shipped' ? {} : { version }),
    });

  async function plan(): Promise<void> {
    const { source, version } = state().ucs;
    if (source === null) return;
    const isWanted = (): boolean => state().ucs.source === source && state().ucs.version === version;
    change('ucs', { reading: true, failure: null });
    try {
      const planned = await planOf(source, version);
      if (isWanted()) change('ucs', { plan: planned, reading: false });
    } catch (thrown) {
      if (isWanted()) change('ucs', { plan: null, failure: failureOf(thrown), reading: false });
    }
  }

  function show(): void {
    const { dialogue } = state().shell;
    // Dropped on the dialogue itself, closing leads where it led before.
    if (dialogue?.kind !== 'ucs-list') change('ucs', { cameFromSettings: dialogue?.kind === 'settings' });
    change('shell', { dialogue: { kind: 'ucs-list' } });
  }

  /** What is looked at anew; where closing leads to stays. */
  function begin(values: Partial<typeof initialUcsState>): void {
    const { isKnown, cameFromSettings } = state().ucs;
    change('ucs', { ...initialUcsState, isKnown, cameFromSettings, ...values });
  }

  function close(): void {
    const { cameFromSettings } = state().ucs;
    change('shell', { dialogue: cameFromSettings ? { kind: 'settings', part: 'ucs' } : null });
  }

  return {
    /** Opens the dialogue, with the sheet that was looked at before. */
    open: (): void => {
      show();
      if (state().ucs.source === 'shipped') begin({});
    },
    close,
    /** Reads a sheet and shows what using it would do. */
    read: async (file: File): Promise<void> => {
      show();
      reading.abort();
      reading = new AbortController();
      const { signal } = reading;
      begin({ reading: true });
      try {
        if (file.size === 0) throw sizeFailure(`${file.name} is empty.`, 'Choose another sheet.');
        if (file.size > MOST_BYTES) throw sizeFailure(`${file.name} is larger than 256 MB.`, 'Choose the UCS list.');
        const offer = await offerFile(engine, file, signal);
        signal.throwIfAborted();
        change('ucs', { source: { name: file.name, offer } });
        await plan();
      } catch (thrown) {
        if (!signal.aborted) change('ucs', { reading: false, failure: failureOf(thrown) });
      }
    },
    /** Shows a file that was brought for something else as the UCS list that it is. @returns whether it is one */
    adopt: async (list: { readonly name: string; readonly offer: string }): Promise<boolean> => {
      try {
        const planned = await planOf(list, '');
        show();
        begin({ source: list, plan: planned });
        return true;
      } catch {
        return false;
      }
    },
    /** Shows what going back to the list that the product comes with would do. */
    planShipped: async (): Promise<void> => {
      show();
      reading.abort();
      begin({ source: 'shipped' });
      await plan();
    },
    /** Calls the list so; what that changes is shown. */
    callIt: async (version: string): Promise<void> => {
      const { plan: planned } = state().ucs;
      if (version === (planned?.to.version ?? '')) return;
      change('ucs', { version });
      await plan();
    },
    setMapLabels: (mapLabels: boolean): void => change('ucs', { mapLabels }),
    apply: async (): Promise<void> => {
      const { plan: planned, mapLabels } = state().ucs;
      if (planned === null) return;
      change('ucs', { applying: true, failure: null });
      try {
        const { version, relabelled } = await engine.ucs.apply({
          commandId: crypto.randomUUID(),
          planId: planned.id,
          mapLabels,
        });
        close();
        begin({});
        const brought = relabelled === 0 ? '' : ` ${countOf(relabelled, 'sound')} labelled as it says.`;
        tell({
          text: `UCS ${version} is in force.${brought}`,
          nextStep: null,
          isFailure: false,
          command: 'label.undo',
        });
        await refreshRows();
      } catch (thrown) {
        change('ucs', { applying: false });
        const failure = failureOf(thrown);
        if (failure.code === 'plan-outdated' || failure.code === 'plan-gone') await plan();
        // A plan that could be made anew is shown below.
        const { plan: anew } = state().ucs;
        const isAnew = anew !== null && anew.id !== planned.id;
        change('ucs', { failure: isAnew ? { ...failure, nextStep: 'Below is what it would do now.' } : failure });
      }
    },
    /** The list in force, as a file that can be imported again. */
    save: async (format: 'csv' | 'tsv'): Promise<void> => {
      const { version, subcategories } = ucsInForce();
      const lines = ucsSheetLines(subcategories, format === 'csv' ? ',' : '\t');
      const name = `UCS ${version.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '_')}.${format}`;
      try {
        if (await saveList(host, name, lines))
          tell({ text: `Exported ${countOf(subcategories.length, 'CatID')}.`, nextStep: null, isFailure: false });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
  };
}

const sizeFailure = (message: string, nextStep: string): SonothequeError =>
  new SonothequeError({ code: 'list-size', message, nextStep });
