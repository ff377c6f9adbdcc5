/** Thread entry: fits heads, which takes up to seconds, away from what answers people. One after the other. */
import { parentPort } from 'node:worker_threads';
import { fitLinearHead, learnSounds } from '../../learning/index.ts';
import type { LearningAnswer, LearningTask } from './learner-thread.ts';

function work(task: LearningTask): LearningAnswer {
  try {
    switch (task.kind) {
      case 'head':
        return { id: task.id, kind: 'head', head: fitLinearHead(task.labelled, task.options) };
      case 'sounds':
        return { id: task.id, kind: 'sounds', learned: learnSounds(task.request) };
    }
  } catch (error) {
    return { id: task.id, kind: 'failed', error };
  }
}

parentPort?.on('message', (task: LearningTask) => parentPort?.postMessage(work(task)));
