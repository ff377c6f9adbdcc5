/** Thread entry: teaches heads, which takes up to a minute, away from what answers people. One after the other. */
import { parentPort } from 'node:worker_threads';
import { teach } from '../../suggestions/index.ts';
import type { TeachingAnswer, TeachingTask } from './teacher.ts';

function work({ id, sounds }: TeachingTask): TeachingAnswer {
  try {
    return { id, taught: teach(sounds) };
  } catch (error) {
    return { id, error };
  }
}

parentPort?.on('message', (task: TeachingTask) => parentPort?.postMessage(work(task)));
