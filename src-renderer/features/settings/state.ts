import type { CacheFacts, EncoderInUse, EngineFacts, Finding } from '../../../src-shared/contract/app.ts';
import type { BackupRecord } from '../../../src-shared/contract/catalogue.ts';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { Licence } from '../../../src-shared/contract/licences.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import type { UpdateAnswer } from '../../../src-shared/contract/window-host.ts';

/** What the settings show of the engine; `null` until it has answered. */
export type SettingsState = {
  readonly facts: EngineFacts | null;
  /** `null` before anything was listened to. */
  readonly encoder: EncoderInUse | null;
  readonly findings: readonly Finding[];
  /** Whether the engine still looks at what it leans on. */
  readonly examining: boolean;
  /** One is being made; it may take the place of another of today. */
  readonly backingUp: boolean;
  readonly backups: readonly BackupRecord[] | null;
  /** What was set; `null` until the engine has told. */
  readonly settings: Settings | null;
  readonly cache: CacheFacts | null;
  readonly licences: readonly Licence[] | null;
  /** What a check for a newer version gave last. */
  readonly update: UpdateAnswer | 'asking' | null;
  readonly failure: Failure | null;
};

export const initialSettingsState: SettingsState = {
  facts: null,
  encoder: null,
  findings: [],
  examining: false,
  backingUp: false,
  backups: null,
  settings: null,
  cache: null,
  licences: null,
  update: null,
  failure: null,
};
