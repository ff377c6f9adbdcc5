import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import type { Actions } from './actions.ts';
import type { AppState } from './state.ts';

/** The running window: what it knows and what can be done in it. */
export type App = { readonly store: StoreApi<AppState>; readonly actions: Actions };

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('This component stands outside of the window.');
  return app;
}

/** A part of the state; the component is drawn again when it changes. */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  return useStore(useApp().store, select);
}

export const useActions = (): Actions => useApp().actions;
