import {
  initialBrowserState,
  initialEditsState,
  initialHistoryPart,
  initialJobsState,
  initialLibraryState,
  initialPlayerState,
  initialSessionState,
  initialSettingsState,
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
  session: initialSessionState,
  settings: initialSettingsState,
  history: initialHistoryPart,
  edits: initialEditsState,
});
