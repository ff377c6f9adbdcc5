/** What an evaluation of embeddings says. Shares are 0–1; `null` stands where a number isn't defined. */
import type { EmbeddingEvaluationSettings } from './settings.ts';

/** Classification by the nearest neighbours, of frames, and of sounds by the majority of their frames. */
export type NeighbourScores = {
  readonly frameMacroF1: number | null;
  readonly frameAccuracy: number | null;
  readonly soundMacroF1: number | null;
  readonly soundAccuracy: number | null;
};

export type ProbeScores = {
  readonly macroF1: number | null;
  readonly top1: number | null;
  readonly top5: number | null;
  /** That took part: all, or a drawn sample. */
  readonly sounds: number;
};

/** What the version's own head suggests of the scored sounds, by sound alone; no person's label has moved it. */
export type SuggestionScores = {
  readonly top1: number | null;
  readonly top5: number | null;
  readonly sounds: number;
};

export type EmbeddingScores = {
  /** `null`: all datasets as one, classes of one name being one. */
  readonly dataset: string | null;
  readonly sounds: number;
  readonly frames: number;
  /** Classes that occur. */
  readonly classes: number;
  /** Of which neighbours were looked for, each among all frames: all that are to be scored, or a drawn sample. */
  readonly scoredSounds: number;
  /** The sound's own other frames may be neighbours: flattering, as some papers report it. */
  readonly withItself: NeighbourScores;
  /** Frames of other sounds only. */
  readonly otherSounds: NeighbourScores;
  /** Nor of copies, near-duplicates and numbered variants of the sound. */
  readonly otherGroups: NeighbourScores;
  readonly probe: ProbeScores | null;
  /** `null` where classes aren't UCS categories, or the version has no head. */
  readonly suggestions: SuggestionScores | null;
  /** Overlap of classes, 0 for none: the smaller the better. */
  readonly daviesBouldin: number | null;
  /** −1…1, the larger the better; of all frames, or of a drawn sample against all. */
  readonly silhouette: {
    readonly mean: number;
    readonly frames: number;
    /** One standard deviation of the mean of such a sample; 0 of all frames. */
    readonly standardError: number;
  } | null;
};

/** A sound that took part. */
export type EvaluatedSoundRecord = {
  /** In the catalogue; `null` where it isn't in one. */
  readonly id: number | null;
  /** For a person, below its dataset. */
  readonly path: string;
  /** Index into the result's datasets. */
  readonly dataset: number;
  /** Index into the result's classes. */
  readonly class: number;
  /** Inseparable sounds have the same number. */
  readonly group: number;
  /** What it was taken for within its dataset, without its group: by majority; −1: nothing, or it wasn't scored. */
  readonly takenFor: number;
  /** The same among all datasets. */
  readonly takenForOverall: number;
  /** What each of its frames was taken for within its dataset, without its group; empty where it wasn't scored. */
  readonly framesTakenFor: readonly number[];
  /** The place of its class among what the linear head of its dataset suggests, from 0; −1: not scored or not suggested. */
  readonly probePlace: number;
  /** The place of its category among what the version's own head suggests, from 0; −1: not scored or not suggested. */
  readonly suggestedPlace: number;
};

/** Sounds on a plane, near ones near. */
export type EmbeddingPicture = {
  /** Indices into the result's sounds. */
  readonly sounds: readonly number[];
  /** x, y of each, −1…1. */
  readonly places: readonly number[];
};

/** Sounds of the datasets that took no part. */
export type LeftOut = {
  readonly unlabelled: number;
  /** Labelled, and not listened to by this model version. */
  readonly withoutVectors: number;
  /** Nothing but silence. */
  readonly silent: number;
};

export type EmbeddingEvaluation = {
  readonly version: 2;
  readonly modelVersion: string;
  readonly settings: EmbeddingEvaluationSettings;
  readonly datasets: readonly string[];
  /** Names, in alphabetical order. */
  readonly classes: readonly string[];
  /** By dataset in their order; then all of them as one, where there are several. */
  readonly scores: readonly EmbeddingScores[];
  readonly sounds: readonly EvaluatedSoundRecord[];
  readonly picture: EmbeddingPicture | null;
  readonly leftOut: LeftOut;
  /** Hash of which sounds took part, of what class, in which groups: equal ones can be compared sound by sound. */
  readonly dataFingerprint: string;
  readonly seconds: number;
};

/** A kept evaluation, as it stands in a list. */
export type EmbeddingEvaluationSummary = Pick<
  EmbeddingEvaluation,
  'modelVersion' | 'settings' | 'datasets' | 'scores' | 'leftOut' | 'dataFingerprint' | 'seconds'
> & { readonly id: string; readonly madeAt: Date };

/** A difference between two evaluations of the same sounds, with what chance alone would make of it. */
export type PairedDifference = {
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: number | null;
  /** 95 % of bootstrap samples of whole groups lie between. */
  readonly low: number | null;
  readonly high: number | null;
};

export type EmbeddingComparison = {
  readonly dataset: string | null;
  readonly sounds: number;
  readonly groups: number;
  readonly frameMacroF1: PairedDifference;
  readonly soundMacroF1: PairedDifference;
  /** Of what each version's own head suggests; `null` where one says nothing. */
  readonly suggestedTop1: PairedDifference | null;
  readonly suggestedTop5: PairedDifference | null;
  /** Of a linear head; `null` where it wasn't fitted. */
  readonly top1: PairedDifference | null;
  readonly top5: PairedDifference | null;
  /** After ÷ before − 1; below 0 where classes have come apart. */
  readonly daviesBouldinChange: number | null;
};
