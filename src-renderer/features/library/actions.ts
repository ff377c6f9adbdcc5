import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { type Narrowing, narrowed } from '../browser/sound-query.ts';

/** Which folders are known, and bringing more in. */
export function createLibraryActions(
  { engine, host, state, change, tell }: ActionContext,
  { narrow }: { readonly narrow: (narrowing: Narrowing) => void },
) {
  async function refresh(): Promise<void> {
    try {
      const libraries = await engine.libraries.list(undefined, { context: { unasked: true } });
      change('library', { libraries, failure: null });
    } catch (thrown) {
      change('library', { failure: failureOf(thrown) });
    }
  }

  async function index(folders: readonly string[]): Promise<void> {
    if (folders.length === 0) return;
    try {
      const job = await engine.libraries.index({ folders: [...folders] });
      change('jobs', { byId: new Map(state().jobs.byId).set(job.id, job) });
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  /** @returns whether the folder could be read */
  async function browse(path: string | null): Promise<boolean> {
    try {
      const listing = await engine.folders.list({ path });
      change('library', { listing, listingFailure: null });
      return true;
    } catch (thrown) {
      change('library', { listingFailure: failureOf(thrown) });
      return false;
    }
  }

  return {
    refresh,
    index,
    /** A person is back at the window: folders that don't tell of changes are looked through. */
    lookAgain: async (): Promise<void> => {
      try {
        await engine.libraries.lookAgain(undefined, { context: { unasked: true } });
      } catch {
        // The line is gone: whoever opens the catalogue next looks through them anyway.
      }
    },
    /** Whether folders that were away are there again: those that are get looked through. */
    lookForAway: async (): Promise<void> => {
      const away = (libraries: readonly LibraryRecord[] | null) =>
        libraries?.filter(({ connected }) => !connected) ?? [];
      const before = away(state().library.libraries);
      await refresh();
      const still = new Set(away(state().library.libraries).map(({ id }) => id));
      const back = before.filter(({ id }) => !still.has(id));
      if (back.length > 0) await index(back.map(({ path }) => path));
      const first = before.find(({ id }) => still.has(id));
      if (first !== undefined)
        tell({
          text: `${first.name} is still not there.`,
          nextStep: 'Connect its drive, or find its folder where it lies now.',
          isFailure: false,
        });
    },
    /** By the system's own dialogue where there is one, else by ours. */
    addFolder: async (): Promise<void> => {
      if (host === null) change('shell', { dialogue: { kind: 'folders' } });
      else await index(await host.chooseFolders());
    },
    tryStarterSounds: async (): Promise<void> => {
      try {
        const { path } = await engine.libraries.starter();
        await index([path]);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    indexAllAgain: (): Promise<void> =>
      index((state().library.libraries ?? []).filter(({ connected }) => connected).map(({ path }) => path)),
    remove: async (library: LibraryRecord): Promise<void> => {
      change('shell', { dialogue: null });
      try {
        await engine.libraries.remove({ id: library.id });
        const { narrowing } = state().browser.query;
        if (narrowing.folder?.libraryId === library.id) narrow(narrowed(narrowing, { folder: undefined }));
        tell({
          text: `${library.name} is no longer in the catalogue. Its files are untouched.`,
          nextStep: 'Add its folder again to bring its sounds and labels back.',
          isFailure: false,
        });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
      await refresh();
    },
    /** Shows a folder in the chooser; where it can't be, the place of before stays. */
    browse,
    /** Adds a folder that was chosen in our own dialogue; one that can't be read leaves the dialogue open, with the reason. */
    addTyped: async (path: string): Promise<void> => {
      if (!(await browse(path))) return;
      change('shell', { dialogue: null });
      await index([path]);
    },
  };
}
