import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import {
  type EmbeddingComparison,
  type EmbeddingEvaluation,
  type EmbeddingEvaluationSummary,
  embeddingEvaluationSettings,
} from '../evaluation/index.ts';
import type { StudyEvent } from '../study/index.ts';
import { trainingDataset } from '../training/index.ts';
import { pathInput } from './inputs.ts';
import type { Job } from './jobs.ts';
import { command, repeatable } from './procedure.ts';

/** What was wrong with a labelled list or its files; never a reason to stop. */
export type EvaluationFault = {
  readonly kind:
    | 'incomplete-row'
    | 'unknown-category'
    | 'unknown-cat-id'
    | 'cat-id-of-other-category'
    | 'contradictory'
    | 'contradictory-copies'
    | 'repeated'
    | 'single-example'
    | 'missing-file'
    | 'unreadable-file';
  /** In the list, the header being line 1; `null` where it is about several. */
  readonly line: number | null;
  /** As the list spells it; `null` where it is about no single file. */
  readonly path: string | null;
  /** For a person, with the nearest that is known where there is one. */
  readonly message: string;
};

/** How good suggestions were for some sounds; shares are 0–1. */
export type EvaluationScores = {
  readonly sounds: number;
  /** The share whose category was the first suggestion, and the interval in which the true share lies in 95 of 100 cases. */
  readonly top1: number;
  readonly top1Low: number;
  readonly top1High: number;
  readonly top3: number;
  readonly top5: number;
  /** Means over the categories that these sounds have. */
  readonly macroF1: number;
  readonly macroRecall: number;
  /** How far sureness and accuracy lie apart (15 bins). */
  readonly calibrationError: number;
  /** The largest share of sounds, surest first, of which 90 % are right. */
  readonly coverageAt90: number;
  /** From which sureness on; `null` where none is sure enough. */
  readonly coverageThreshold: number | null;
};

