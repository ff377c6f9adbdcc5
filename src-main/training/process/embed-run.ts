/** Embeddings of a run's frames, computed in a child process. */
import type { TrainingBackend } from '../backends/index.ts';
import type { EmbeddedRun } from '../trainer/index.ts';
import { oneAnswer } from './train-run.ts';

export type EmbedRunOptions = {
  readonly runFolder: string;
  readonly weights: 'start' | 'best';
  /** Frames × columns float32, little endian, in the order of the run's datasets, sounds and chosen frames. */
  readonly outFile: string;
  readonly threads: number;
  readonly backend?: TrainingBackend;
  readonly signal?: AbortSignal;
};

/** @throws SonothequeError where the run can't be read; the signal's reason where it was given up */
export function embedRunFrames(options: EmbedRunOptions): Promise<EmbeddedRun> {
  const { runFolder, weights, outFile, threads, backend = null, signal } = options;
  return oneAnswer({ kind: 'embed', runFolder, threads, backend, weights, outFile }, signal, (event) =>
    event.kind === 'embedded' ? event.embedded : null,
  );
}
