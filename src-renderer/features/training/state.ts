import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { RunEstimate, TrainableLibrary, TrainingRun } from '../../../src-shared/contract/training.ts';
import type { EmbeddingComparison } from '../../../src-shared/evaluation/index.ts';
import type { TrainingStep } from '../../../src-shared/training/index.ts';
import { emptyDraft, type TrainingDraft } from './draft.ts';

/** The three parts of the training lab. */
export type LabPart = 'new' | 'runs' | 'versions';

/** What a draft would cost here. */
export type Estimating =
  | { readonly kind: 'none' }
  | { readonly kind: 'measuring'; readonly sentence: string }
  /** `of`: a draft that was changed since is another. */
  | { readonly kind: 'done'; readonly estimate: RunEstimate; readonly of: TrainingDraft }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly of: TrainingDraft };

/** A run under way, beside what is kept of it. */
export type LiveSteps = {
  readonly runId: string;
  readonly last: TrainingStep | null;
  /** Smoothed losses of the steps that this window has seen, thinned out. */
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
};

/** Two versions on the same sounds. */
export type Comparing =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly sentence: string }
  | {
      readonly kind: 'done';
      readonly rows: readonly EmbeddingComparison[];
      /** Of the sounds that a run held back; else of a share of all that are labelled. */
      readonly isHeldBack: boolean;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type TrainingPart = {
  readonly part: LabPart;
  readonly draft: TrainingDraft;
  /** Mistakes are told once a person tried to go on; a wrong number is told at once. */
  readonly showsMistakes: boolean;
  /** `null` before the first answer. */
  readonly libraries: readonly TrainableLibrary[] | null;
  readonly librariesFailure: Failure | null;
  readonly estimating: Estimating;
  readonly isStarting: boolean;
  readonly startFailure: Failure | null;
  /** Newest first; `null` before the first answer. */
  readonly runs: readonly TrainingRun[] | null;
  readonly runsFailure: Failure | null;
  readonly chosenRun: string | null;
  readonly live: LiveSteps | null;
  /** `null` before the first answer. */
  readonly versions: readonly ModelVersionRecord[] | null;
  readonly chosenVersion: ModelVersionId | null;
  /** The version that the chosen one is compared with. */
  readonly comparedWith: ModelVersionId | null;
  readonly comparison: Comparing;
  /** A version is being written to a file, read from one, activated or rolled back. */
  readonly busyWith: string | null;
};

export const initialTrainingPart: TrainingPart = {
  part: 'new',
  draft: emptyDraft,
  showsMistakes: false,
  libraries: null,
  librariesFailure: null,
  estimating: { kind: 'none' },
  isStarting: false,
  startFailure: null,
  runs: null,
  runsFailure: null,
  chosenRun: null,
  live: null,
  versions: null,
  chosenVersion: null,
  comparedWith: null,
  comparison: { kind: 'none' },
  busyWith: null,
};

/** The run on show: the chosen one, else the newest. */
export const runOnShow = ({ runs, chosenRun }: TrainingPart): TrainingRun | undefined =>
  runs?.find(({ id }) => id === chosenRun) ?? runs?.[0];

/** The version on show: the chosen one, else the one in use. */
export const versionOnShow = ({ versions, chosenVersion }: TrainingPart): ModelVersionRecord | undefined =>
  versions?.find(({ id }) => id === chosenVersion) ?? versions?.find(({ active }) => active) ?? versions?.[0];

export const activeVersion = ({ versions }: TrainingPart): ModelVersionRecord | undefined =>
  versions?.find(({ active }) => active);
