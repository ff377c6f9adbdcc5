import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ListPlan } from '../../../src-shared/contract/label-lists.ts';

export type LabelListsState = {
  /** The list that is looked at; `null`: none was chosen yet. */
  readonly list: { readonly name: string; readonly offer: string } | null;
  readonly reading: boolean;
  /** Where relative paths begin; empty: nowhere in particular. */
  readonly soundsFolder: string;
  readonly plan: ListPlan | null;
  readonly applying: boolean;
  readonly failure: Failure | null;
};

export const initialLabelListsState: LabelListsState = {
  list: null,
  reading: false,
  soundsFolder: '',
  plan: null,
  applying: false,
  failure: null,
};
