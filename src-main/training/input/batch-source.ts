import { readFileSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { describeFailure, entryBeside } from '../../children/index.ts';
import type { BatchOrder, InputLayout } from './batch-order.ts';
import { fillBatch } from './fill-batch.ts';
import type { InputAnswer, InputThreadData } from './thread-messages.ts';

/** Files up to this size are read once: steps of an adapter are shorter than a thread's answer. */
const HELD_BYTES = 512 * 1024 * 1024;

/** @throws SonothequeError when the file can't be read */
export function openBatchSource(file: string, layout: InputLayout): BatchSource {
  return layout.kind === 'embeddings' && statSync(file).size <= HELD_BYTES
    ? heldSource(file, layout)
    : new ThreadSource(file, layout);
}

function heldSource(file: string, layout: InputLayout): BatchSource {
  const bytes = readFileSync(file);
  return {
    get: async (order) => fillBatch((into, from) => bytes.copy(into, 0, from, from + into.length), layout, order),
    close: async () => {},
  };
}

type Waiting = { resolve(values: Float32Array): void; reject(error: Error): void };

/** Where batches come from, in the order in which they are asked for. */
export type BatchSource = {
  /**
   * Frames one after the other, float32.
   *
   * @throws SonothequeError when the file is gone, cut or can't be read.
   */
  get(order: BatchOrder): Promise<Float32Array>;
  close(): Promise<void>;
};

/** Reads and converts in a thread of its own. */
class ThreadSource implements BatchSource {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #ended: Error | null = null;

  constructor(file: string, layout: InputLayout) {
    const workerData: InputThreadData = { file, layout };
    this.#worker = new Worker(entryBeside(import.meta.url, 'input-thread'), {
      workerData,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#worker.on('message', (answer: InputAnswer) => {
      const next = this.#waiting.shift();
      if ('values' in answer) next?.resolve(answer.values);
      else next?.reject(new SonothequeError(answer.failure));
    });
    this.#worker.on('error', (error) => this.#end(new SonothequeError(describeFailure(error))));
    this.#worker.unref();
  }

  get(order: BatchOrder): Promise<Float32Array> {
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array>();
    // Whoever asked ahead may never look at it.
    promise.catch(() => {});
    if (this.#ended) reject(this.#ended);
    else {
      this.#waiting.push({ resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(order);
    }
    return promise;
  }

  async close(): Promise<void> {
    this.#end(new Error('closed'));
    await this.#worker.terminate();
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
