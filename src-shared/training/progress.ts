/** What a training run tells of itself: kept line by line in its folder, and shown live. */

/** How well a dataset's sounds of one split are told apart, by the dataset's own head; shares 0–1. */
export type DatasetScores = {
  readonly dataset: string;
  readonly frames: number;
  readonly sounds: number;
  /** Mean over frames, of the training loss. */
  readonly loss: number;
  readonly frameMacroF1: number;
  /** By majority vote a sound. */
  readonly soundMacroF1: number;
};

/** After each epoch, and once before the first (`epoch` 0). */
export type TrainingEpoch = {
  readonly kind: 'epoch';
  readonly epoch: number;
  /** Which dataset this pass was over, where mixing goes from one to the next; `null`: all. */
  readonly dataset: string | null;
  /** Mean over the epoch's batches; `null` before the first. */
  readonly trainingLoss: number | null;
  readonly learningRate: number;
  /** On validation sounds. */
  readonly validation: readonly DatasetScores[];
  /** Mean over datasets of the validation frames' macro-F1: by which the best epoch is chosen. */
  readonly meanMacroF1: number;
  readonly isBest: boolean;
  readonly seconds: number;
};

/** A few times a second at most. */
export type TrainingStep = {
  readonly kind: 'step';
  readonly epoch: number;
  /** Of `steps` in the whole run, should nothing end it early. */
  readonly step: number;
  readonly steps: number;
  /** Of the last batches, smoothed. */
  readonly loss: number;
  readonly framesPerSecond: number;
  /** Share of the time in which the step waited for its input. */
  readonly waitingShare: number;
  readonly secondsLeft: number;
};

export type TrainingOutcome = {
  readonly kind: 'outcome';
  /** Why it ended. */
  readonly ended: 'all-epochs' | 'no-better' | 'stopped';
  readonly bestEpoch: number;
  /** Of the best epoch's weights. */
  readonly validation: readonly DatasetScores[];
  readonly test: readonly DatasetScores[];
  readonly backend: string;
  readonly seconds: number;
};

export type TrainingNews = TrainingEpoch | TrainingStep | TrainingOutcome;

/** What a run will cost here, from a short measured part of it. */
export type TrainingEstimate = {
  readonly backend: string;
  /** Faster ones that were tried before it, each with what stands in the way. */
  readonly refused: readonly { readonly backend: string; readonly reason: string }[];
  readonly framesPerSecond: number;
  readonly frames: number;
  readonly seconds: number;
  readonly memoryMegabytes: number;
  readonly diskMegabytes: number;
  /** Where it takes more than an hour: what would be faster, in a sentence. */
  readonly warning: string | null;
};
