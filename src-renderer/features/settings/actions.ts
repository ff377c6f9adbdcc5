import type { BackupRecord } from '../../../src-shared/contract/catalogue.ts';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { UpdateAnswer } from '../../../src-shared/contract/window-host.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';

/** What the settings ask of the engine. */
export function createSettingsActions({ engine, host, state, change, tell, prefer }: ActionContext) {
  async function loadBackups(): Promise<void> {
    try {
      change('settings', { backups: await engine.catalogue.backups() });
    } catch (thrown) {
      change('settings', { failure: failureOf(thrown) });
    }
  }

  async function examine(): Promise<void> {
    if (state().settings.examining) return;
    change('settings', { examining: true, findings: [] });
    try {
      for await (const finding of await engine.app.examine())
        change('settings', { findings: [...state().settings.findings, finding] });
    } catch (thrown) {
      change('settings', { failure: failureOf(thrown) });
    }
    change('settings', { examining: false });
  }

  async function checkForUpdates(): Promise<UpdateAnswer | null> {
    if (host === null || state().settings.update === 'asking') return null;
    change('settings', { update: 'asking' });
    const update = await host.checkForUpdates();
    change('settings', { update });
    return update;
  }

  return {
    checkForUpdates: async (): Promise<void> => void (await checkForUpdates()),
    /** As the window opens: goes to the net only where a person has switched it on, and speaks up only with news. */
    checkIfWanted: async (): Promise<void> => {
      if (state().settings.settings?.checkForUpdates !== true) return;
      const update = await checkForUpdates();
      if (update?.kind === 'newer')
        tell({
          text: `Sonotheque ${update.version} is there.`,
          nextStep: `It lies at ${update.page}`,
          isFailure: false,
        });
    },
    examine,
    set: prefer,
    /** Whether changes in a library's folder are noticed by themselves. */
    setWatched: (id: LibraryId, watched: boolean): Promise<void> => {
      const others = (state().settings.settings?.unwatchedLibraries ?? []).filter((other) => other !== id);
      return prefer({ unwatchedLibraries: watched ? others : [...others, id] });
    },
    loadCache: async (): Promise<void> => {
      try {
        change('settings', { cache: await engine.app.cache() });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    clearCache: async (): Promise<void> => {
      try {
        change('settings', { cache: await engine.app.clearCache() });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    loadLicences: async (): Promise<void> => {
      if (state().settings.licences !== null) return;
      try {
        change('settings', { licences: await engine.app.licences() });
      } catch (thrown) {
        change('settings', { failure: failureOf(thrown) });
      }
    },
    load: async (): Promise<void> => {
      change('settings', { failure: null });
      void loadBackups();
      try {
        const [facts, encoder] = await Promise.all([engine.app.facts(), engine.app.encoder()]);
        change('settings', { facts, encoder });
      } catch (thrown) {
        change('settings', { failure: failureOf(thrown) });
      }
    },
    backUp: async (): Promise<void> => {
      change('settings', { backingUp: true });
      try {
        const { labels } = await engine.catalogue.backUp();
        tell({ text: `Backed up, with ${countOf(labels, 'label')}.`, nextStep: null, isFailure: false });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
      await loadBackups();
      change('settings', { backingUp: false });
    },
    restore: async ({ file }: BackupRecord): Promise<void> => {
      change('shell', { dialogue: null });
      try {
        const { setAside } = await engine.catalogue.restore({ file });
        tell({
          text: 'The backup is in use now.',
          nextStep: setAside === null ? null : `What was there before lies in ${setAside}.`,
          isFailure: false,
        });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
      await loadBackups();
    },
  };
}
