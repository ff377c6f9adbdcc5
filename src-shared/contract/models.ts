import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { TrainingConfiguration, TrainingOutcome } from '../training/index.ts';
import type { Failure } from './failures.ts';
import type { ModelVersionId } from './identifiers.ts';
import type { Job } from './jobs.ts';
import { command, repeatable } from './procedure.ts';

/** What a model version learned from: one dataset of its run. */
export type ModelDataset = {
  readonly name: string;
  readonly classKind: 'category' | 'subcategory' | 'own';
  readonly classes: number;
  readonly sounds: number;
};

/** Where a model version comes from. */
export type ModelLineage = {
  /** Versions that it began from, the nearest first; empty from scratch and of the shipped one. */
  readonly parents: readonly ModelVersionId[];
  readonly madeFrom: 'shipped' | 'run' | 'file';
  /** Which part was trained; `null` of the shipped one. */
  readonly trains: 'adapter' | 'last-blocks' | 'encoder' | null;
  readonly datasets: readonly ModelDataset[];
  /** SHA-256 over names, classes, contents, labels and splits of the run's data; `null` of the shipped one. */
  readonly datasetsFingerprint: string | null;
  /** Everything that the run was asked; `null` of the shipped one. */
  readonly configuration: TrainingConfiguration | null;
  /** How the run ended, with its scores; `null` where nobody noted it. */
  readonly outcome: TrainingOutcome | null;
  /** Of Sonotheque, that made it; `null` of the shipped one. */
  readonly productVersion: string | null;
  /** Whose work is in it, on which terms. */
  readonly licences: readonly string[];
};

/** How well a version's graphs compute what its weights say. */
export type ModelParity = {
  /** Smallest cosine of the fp32 graph to the same weights in TensorFlow.js; at least 0.9999. */
  readonly fp32Cosine: number;
  /** Mean cosine of int8 to fp32; `null` where int8 could not be made. */
  readonly int8Cosine: number | null;
  readonly usesInt8: boolean;
  /** For a person: why int8 is not used; `null` where it is. */
  readonly int8Refusal: string | null;
  readonly blocks: number;
};

/** One trained state of encoder, heads and calibration. */
export type ModelVersionRecord = {
  readonly id: ModelVersionId;
  readonly name: string;
  readonly active: boolean;
  readonly createdAt: Date;
  /** Sounds that have vectors of this version, of all that are present. */
  readonly soundsCovered: number;
  readonly soundsTotal: number;
  /** Came with the product: it can't be removed. */
  readonly isShipped: boolean;
  /** `rollback` goes back to this one. */
  readonly isPrevious: boolean;
  /** Channels of the first stage; 64 is the published encoder. */
  readonly width: number;
  readonly hasAdapter: boolean;
  /** Numbers of an embedding, before it is filled up to 512. */
  readonly embeddingSize: number;
  readonly lineage: ModelLineage;
  /** `null` of the shipped one: its tests see to that. */
  readonly parity: ModelParity | null;
  /** Its own suggestions head is there; without one it is taught when the version is activated. */
  readonly hasSuggestionHead: boolean;
  readonly disk: {
    /** Weights, graphs and heads, bytes. */
    readonly files: number;
    /** Its vectors in the catalogue's index, bytes, nearly. */
    readonly vectors: number;
  };
  /** Why it can't be activated: its files are gone or damaged; `null`: it can. */
  readonly problem: Failure | null;
};

const byId = z.object({ id: z.string().min(1).max(200) });
const filePath = z.string().min(1).max(4_096);

export const models = {
  /** The shipped one first, then in the order in which they were made. */
  list: repeatable.output(type<readonly ModelVersionRecord[]>()),
  /** All of them, then again whenever one comes, goes or changes. */
  watch: repeatable.output(eventIterator(type<readonly ModelVersionRecord[]>())),
  /**
   * Listens to all sounds with this version in the background, while the active one goes on serving; then suggestions of it are
   * made, and it becomes the active one. A version that is active fills its gaps. The job's kind is `re-embed`.
   */
  activate: repeatable.input(byId).output(type<Job>()),
  /** At once back to the version that was active before; `gaps`: what came since is listened to by this job. */
  rollback: command.output(type<{ readonly active: ModelVersionId; readonly gaps: Job | null }>()),
  rename: repeatable
    .input(byId.extend({ name: z.string().trim().min(1).max(200) }))
    .output(type<readonly ModelVersionRecord[]>()),
  /** Its files, vectors and suggestions are gone then; not of the active version, nor of the shipped one. */
  remove: repeatable.input(byId).output(type<readonly ModelVersionRecord[]>()),
  /** @param file absolute; ends in `.sonotheque-model` */
  export: command
    .input(byId.extend({ file: filePath, overwrite: z.boolean().default(false) }))
    .output(type<{ readonly file: string; readonly bytes: number }>()),
  /** Checks a file, builds what belongs to it anew and adds it; it is not activated. @param file absolute */
  import: command.input(z.object({ file: filePath })).output(type<ModelVersionRecord>()),
};
