import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { UcsPlan } from '../../../src-shared/contract/ucs.ts';

/** The sheet that is looked at, or the list that the product comes with. */
export type UcsSource = { readonly name: string; readonly offer: string } | 'shipped';

export type UcsState = {
  /** Whether the engine has said which list is in force. */
  readonly isKnown: boolean;
  /** `null`: none was chosen yet. */
  readonly source: UcsSource | null;
  /** What a person calls the list; empty: what the sheet's name says. */
  readonly version: string;
  readonly mapLabels: boolean;
  readonly reading: boolean;
  readonly plan: UcsPlan | null;
  readonly applying: boolean;
  readonly failure: Failure | null;
  /** Where closing leads to. */
  readonly cameFromSettings: boolean;
};

export const initialUcsState: UcsState = {
  isKnown: false,
  source: null,
  version: '',
  mapLabels: true,
  reading: false,
  plan: null,
  applying: false,
  failure: null,
  cameFromSettings: false,
};