export type CategoryScores = {
  readonly category: string;
  readonly sounds: number;
  /** How many sounds were suggested as it. */
  readonly suggested: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

/** Sounds whose first suggestion was about equally sure. */
export type ReliabilityPoint = {
  readonly from: number;
  readonly to: number;
  readonly sounds: number;
  readonly meanProbability: number;
  readonly accuracy: number;
};

/** What a person's first labels of a library are worth: macro-recall on the rest of it. */
export type FirstLabelScores = {
  /** Sounds of each category that are labelled. */
  readonly first: number;
  /** Means over the libraries below: without any label of the library, and with those. */
  readonly before: number;
  readonly after: number;
  /** With at least three categories of more than `first` sounds. */
  readonly byLibrary: readonly {
    readonly library: string;
    readonly labelled: number;
    /** Scored. */
    readonly sounds: number;
    readonly before: number;
    readonly after: number;
  }[];
};

/** One way of suggesting, scored. */
export type EvaluationLine = {
  /** `heard (zero-shot)` say. */
  readonly name: string;
  readonly withNames: boolean;
  /** Over libraries with at least ten sounds, each counting the same; `null` where there is none. */
  readonly meanOverLibraries: {
    readonly libraries: number;
    readonly top1: number | null;
    readonly top5: number | null;
  };
  readonly overall: EvaluationScores;
  readonly byLibrary: readonly (EvaluationScores & { readonly library: string })[];
  readonly byCategory: readonly CategoryScores[];
  /** Pairs that occur, most frequent first; `suggested` is `null` where nothing was suggested. */
  readonly confusion: readonly {
    readonly category: string;
    readonly suggested: string | null;
    readonly sounds: number;
  }[];
  /** Those of 15 bins of equal width that hold sounds. */
  readonly reliability: readonly ReliabilityPoint[];
  /** Of sounds labelled with a CatID: how many were given one, and how many the right one. */
  readonly catIds: { readonly labelled: number; readonly given: number; readonly right: number };
  /** `null` unless asked for, or where nothing is learned from a person's labels. */
  readonly firstLabels: FirstLabelScores | null;
  /** For fitting and predicting. */
  readonly seconds: number;
};

export type EvaluationReport = {
  readonly list: string;
  readonly folder: string;
  readonly modelVersion: string;
  /** Scored. */
  readonly sounds: number;
  readonly libraries: number;
  /** Which labels are scored; `null`: all, or the list doesn't say. */
  readonly confidence: string | null;
  /** How many folds of whole libraries; `null`: what is shipped was scored as it is. */
  readonly folds: number | null;
  readonly faults: readonly EvaluationFault[];
  readonly lines: readonly EvaluationLine[];
};

export type EvaluationEvent =
  | { readonly kind: 'listening'; readonly done: number; readonly total: number }
  /** Of `parts` folds. */
  | { readonly kind: 'predicting'; readonly name: string; readonly part: number; readonly parts: number }
  | { readonly kind: 'done'; readonly report: EvaluationReport };

const evaluateInput = z.object({
  /** A TSV with a header: path and category, and where known cat_id, confidence, library or package, dup_group. */
  list: pathInput,
  /** Where its paths begin; the list's own folder unless given. */
  folder: pathInput.optional(),
  /** What may be used beside the sound. */
  names: z.enum(['without', 'with', 'both']).default('both'),
  /** Learn without the libraries that are scored, in so many folds of whole libraries; what is shipped is scored as it is unless given. */
  leaveLibrariesOut: z.union([z.int().min(2).max(1_000), z.literal('all')]).optional(),
  /** Further lists that are only learned from, but for what sounds like the scored libraries; only with `leaveLibrariesOut`. */
  training: z
    .array(z.object({ list: pathInput, folder: pathInput }))
    .max(20)
    .optional(),
  /** Also score what labelling so many sounds of each category of a library is worth; only with `leaveLibrariesOut`. */
  firstLabels: z.int().min(1).max(1_000).optional(),
  /** Which labels are scored where the list has a confidence: `high` say; `all`: whatever it is. The others are learned from with half weight. */
  confidence: z.string().min(1).max(100).default('high'),
  /** Where a report for people is written; what lies there is replaced. */
  html: pathInput.optional(),
});
export type EvaluateInput = z.output<typeof evaluateInput>;

const evaluateEmbeddingsInput = z.object({
  /** The active one unless given. */
  modelVersion: z.string().min(1).max(200).optional(),
  datasets: z
    .array(trainingDataset)
    .max(200)
    .default([])
    .refine(
      (datasets) => new Set(datasets.map(({ name }) => name)).size === datasets.length,
      'Two datasets have one name.',
    ),
  /** Lists of labels of several libraries: each of at least so many sounds is a dataset more. */
  lists: z
    .array(
      z.object({
        file: pathInput,
        /** Where its paths begin; the list's own folder unless given. */
        folder: pathInput.optional(),
        confidence: z.string().min(1).max(100).default('high'),
        leastSounds: z.int().min(2).max(1_000_000).default(20),
      }),
    )
    .max(20)
    .default([]),
  settings: embeddingEvaluationSettings.prefault({}),
});

/** Of a request to evaluate embeddings; the same request has the same id. */
const evaluationIdInput = z.string().regex(/^[0-9a-f]{32}$/u);

/** What an evaluation can be written as; an SVG holds one figure. */
export const embeddingExportForms = [
  'html',
  'csv',
  'json',
  'macro-f1.svg',
  'change.svg',
  'davies-bouldin.svg',
  'silhouette.svg',
  'confusion.svg',
  'picture.svg',
] as const;
export type EmbeddingExportForm = (typeof embeddingExportForms)[number];

const embeddings = {
  /** Begins a job, or takes up the same; its evaluation is kept under `id`. One that is kept and still of the same sounds is not made again. */
  start: repeatable.input(evaluateEmbeddingsInput).output(type<{ readonly id: string; readonly job: Job }>()),
  /** Kept ones, newest first. */
  list: repeatable.output(type<readonly EmbeddingEvaluationSummary[]>()),
  get: repeatable.input(z.object({ id: evaluationIdInput })).output(type<EmbeddingEvaluation>()),
  /** Of two evaluations of the same sounds, with what is luck. */
  compare: repeatable
    .input(z.object({ before: evaluationIdInput, after: evaluationIdInput }))
    .output(type<readonly EmbeddingComparison[]>()),
  /** As a text for a file; with `before` the change from that one too. */
  export: repeatable
    .input(
      z.object({
        id: evaluationIdInput,
        before: evaluationIdInput.optional(),
        form: z.enum(embeddingExportForms),
        /** Whose confusion is drawn; `null`: of all. */
        dataset: z.string().max(200).nullable().default(null),
      }),
    )
    .output(type<string>()),
  remove: repeatable.input(z.object({ id: evaluationIdInput })).output(type<null>()),
};

export const evaluation = {
  /** Scores suggestions against a labelled list. The report comes last. */
  evaluate: command.input(evaluateInput).output(eventIterator(type<EvaluationEvent>())),
  embeddings,
  /** Trains a grid and writes its report; goes on where an earlier run with the same folder was stopped. The report comes last. */
  study: command
    .input(
      z.object({
        configuration: pathInput,
        /** Where paths of its lists begin; as it says itself unless given. */
        sounds: pathInput.optional(),
        /** A folder for the report and what is kept on the way. */
        out: pathInput,
        threads: z.int().min(1).max(256).default(2),
      }),
    )
    .output(eventIterator(type<StudyEvent>())),
};
