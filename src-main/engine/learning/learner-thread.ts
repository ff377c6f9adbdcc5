import { Worker } from 'node:worker_threads';
import type { FitOptions, LabelledFeatures, LearnedSounds, LinearHead, SoundsToLearn } from '../../learning/index.ts';

export type LearningTask =
  | { readonly id: number; readonly kind: 'head'; readonly labelled: LabelledFeatures; readonly options: FitOptions }
  | { readonly id: number; readonly kind: 'sounds'; readonly request: SoundsToLearn };

export type LearningAnswer =
  | { readonly id: number; readonly kind: 'head'; readonly head: LinearHead }
  | { readonly id: number; readonly kind: 'sounds'; readonly learned: LearnedSounds | null }
  | { readonly id: number; readonly kind: 'failed'; readonly error: unknown };

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./learning-thread.ts', import.meta.url)
  : new URL('./learning-thread.mjs', import.meta.url);

type Waiting = { readonly resolve: (answer: LearningAnswer) => void; readonly reject: (error: unknown) => void };

/** Learns in a thread of its own, which begins with the first task. Tasks are done in the order given. */
export class LearnerThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #tasks = 0;

  /** As `fitLinearHead`. */
  async fitHead(labelled: LabelledFeatures, options: FitOptions): Promise<LinearHead> {
    const answer = await this.#ask((id) => ({ id, kind: 'head', labelled, options }));
    if (answer.kind !== 'head') throw new Error('the thread answered something else');
    return answer.head;
  }

  /** As `learnSounds`. */
  async learnSounds(request: SoundsToLearn): Promise<LearnedSounds | null> {
    const answer = await this.#ask((id) => ({ id, kind: 'sounds', request }));
    if (answer.kind !== 'sounds') throw new Error('the thread answered something else');
    return answer.learned;
  }

  /** Ends the thread at once; what it worked on is rejected. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#rejectAll(new Error('learning was ended'));
    await worker?.terminate();
  }

  async #ask(taskOf: (id: number) => LearningTask): Promise<LearningAnswer> {
    const worker = this.#worker ?? this.#start();
    this.#tasks += 1;
    const id = this.#tasks;
    const { promise, resolve, reject } = Promise.withResolvers<LearningAnswer>();
    this.#waiting.set(id, { resolve, reject });
    worker.postMessage(taskOf(id));
    const answer = await promise;
    if (answer.kind === 'failed') throw answer.error;
    return answer;
  }

  #start(): Worker {
    const worker = new Worker(entry);
    worker.on('message', (answer: LearningAnswer) => {
      this.#waiting.get(answer.id)?.resolve(answer);
      this.#waiting.delete(answer.id);
    });
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = null;
      this.#rejectAll(error);
    });
    this.#worker = worker;
    return worker;
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
