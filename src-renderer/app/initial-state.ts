import {
  initialBrowserState,
  initialDuplicatesState,
  initialJobsState,
  initialLibraryState,
  initialPlayerState,
  initialSettingsState,
  initialSimilarState,
} from '../features/index.ts';
import type { AppState } from './state.ts';
import type { ThemeChoice } from './theme/theme-choice.ts';

export const initialState = (theme: ThemeChoice): AppState => ({
  shell: {
    connection: 'connecting',
    onDesktop: false,
    theme,
    dialogue: null,
    notices: [],
    bindings: {},
    dropping: false,
    announcement: '',
  },
  browser: initialBrowserState,
  library: initialLibraryState,
  player: initialPlayerState,
  jobs: initialJobsState,
  settings: initialSettingsState,
  similar: initialSimilarState,
  duplicates: initialDuplicatesState,
});
