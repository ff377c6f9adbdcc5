import type { Settings } from '../../src-shared/contract/settings.ts';
import {
  createBrowserActions,
  createCollectionsActions,
  createDuplicateActions,
  createEditsActions,
  createHistoryActions,
  createInspectorActions,
  createJobsActions,
  createLibraryActions,
  createPanelActions,
  createPerform,
  createPlayerActions,
  createSearchesActions,
  createSessionActions,
  createSettingsActions,
  createSimilarActions,
  createSimilarSearch,
} from '../features/index.ts';
import {
  type Bindings,
  fromShortcuts,
  keptBindings,
  keysOf,
  toShortcuts,
  withBinding,
  withoutBinding,
} from './commands/bindings.ts';
import { command } from './commands/commands.ts';
import { type KeyName, keyWords } from './commands/keys.ts';
import { failureOf } from './failure-of.ts';
import type { Notices } from './notices.ts';
import type { ActionContext, OpenDialogue } from './state.ts';
import { applyTheme, nextTheme, type ThemeChoice } from './theme/theme-choice.ts';

function createShellActions({ engine, state, change, tell }: ActionContext, notices: Notices) {
  let saving = 0;

  /** The choice is the person's: other windows follow it. What this one keeps too is only for a quiet start. */
  async function save(values: { theme?: ThemeChoice; shortcuts?: Settings['shortcuts'] }): Promise<void> {
    saving += 1;
    try {
      await engine.settings.set(values);
    } catch (thrown) {
      tell(failureOf(thrown));
    }
    saving -= 1;
  }

  function showTheme(theme: ThemeChoice): void {
    applyTheme(theme);
    change('shell', { theme });
  }

  function setTheme(theme: ThemeChoice): void {
    showTheme(theme);
    void save({ theme });
  }

  function showBindings(bindings: Bindings): void {
    keptBindings.write(bindings);
    change('shell', { bindings });
  }

  function setBindings(bindings: Bindings): void {
    showBindings(bindings);
    void save({ shortcuts: toShortcuts(bindings) });
  }

  return {
    open: (dialogue: OpenDialogue): void => change('shell', { dialogue }),
    closeDialogue: (): void => change('shell', { dialogue: null }),
    setTheme,
    /** What was chosen, here before or in another window; not while a choice of this one is on its way. */
    receiveSettings: ({ theme, shortcuts }: Settings): void => {
      if (saving > 0) return;
      if (theme !== state().shell.theme) showTheme(theme);
      if (JSON.stringify(shortcuts) !== JSON.stringify(toShortcuts(state().shell.bindings)))
        showBindings(fromShortcuts(shortcuts));
    },
    switchTheme: (): void => setTheme(nextTheme(state().shell.theme)),
    /** Gives a command one key, taken from whichever had it. */
    bind: (id: string, key: KeyName): void => setBindings(withBinding(state().shell.bindings, id, key)),
    unbind: (id: string): void => setBindings(withoutBinding(state().shell.bindings, id)),
    unbindAll: (): void => setBindings({}),
    /** A browser keeps to itself where a dropped folder lies. */
    explainDrop: (): void => {
      tell({
        text: 'A browser does not tell where a dropped folder lies.',
        nextStep: 'Choose it in the list that is open now, or type its path.',
        isFailure: false,
      });
      change('shell', { dialogue: { kind: 'folders' } });
    },
    dismissNotice: notices.dismiss,
    keepNotice: notices.keep,
    setDropping: (dropping: boolean): void => change('shell', { dropping }),
  };
}

/** Everything that can be done in the window. */
export function createActions(context: ActionContext, notices: Notices, audio: HTMLAudioElement) {
  const similarSearch = createSimilarSearch(context);
  const browser = createBrowserActions(context, similarSearch);
  const history = createHistoryActions(context, browser);
  const perform = createPerform(context, { ...browser, ...history });
  const player = createPlayerActions(context, audio);
  return {
    shell: createShellActions(context, notices),
    browser,
    panel: createPanelActions(context, browser),
    searches: createSearchesActions(context, browser),
    collections: createCollectionsActions(context, browser),
    library: createLibraryActions(context, browser),
    player,
    similar: createSimilarActions(context, browser, player),
    duplicates: createDuplicateActions(context, player),
    inspector: createInspectorActions(context, perform),
    edits: createEditsActions(context, perform),
    history,
    jobs: createJobsActions(context),
    session: createSessionActions(context, browser, () => {
      const [key = ''] = keysOf(command('session.log'), context.state().shell.bindings);
      return keyWords(key);
    }),
    settings: createSettingsActions(context),
  };
}

export type Actions = ReturnType<typeof createActions>;
