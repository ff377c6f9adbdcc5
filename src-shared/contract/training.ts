import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type {
  TrainingConfiguration,
  TrainingEpoch,
  TrainingEstimate,
  TrainingNews,
  TrainingOutcome,
} from '../training/index.ts';
import type { Failure } from './failures.ts';
import type { ModelVersionId } from './identifiers.ts';
import { type JobState, jobPriorities, type WorkProgress } from './jobs.ts';
import { command, repeatable } from './procedure.ts';

/** A library that could be trained on. */
export type TrainableLibrary = {
  readonly libraryId: number;
  readonly name: string;
  /** Its folder is there, so that its sounds can be decoded; an adapter needs only what was stored. */
  readonly connected: boolean;
  /** Labelled sounds that were listened to, and their frames. */
  readonly sounds: number;
  readonly frames: number;
  /** Most sounds first. */
  readonly categories: readonly { readonly category: string; readonly sounds: number; readonly frames: number }[];
};

/** A dataset as a run sees it. */
export type TrainedDataset = {
  readonly name: string;
  readonly classKind: 'category' | 'subcategory' | 'own';
  readonly classes: readonly string[];
  readonly sounds: { readonly training: number; readonly validation: number; readonly test: number };
  /** Those that take part. */
  readonly frames: number;
};

/** One training, from what it was asked to how it ended. */
export type TrainingRun = {
  /** UUIDv7. */
  readonly id: string;
  /** For a person. */
  readonly name: string;
  /** All that belongs to it lies there; absolute. Its test sounds are told from it where embeddings are evaluated. */
  readonly folder: string;
  readonly createdAt: Date;
  readonly configuration: TrainingConfiguration;
  /** Its job, the last where it was taken up again: to pause, resume and cancel it. */
  readonly jobId: string;
  readonly state: JobState;
  /** What it is at while it runs. */
  readonly phase: 'gathering' | 'training' | 'finishing' | null;
  readonly progress: WorkProgress | null;
  /** Empty until its sounds are gathered. */
  readonly datasets: readonly TrainedDataset[];
  /** SHA-256; says whether two runs saw the same data. */
  readonly fingerprint: string | null;
  /** What a person should know of the data: sentences. */
  readonly notes: readonly string[];
  /** What it trains on: `tensorflow-cpu`, `webgpu`…; `null` until it began. */
  readonly backend: string | null;
  readonly epochs: readonly TrainingEpoch[];
  readonly outcome: TrainingOutcome | null;
  /** What became of it. */
  readonly modelVersion: ModelVersionId | null;
  readonly failure: Failure | null;
};

/** What happens to a run: all of its news from the beginning, then as it comes; the run itself whenever its state changes. */
export type TrainingRunEvent =
  | { readonly kind: 'run'; readonly run: TrainingRun }
  | { readonly kind: 'news'; readonly news: TrainingNews };

/** What a run would cost here. */
export type RunEstimate = TrainingEstimate & {
  readonly datasets: readonly TrainedDataset[];
  readonly notes: readonly string[];
  /** Length of the sounds that will be decoded first, at most; what is kept from another run isn't decoded again. */
  readonly soundSecondsToDecode: number;
};

export type EstimateEvent =
  | { readonly kind: 'progress'; readonly sentence: string }
  | { readonly kind: 'done'; readonly estimate: RunEstimate };

const byId = z.object({ id: z.uuid() });
/** A `TrainingConfiguration` in JSON; the engine says in a sentence which field is wrong. Paths of lists are absolute. */
const configurationInput = z.record(z.string(), z.unknown());

export const training = {
  /** Libraries with labelled sounds. */
  datasets: repeatable.output(type<readonly TrainableLibrary[]>()),
  /** Measures a few steps; nothing is kept. */
  estimate: repeatable
    .input(z.object({ configuration: configurationInput }))
    .output(eventIterator(type<EstimateEvent>())),
  /** Throws `bad-configuration`, `dataset-empty`, `too-few-classes`, `list-unreadable`, `no-such-version`. */
  start: command
    .input(z.object({ configuration: configurationInput, priority: z.enum(jobPriorities).default('normal') }))
    .output(type<TrainingRun>()),
  /** A run that ended early or was cancelled goes on from its last checkpoint. */
  goOn: repeatable.input(byId).output(type<TrainingRun>()),
  /** Newest first. */
  runs: repeatable.output(type<readonly TrainingRun[]>()),
  run: repeatable.input(byId).output(type<TrainingRun>()),
  watch: repeatable.input(byId).output(eventIterator(type<TrainingRunEvent>())),
  /** Its folder is gone then; a model version that was made of it stays. */
  remove: repeatable.input(byId).output(type<{ readonly removed: boolean }>()),
};
