/** What the process that builds model versions is asked, and answers. */
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { TrainingOutcome } from '../../../src-shared/training/index.ts';
import type { VersionDescription } from './version-description.ts';

/** A version that another began from, or that serves now. */
export type Ancestor = {
  readonly id: string;
  /** `null`: the one that comes along. */
  readonly assetsFolder: string | null;
  readonly starterFile: string | null;
};

/** A finished training run becomes a version. */
export type BuildTask = {
  readonly kind: 'build';
  readonly runFolder: string;
  /** For a person. */
  readonly name: string;
  readonly outcome: TrainingOutcome | null;
  /** Empty: what is built lies there then, its description last. */
  readonly target: string;
  /** What it began from, the nearest first; the shipped one is the last. */
  readonly ancestors: readonly [Ancestor, ...Ancestor[]];
  /** Whose sounds help to teach its suggestions; `null`: none. */
  readonly catalogue: string | null;
  readonly productVersion: string;
};

/** An imported version is built anew from its weights. */
export type RebuildTask = {
  readonly kind: 'rebuild';
  /** The file that was checked already. */
  readonly file: string;
  readonly target: string;
};

/** A version whose sounds all have vectors now learns to suggest what the active one suggests for them. */
export type TeachTask = {
  readonly kind: 'teach';
  readonly version: string;
  readonly versionFolder: string;
  /** What serves now. */
  readonly active: Ancestor;
  readonly catalogue: string;
  readonly output: string;
};

export type BuilderTask = BuildTask | RebuildTask | TeachTask;

export type BuilderAnswer =
  | { readonly description: VersionDescription | null }
  | { readonly failure: Failure }
  | { readonly fault: string };
