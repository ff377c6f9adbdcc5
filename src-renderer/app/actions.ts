import type { Settings } from '../../src-shared/contract/settings.ts';
import {
  createBrowserActions,
  createCollectionsActions,
  createDuplicateActions,
  createEditsActions,
  createEvaluationActions,
  createHistoryActions,
  createInspectorActions,
  createJobsActions,
  createLabelListActions,
  createLibraryActions,
  createMapActions,
  createPanelActions,
  createPerform,
  createPlayerActions,
  createReviewActions,
  createSearchesActions,
  createSessionActions,
  createSettingsActions,
  createSimilarActions,
  createSimilarSearch,
  createTrainingActions,
  createUcsActions,
} from '../features/index.ts';
import { type Bindings, fromShortcuts, keysOf, toShortcuts, withBinding, withoutBinding } from './commands/bindings.ts';
import { command } from './commands/commands.ts';
import { type KeyName, keyWords } from './commands/keys.ts';
import type { Notices } from './notices.ts';
import type { ActionContext, OpenDialogue, Room } from './state.ts';
import { applyTheme, nextTheme, type ThemeChoice } from './theme/theme-choice.ts';

function createShellActions({ state, change, tell, prefer }: ActionContext, notices: Notices, leaveReview: () => void) {
  const setTheme = (theme: ThemeChoice): void => void prefer({ theme });
  const setBindings = (bindings: Bindings): void => void prefer({ shortcuts: toShortcuts(bindings) });

  return {
    open: (dialogue: OpenDialogue): void => change('shell', { dialogue }),
    closeDialogue: (): void => change('shell', { dialogue: null }),
    enter: (room: Room): void => {
      if (state().review.isOpen) leaveReview();
      change('shell', { room });
    },
    setTheme,
    receiveSettings: ({ theme, shortcuts }: Settings): void => {
      if (theme !== state().shell.theme) {
        applyTheme(theme);
        change('shell', { theme });
      }
      if (JSON.stringify(shortcuts) !== JSON.stringify(toShortcuts(state().shell.bindings)))
        change('shell', { bindings: fromShortcuts(shortcuts) });
    },
    switchTheme: (): void => setTheme(nextTheme(state().shell.theme)),
    /** Gives a command one key, taken from whichever had it. */
    bind: (id: string, key: KeyName): void => setBindings(withBinding(state().shell.bindings, id, key)),
    unbind: (id: string): void => setBindings(withoutBinding(state().shell.bindings, id)),
    unbindAll: (): void => setBindings({}),
    /** A browser keeps to itself where a dropped folder lies. */
    explainDrop: (isFolder: boolean): void => {
      tell({
        text: isFolder
          ? 'A browser does not tell where a dropped folder lies.'
          : 'One sound at a time can be compared; several are added with their folder.',
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
  const review = createReviewActions(context, { player, browser });
  const shell = createShellActions(context, notices, review.leave);
  const ucs = createUcsActions(context, browser);
  const collections = createCollectionsActions(context, browser);
  return {
    shell,
    browser,
    panel: createPanelActions(context, browser),
    searches: createSearchesActions(context, browser),
    collections,
    library: createLibraryActions(context, browser),
    player,
    map: createMapActions(context, perform, {
      audition: player.audition,
      showCollection: collections.show,
      enterBrowser: () => shell.enter('browser'),
    }),
    similar: createSimilarActions(context, browser, player),
    duplicates: createDuplicateActions(context, player),
    review,
    evaluation: createEvaluationActions(context, {
      showSounds: (ids, about) => {
        browser.showExactly({ ids, about });
        shell.enter('browser');
      },
    }),
    labelLists: createLabelListActions(context, browser, ucs),
    ucs,
    inspector: createInspectorActions(context, perform, player),
    edits: createEditsActions(context, perform),
    history,
    jobs: createJobsActions(context),
    session: createSessionActions(context, browser, () => {
      const [key = ''] = keysOf(command('session.log'), context.state().shell.bindings);
      return keyWords(key);
    }),
    training: createTrainingActions(context),
    settings: createSettingsActions(context),
    /** What is set, by this window or another. */
    receive: (settings: Settings): void => {
      const before = context.state().settings.settings;
      context.change('settings', { settings });
      shell.receiveSettings(settings);
      browser.receiveSettings(settings, before);
      player.receiveSettings(settings);
    },
  };
}

export type Actions = ReturnType<typeof createActions>;
