import type { Failure } from './failures.ts';

/** What an index job has done so far. */
export type IndexProgress = {
  /** False while folders are still being walked: totals grow. */
  readonly walked: boolean;
  readonly soundsDone: number;
  readonly soundsTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly failed: number;
  readonly frames: number;
  /** Seconds of sound listened to per second of time. */
  readonly timesRealTime: number;
  /** `null` until there is enough to tell. */
  readonly secondsLeft: number | null;
};

/** One file (or folder) that could not be taken in; the job went on. */
export type FailedPath = {
  /** Absolute, for a person. */
  readonly path: string;
  readonly failure: Failure;
};

/** A sound that was taken in, with something that a person should know: it ends early, samples are no numbers… */
export type WarnedPath = {
  /** Absolute, for a person. */
  readonly path: string;
  readonly warnings: readonly string[];
};

/** How an index job ended. */
export type IndexReport = {
  /** Sounds listened to or read again in this run. */
  readonly indexed: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Sounds whose file is gone. */
  readonly missing: number;
  readonly moved: number;
  readonly copies: number;
  /** Frames embedded in this run. */
  readonly frames: number;
  /** Length of the sounds listened to. */
  readonly soundSeconds: number;
  readonly seconds: number;
  /** CPU time of the children. */
  readonly cpuMilliseconds: { readonly decode: number; readonly encode: number };
  /** Stopped before the end; the next run goes on from here. */
  readonly interrupted: boolean;
};
