/** Thread entry: evaluates embeddings, which takes minutes, away from what answers people. One task, and it ends. */
import { parentPort } from 'node:worker_threads';
import { compareEvaluations, evaluateEmbeddings } from '../../evaluation/index.ts';
import type { EvaluationAnswer, EvaluationTask } from './evaluation-worker.ts';

const tell = (answer: EvaluationAnswer): void => parentPort?.postMessage(answer);
/** Between two words about how far it is. */
const PAUSE_MILLISECONDS = 250;

function work(task: EvaluationTask): void {
  if (task.kind === 'compare') {
    tell({ kind: 'compared', comparison: compareEvaluations(task.before, task.after) });
    return;
  }
  const steps = evaluateEmbeddings(task.data, task.modelVersion, task.settings);
  let told = Number.NEGATIVE_INFINITY;
  for (;;) {
    Atomics.wait(task.gate, 0, 1);
    const step = steps.next();
    if (step.done) {
      tell({ kind: 'evaluated', evaluation: step.value });
      return;
    }
    if (performance.now() - told < PAUSE_MILLISECONDS) continue;
    told = performance.now();
    tell({ kind: 'step', step: step.value });
  }
}

parentPort?.on('message', (task: EvaluationTask) => {
  try {
    work(task);
  } catch (error) {
    tell({ kind: 'failed', error });
  }
});
