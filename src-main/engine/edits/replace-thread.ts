/** Thread entry: replaces in values, where an unlucky pattern can be stopped by ending the thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { createReplacer, type Replacement } from './replacer.ts';

const replace = createReplacer(workerData as Replacement);
parentPort?.on('message', (values: readonly string[]) => parentPort?.postMessage(values.map(replace)));
