import { Worker } from 'node:worker_threads';
import type {
  EmbeddingComparison,
  EmbeddingEvaluation,
  EmbeddingEvaluationSettings,
} from '../../../src-shared/evaluation/index.ts';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { EvaluatedData, EvaluationStep } from '../../evaluation/index.ts';

export type EvaluationTask =
  | {
      readonly kind: 'evaluate';
      readonly data: EvaluatedData;
      readonly modelVersion: string;
      readonly settings: EmbeddingEvaluationSettings;
      /** While its number isn't 0 the thread waits. */
      readonly gate: Int32Array;
    }
  | { readonly kind: 'compare'; readonly before: EmbeddingEvaluation; readonly after: EmbeddingEvaluation };

export type EvaluationAnswer =
  | { readonly kind: 'step'; readonly step: EvaluationStep }
  | { readonly kind: 'evaluated'; readonly evaluation: EmbeddingEvaluation }
  | { readonly kind: 'compared'; readonly comparison: readonly EmbeddingComparison[] }
  | { readonly kind: 'failed'; readonly error: unknown };

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./evaluation-thread.ts', import.meta.url)
  : new URL('./evaluation-thread.mjs', import.meta.url);

type Ended = Exclude<EvaluationAnswer, { readonly kind: 'step' | 'failed' }>;

/** Evaluates in a thread of its own, which waits where the permit is withheld. @throws the permit's reason when it ends */
export async function evaluateInThread(
  task: Extract<EvaluationTask, { readonly kind: 'evaluate' }>,
  onStep: (step: EvaluationStep) => void,
  permit: WorkPermit,
): Promise<EmbeddingEvaluation> {
  const stopFollowing = new AbortController();
  void followPermit(permit, task.gate, stopFollowing.signal);
  try {
    const answer = await inThread(task, onStep, permit.ended);
    if (answer.kind !== 'evaluated') throw new Error('evaluating answered something else');
    return answer.evaluation;
  } finally {
    stopFollowing.abort();
  }
}

async function followPermit(permit: WorkPermit, gate: Int32Array, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await permit.whenAllowed())) {
    Atomics.store(gate, 0, 0);
    Atomics.notify(gate, 0);
    const { piece } = permit;
    if (!piece.aborted) {
      await new Promise<void>((resolve) => {
        const both = AbortSignal.any([piece, stop]);
        if (both.aborted) resolve();
        else both.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (!stop.aborted) Atomics.store(gate, 0, 1);
  }
}

/** Compares in a thread of its own: a thousand bootstrap samples take a second or two. */
export async function compareInThread(
  before: EmbeddingEvaluation,
  after: EmbeddingEvaluation,
  signal?: AbortSignal,
): Promise<readonly EmbeddingComparison[]> {
  const answer = await inThread({ kind: 'compare', before, after }, () => {}, signal);
  if (answer.kind !== 'compared') throw new Error('comparing answered something else');
  return answer.comparison;
}

function inThread(
  task: EvaluationTask,
  onStep: (step: EvaluationStep) => void,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  signal?.throwIfAborted();
  const worker = new Worker(entry);
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const stop = () => reject(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  worker.on('message', (answer: EvaluationAnswer) => {
    if (answer.kind === 'step') onStep(answer.step);
    else if (answer.kind === 'failed') reject(answer.error);
    else resolve(answer);
  });
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the evaluation ended early')));
  worker.postMessage(task);
  return promise.finally(async () => {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  });
}
