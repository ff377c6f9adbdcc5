import {
  createBrowserActions,
  createDuplicateActions,
  createInspectorActions,
  createJobsActions,
  createLibraryActions,
  createPlayerActions,
  createSettingsActions,
  createSimilarActions,
  createSimilarSearch,
} from '../features/index.ts';
import { type Bindings, keptBindings, withBinding, withoutBinding } from './commands/bindings.ts';
import type { KeyName } from './commands/keys.ts';
import type { Notices } from './notices.ts';
import type { ActionContext, OpenDialogue } from './state.ts';
import { applyTheme, nextTheme, type ThemeChoice } from './theme/theme-choice.ts';

function createShellActions({ state, change }: ActionContext, notices: Notices) {
  function setTheme(theme: ThemeChoice): void {
    applyTheme(theme);
    change('shell', { theme });
  }

  function setBindings(bindings: Bindings): void {
    keptBindings.write(bindings);
    change('shell', { bindings });
  }

  return {
    open: (dialogue: OpenDialogue): void => change('shell', { dialogue }),
    closeDialogue: (): void => change('shell', { dialogue: null }),
    setTheme,
    switchTheme: (): void => setTheme(nextTheme(state().shell.theme)),
    /** Gives a command one key, taken from whichever had it. */
    bind: (id: string, key: KeyName): void => setBindings(withBinding(state().shell.bindings, id, key)),
    unbind: (id: string): void => setBindings(withoutBinding(state().shell.bindings, id)),
    unbindAll: (): void => setBindings({}),
    dismissNotice: notices.dismiss,
    keepNotice: notices.keep,
    setDropping: (dropping: boolean): void => change('shell', { dropping }),
  };
}

/** Everything that can be done in the window. */
export function createActions(context: ActionContext, notices: Notices, audio: HTMLAudioElement) {
  const similarSearch = createSimilarSearch(context);
  const browser = createBrowserActions(context, similarSearch);
  const player = createPlayerActions(context, audio);
  return {
    shell: createShellActions(context, notices),
    browser,
    library: createLibraryActions(context),
    player,
    similar: createSimilarActions(context, browser, player),
    duplicates: createDuplicateActions(context, player),
    inspector: createInspectorActions(context, browser),
    jobs: createJobsActions(context),
    settings: createSettingsActions(context),
  };
}

export type Actions = ReturnType<typeof createActions>;
