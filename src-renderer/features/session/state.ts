import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ReaperFacts, SessionSend } from '../../../src-shared/contract/session.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';

/** How sounds are sent; the last choice is kept with the catalogue. */
export type SendOptions = Settings['send'];

export type SessionState = {
  /** `null` until the engine has said what was chosen last. */
  readonly options: SendOptions | null;
  readonly reaper: ReaperFacts | null;
  /** Folders that were sent to before, or that lie where the one that is typed does. */
  readonly folders: readonly string[];
  /** What the first files would be called, or why not. */
  readonly names: readonly string[];
  readonly namesFailure: Failure | null;
  /** A send that is under way. */
  readonly running: { readonly place: number; readonly total: number; readonly done: number } | null;
  /** Newest first; `null` until it was asked for. */
  readonly history: readonly SessionSend[] | null;
};

export const initialSessionState: SessionState = {
  options: null,
  reaper: null,
  folders: [],
  names: [],
  namesFailure: null,
  running: null,
  history: null,
};
