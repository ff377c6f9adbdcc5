import {
  createBrowserActions,
  createInspectorActions,
  createJobsActions,
  createLibraryActions,
  createPlayerActions,
} from '../features/index.ts';
import type { ActionContext, OpenDialogue } from './state.ts';
import { applyTheme, nextTheme } from './theme/theme-choice.ts';

function createShellActions({ state, change }: ActionContext) {
  return {
    open: (dialogue: OpenDialogue): void => change('shell', { dialogue }),
    closeDialogue: (): void => change('shell', { dialogue: null }),
    switchTheme: (): void => {
      const theme = nextTheme(state().shell.theme);
      applyTheme(theme);
      change('shell', { theme });
    },
    dismissNotice: (): void => change('shell', { notice: null }),
  };
}

/** Everything that can be done in the window. */
export function createActions(context: ActionContext, audio: HTMLAudioElement) {
  const browser = createBrowserActions(context);
  return {
    shell: createShellActions(context),
    browser,
    library: createLibraryActions(context),
    player: createPlayerActions(context, audio),
    inspector: createInspectorActions(context, { soundsChanged: browser.soundsChanged }),
    jobs: createJobsActions(context),
  };
}

export type Actions = ReturnType<typeof createActions>;
