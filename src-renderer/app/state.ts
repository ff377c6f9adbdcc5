import type { BackupRecord } from '../../src-shared/contract/catalogue.ts';
import type { CollectionRecord } from '../../src-shared/contract/collections.ts';
import type { EngineClient } from '../../src-shared/contract/contract.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { LibraryRecord } from '../../src-shared/contract/libraries.ts';
import type { ModelVersionRecord } from '../../src-shared/contract/models.ts';
import type { SavedSearchRecord } from '../../src-shared/contract/searches.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import type { TrainingRun } from '../../src-shared/contract/training.ts';
import type { WindowHost } from '../../src-shared/contract/window-host.ts';
import type {
  BrowserState,
  CollectionsState,
  DuplicatesState,
  EditsState,
  EvaluationState,
  HistoryPart,
  JobsState,
  LabelListsState,
  LibraryState,
  MapState,
  PanelState,
  PlayerState,
  ReviewPart,
  SearchesState,
  SessionState,
  SettingsState,
  SimilarState,
  TrainingPart,
  UcsState,
} from '../features/index.ts';
import type { Bindings } from './commands/bindings.ts';
import type { ThemeChoice } from './theme/theme-choice.ts';

/** Pages of the settings. */
export type SettingsPart = 'person' | 'ucs' | 'folders' | 'look' | 'keys' | 'listening' | 'catalogue';

/** What takes the window, but for the review, whose own part says that it is open. */
export type Room = 'browser' | 'map' | 'training' | 'evaluation';

/** Only one dialogue is open at a time. */
export type OpenDialogue =
  | {
      readonly kind: 'palette' | 'shortcuts' | 'folders' | 'category' | 'history' | 'replace' | 'staged' | 'duplicates';
    }
  | { readonly kind: 'send' | 'send-log' | 'about' | 'import-labels' | 'ucs-list' | 'bulk' }
  | { readonly kind: 'settings'; readonly part: SettingsPart }
  | { readonly kind: 'save-search' | 'add-to-collection' }
  | { readonly kind: 'rename-search'; readonly search: SavedSearchRecord }
  | { readonly kind: 'collection'; readonly collection: CollectionRecord | null; readonly addSelected: boolean }
  | { readonly kind: 'map-collection'; readonly isShown: boolean }
  | { readonly kind: 'restore'; readonly backup: BackupRecord }
  | { readonly kind: 'remove-library'; readonly library: LibraryRecord }
  | { readonly kind: 'paste-configuration' | 'add-label-list' | 'import-version' }
  | { readonly kind: 'remove-run'; readonly run: TrainingRun }
  | {
      readonly kind: 'activate-version' | 'rename-version' | 'export-version' | 'remove-version';
      readonly version: ModelVersionRecord;
    };

/** A line that tells and goes again. */
export type Notice = {
  readonly number: number;
  readonly text: string;
  readonly nextStep: string | null;
  readonly isFailure: boolean;
  /** Id of a command that it offers: to take back what it tells of. */
  readonly command?: string;
};

export type ShellState = {
  readonly connection: 'connecting' | 'connected' | 'lost';
  /** Whether there is a desktop around the window that does what a browser can't. */
  readonly onDesktop: boolean;
  readonly theme: ThemeChoice;
  readonly room: Room;
  readonly dialogue: OpenDialogue | null;
  /** The newest last. */
  readonly notices: readonly Notice[];
  /** Keys that differ from those a command comes with. */
  readonly bindings: Bindings;
  /** Folders are held over the window and may be dropped. */
  readonly dropping: boolean;
  /** For screen readers only. */
  readonly announcement: string;
  /** Grows when another UCS list comes into force. */
  readonly ucsList: number;
};

/** Everything the window shows, one part a feature. */
export type AppState = {
  readonly shell: ShellState;
  readonly browser: BrowserState;
  readonly panel: PanelState;
  readonly searches: SearchesState;
  readonly collections: CollectionsState;
  readonly library: LibraryState;
  readonly map: MapState;
  readonly player: PlayerState;
  readonly jobs: JobsState;
  readonly session: SessionState;
  readonly settings: SettingsState;
  readonly history: HistoryPart;
  readonly edits: EditsState;
  readonly similar: SimilarState;
  readonly duplicates: DuplicatesState;
  readonly evaluation: EvaluationState;
  readonly review: ReviewPart;
  readonly labelLists: LabelListsState;
  readonly ucs: UcsState;
  readonly training: TrainingPart;
};

/** What the actions of a feature work with. */
export type ActionContext = {
  readonly engine: EngineClient;
  readonly host: WindowHost | null;
  readonly state: () => AppState;
  readonly change: <Part extends keyof AppState>(part: Part, values: Partial<AppState[Part]>) => void;
  /** Sets what a person prefers, for every window on the catalogue. */
  readonly prefer: (values: Partial<Settings>) => Promise<void>;
  readonly tell: (notice: Omit<Notice, 'number'> | Failure) => void;
  readonly announce: (text: string) => void;
};
