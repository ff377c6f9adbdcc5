import { initialBrowserState, initialJobsState, initialLibraryState, initialPlayerState } from '../features/index.ts';
import type { AppState } from './state.ts';
import type { ThemeChoice } from './theme/theme-choice.ts';

export const initialState = (theme: ThemeChoice): AppState => ({
  shell: { connection: 'connecting', onDesktop: false, theme, dialogue: null, notice: null, announcement: '' },
  browser: initialBrowserState,
  library: initialLibraryState,
  player: initialPlayerState,
  jobs: initialJobsState,
});
