/** Embeddings of a run's frames, computed in a child process. */
import type { TrainingBackend } from '../backends/index.ts';
import type { EmbeddedRun } from '../trainer/index.ts';
import { TrainingChild } from './train-run.ts';

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
export async function embedRunFrames(options: EmbedRunOptions): Promise<EmbeddedRun> {
  const { runFolder, weights, outFile, threads, backend = null, signal } = options;
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<EmbeddedRun>();
  const child = new TrainingChild({ kind: 'embed', runFolder, threads, backend, weights, outFile }, reject, (event) => {
    if (event.kind === 'embedded') resolve(event.embedded);
  });
  child.send({ kind: 'go' });
  const giveUp = () => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    child.letGo();
  }
}
