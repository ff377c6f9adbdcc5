import type { BackupRecord } from '../../src-shared/contract/catalogue.ts';
import type { EngineClient } from '../../src-shared/contract/contract.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { LibraryRecord } from '../../src-shared/contract/libraries.ts';
import type { WindowHost } from '../../src-shared/contract/window-host.ts';
import type {
  BrowserState,
  DuplicatesState,
  JobsState,
  LibraryState,
  PlayerState,
  SettingsState,
  SimilarState,
} from '../features/index.ts';
import type { Bindings } from './commands/bindings.ts';
import type { ThemeChoice } from './theme/theme-choice.ts';

/** Pages of the settings. */
export type SettingsPart = 'look' | 'keys' | 'listening' | 'catalogue';

/** Only one dialogue is open at a time. */
export type OpenDialogue =
  | { readonly kind: 'palette' | 'shortcuts' | 'folders' | 'category' }
  | { readonly kind: 'duplicates' }
  | { readonly kind: 'settings'; readonly part: SettingsPart }
  | { readonly kind: 'restore'; readonly backup: BackupRecord }
  | { readonly kind: 'remove-library'; readonly library: LibraryRecord };

/** A line that tells and goes again. */
export type Notice = {
  readonly number: number;
  readonly text: string;
  readonly nextStep: string | null;
  readonly isFailure: boolean;
};

export type ShellState = {
  readonly connection: 'connecting' | 'connected' | 'lost';
  /** Whether there is a desktop around the window that does what a browser can't. */
  readonly onDesktop: boolean;
  readonly theme: ThemeChoice;
  readonly dialogue: OpenDialogue | null;
  /** The newest last. */
  readonly notices: readonly Notice[];
  /** Keys that differ from those a command comes with. */
  readonly bindings: Bindings;
  /** Folders are held over the window and may be dropped. */
  readonly dropping: boolean;
  /** For screen readers only. */
  readonly announcement: string;
};

/** Everything the window shows, one part a feature. */
export type AppState = {
  readonly shell: ShellState;
  readonly browser: BrowserState;
  readonly library: LibraryState;
  readonly player: PlayerState;
  readonly jobs: JobsState;
  readonly settings: SettingsState;
  readonly similar: SimilarState;
  readonly duplicates: DuplicatesState;
};

/** What the actions of a feature work with. */
export type ActionContext = {
  readonly engine: EngineClient;
  readonly host: WindowHost | null;
  readonly state: () => AppState;
  readonly change: <Part extends keyof AppState>(part: Part, values: Partial<AppState[Part]>) => void;
  readonly tell: (notice: Omit<Notice, 'number'> | Failure) => void;
  readonly announce: (text: string) => void;
};
