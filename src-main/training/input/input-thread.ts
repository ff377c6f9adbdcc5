/** Thread entry: reads and converts the next batches while the step before them is computed. */
import { openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { describeFailure } from '../../children/index.ts';
import type { BatchOrder } from './batch-order.ts';
import { fillBatch } from './fill-batch.ts';
import type { InputAnswer, InputThreadData } from './thread-messages.ts';

const { file, layout } = workerData as InputThreadData;
let descriptor: number | null = null;

parentPort?.on('message', (order: BatchOrder) => {
  let answer: InputAnswer;
  const transferred: ArrayBuffer[] = [];
  try {
    descriptor ??= openSync(file, 'r');
    const open = descriptor;
    const values = fillBatch((bytes, at) => readSync(open, bytes, 0, bytes.length, at), layout, order);
    transferred.push(values.buffer);
    answer = { values };
  } catch (error) {
    answer = { failure: describeFailure(error) };
  }
  parentPort?.postMessage(answer, transferred);
});
