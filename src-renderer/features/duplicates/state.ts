import type { DuplicateGroup, DuplicateProgress } from '../../../src-shared/contract/duplicates.ts';
import type { Failure } from '../../../src-shared/contract/failures.ts';

export type DuplicatesState = {
  /** While one looks for them. */
  readonly progress: DuplicateProgress | null;
  /** `null` before the first answer. */
  readonly groups: readonly DuplicateGroup[] | null;
  /** All there are to decide or decided, also those that are not here yet. */
  readonly total: number;
  /** The group on show. */
  readonly group: number;
  /** The sound that is pointed at: 0 stands for the group, then its members. */
  readonly row: number;
  readonly failure: Failure | null;
};

export const initialDuplicatesState: DuplicatesState = {
  progress: null,
  groups: null,
  total: 0,
  group: 0,
  row: 1,
  failure: null,
};
