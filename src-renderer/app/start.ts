import { createStore } from 'zustand/vanilla';
import { putUcsListInForce, ucsInForce } from '../../src-shared/ucs/index.ts';
import { createActions } from './actions.ts';
import type { App } from './context.ts';
import { connectToEngine } from './engine/engine-client.ts';
import { follow } from './engine/follow.ts';
import { windowHost } from './engine/lines.ts';
import { initialState } from './initial-state.ts';
import { createNotices } from './notices.ts';
import { createPreferences } from './preferences.ts';
import type { ActionContext, AppState } from './state.ts';
import { applyTheme, storedTheme } from './theme/theme-choice.ts';

/** Puts the window together: store, connection, actions, and what the engine tells without being asked. */
export function startApp(): App {
  const theme = storedTheme();
  applyTheme(theme);
  const store = createStore<AppState>()(() => initialState(theme));
  const change: ActionContext['change'] = (part, values) =>
    store.setState((state) => ({ [part]: { ...state[part], ...values } }) as Partial<AppState>);
  const notices = createNotices({ state: store.getState, change });

  const engine = connectToEngine((connection) => change('shell', { connection }));
  const preferences = createPreferences({ engine, tell: notices.tell }, (settings) => actions.receive(settings));
  const context: ActionContext = {
    engine,
    prefer: preferences.prefer,
    host: windowHost(),
    state: store.getState,
    change,
    tell: notices.tell,
    announce: (announcement) => change('shell', { announcement }),
  };
  change('shell', { onDesktop: context.host !== null });
  const actions = createActions(context, notices, new Audio());
  const forever = new AbortController().signal;

  void follow(
    (signal) => engine.catalogue.watch(undefined, { signal, context: { unasked: true } }),
    () => {
      void actions.library.refresh();
      void actions.edits.count();
      void actions.searches.refresh();
      void actions.collections.refresh();
      actions.panel.follow();
      // The first search waits for the order that a person prefers: nothing is asked twice.
      if (store.getState().browser.results !== null) actions.browser.refreshSoon();
      else if (store.getState().settings.settings !== null) actions.browser.start();
      void actions.player.refreshMarkers();
    },
    forever,
  );
  void follow(
    (signal) => engine.jobs.watch(undefined, { signal, context: { unasked: true } }),
    (job) => {
      const known = store.getState().jobs.byId?.get(job.id);
      actions.jobs.receive(job);
      if (known?.state !== job.state) {
        void actions.library.refresh();
        actions.training.receiveJob(job);
      }
    },
    forever,
  );
  void follow(
    (signal) => engine.models.watch(undefined, { signal, context: { unasked: true } }),
    actions.training.receiveVersions,
    forever,
  );
  void follow(
    (signal) => engine.history.watch(undefined, { signal, context: { unasked: true } }),
    actions.history.receive,
    forever,
  );
  void follow(
    (signal) => engine.ucs.watch(undefined, { signal, context: { unasked: true } }),
    ({ isShipped, ...list }) => {
      const before = ucsInForce();
      putUcsListInForce(isShipped ? null : list);
      if (before !== ucsInForce()) change('shell', { ucsList: store.getState().shell.ucsList + 1 });
      change('ucs', { isKnown: true });
    },
    forever,
  );
  void follow(
    (signal) => engine.settings.watch(undefined, { signal, context: { unasked: true } }),
    (settings) => {
      const isFirst = store.getState().settings.settings === null;
      preferences.receive(settings);
      if (isFirst) void actions.settings.checkIfWanted();
      if (isFirst && store.getState().browser.results === null) actions.browser.start();
    },
    forever,
  );
  window.addEventListener('pagehide', () => void preferences.send());
  window.addEventListener('focus', () => void actions.library.lookAgain());
  store.subscribe((state, before) => {
    const { sound, cameBack } = state.browser.selection ?? {};
    // A review has the player for itself.
    if (sound && sound.id !== before.browser.selection?.sound?.id && !state.review.isOpen)
      actions.player.show(sound, actions.browser.besideChosen(), cameBack === true);
    if (state.library.libraries !== before.library.libraries || (sound && sound !== before.browser.selection?.sound))
      actions.player.lookAgain();
    if (state.browser.results !== null && state.browser.results.query !== before.browser.results?.query) {
      actions.panel.countSoon();
      actions.searches.noteShown();
    }
  });
  return { store, actions };
}
