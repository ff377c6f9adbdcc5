import {
  initialBrowserState,
  initialCollectionsState,
  initialDuplicatesState,
  initialEditsState,
  initialHistoryPart,
  initialJobsState,
  initialLibraryState,
  initialPanelState,
  initialPlayerState,
  initialSearchesState,
  initialSessionState,
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
  panel: initialPanelState,
  searches: initialSearchesState,
  collections: initialCollectionsState,
  library: initialLibraryState,
  player: initialPlayerState,
  jobs: initialJobsState,
  session: initialSessionState,
  settings: initialSettingsState,
  history: initialHistoryPart,
  edits: initialEditsState,
  similar: initialSimilarState,
  duplicates: initialDuplicatesState,
});
