import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { TrainableLibrary } from '../../../src-shared/contract/training.ts';
import type {
  EmbeddingComparison,
  EmbeddingEvaluation,
  EmbeddingEvaluationSummary,
} from '../../../src-shared/evaluation/index.ts';

/** What is to be evaluated, as a person chose it. */
export type EvaluationChoice = {
  /** `null`: the one in use. */
  readonly modelVersion: string | null;
  /** Whose figures stand beside; `null`: none. */
  readonly against: string | null;
  /** `null`: all with labels. */
  readonly libraryIds: readonly number[] | null;
  readonly k: number;
  readonly metric: 'euclidean' | 'cosine';
  /** Share of the sounds that is scored by the others; 0: all of them, each without itself. */
  readonly heldBack: number;
};

export type ShownEvaluation = { readonly id: string; readonly evaluation: EmbeddingEvaluation };

export type MatrixView = {
  /** `null`: all datasets. */
  readonly dataset: string | null;
  readonly order: 'confused' | 'name';
  readonly shareOf: 'row' | 'column';
  readonly zoom: number;
  /** The cell that the keyboard is at. */
  readonly row: number;
  readonly column: number;
};

export type EvaluationState = {
  readonly versions: readonly ModelVersionRecord[] | null;
  readonly libraries: readonly TrainableLibrary[] | null;
  /** Kept ones, newest first; `null` before the first answer. */
  readonly kept: readonly EmbeddingEvaluationSummary[] | null;
  readonly choice: EvaluationChoice;
  /** Jobs that this window waits for. */
  readonly jobId: string | null;
  readonly isWorking: boolean;
  readonly shown: ShownEvaluation | null;
  readonly before: ShownEvaluation | null;
  readonly comparison: readonly EmbeddingComparison[] | null;
  readonly matrix: MatrixView;
  readonly failure: Failure | null;
};

export const initialMatrix: MatrixView = {
  dataset: null,
  order: 'confused',
  shareOf: 'row',
  zoom: 1,
  row: 0,
  column: 0,
};

export const initialEvaluationState: EvaluationState = {
  versions: null,
  libraries: null,
  kept: null,
  choice: { modelVersion: null, against: null, libraryIds: null, k: 5, metric: 'euclidean', heldBack: 0 },
  jobId: null,
  isWorking: false,
  shown: null,
  before: null,
  comparison: null,
  matrix: initialMatrix,
  failure: null,
};
