import type { EngineClient } from '../../src-shared/contract/contract.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { LibraryRecord } from '../../src-shared/contract/libraries.ts';
import type { WindowHost } from '../../src-shared/contract/window-host.ts';
import type { BrowserState, JobsState, LibraryState, PlayerState } from '../features/index.ts';
import type { ThemeChoice } from './theme/theme-choice.ts';

/** Only one dialogue is open at a time. */
export type OpenDialogue =
  | { readonly kind: 'palette' | 'shortcuts' | 'folders' | 'category' }
  | { readonly kind: 'remove-library'; readonly library: LibraryRecord };

/** A line that tells and goes again. */
export type Notice = { readonly text: string; readonly nextStep: string | null; readonly isFailure: boolean };

export type ShellState = {
  readonly connection: 'connecting' | 'connected' | 'lost';
  /** Whether there is a desktop around the window that does what a browser can't. */
  readonly onDesktop: boolean;
  readonly theme: ThemeChoice;
  readonly dialogue: OpenDialogue | null;
  readonly notice: Notice | null;
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
};

/** What the actions of a feature work with. */
export type ActionContext = {
  readonly engine: EngineClient;
  readonly host: WindowHost | null;
  readonly state: () => AppState;
  readonly change: <Part extends keyof AppState>(part: Part, values: Partial<AppState[Part]>) => void;
  readonly tell: (notice: Notice | Failure) => void;
  readonly announce: (text: string) => void;
};
