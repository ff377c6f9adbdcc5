import { Worker } from 'node:worker_threads';
import type { SoundToTeach, Taught } from '../../suggestions/index.ts';

export type TeachingTask = { readonly id: number; readonly sounds: readonly SoundToTeach[] };

export type TeachingAnswer =
  | { readonly id: number; readonly taught: Taught | null }
  | { readonly id: number; readonly error: unknown };

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./teaching-thread.ts', import.meta.url)
  : new URL('./teaching-thread.mjs', import.meta.url);

type Waiting = { readonly resolve: (taught: Taught | null) => void; readonly reject: (error: unknown) => void };

/** Teaches starter heads in a thread of its own, which begins with the first, one after the other. */
export class Teacher {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #tasks = 0;

  /** As `teach`. */
  teach(sounds: readonly SoundToTeach[]): Promise<Taught | null> {
    const worker = this.#worker ?? this.#start();
    this.#tasks += 1;
    const id = this.#tasks;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, sounds } satisfies TeachingTask);
    });
  }

  /** Ends the thread at once; what it worked on is rejected. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#rejectAll(new Error('learning was ended'));
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(entry);
    worker.on('message', (answer: TeachingAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('error' in answer) waiting?.reject(answer.error);
      else waiting?.resolve(answer.taught);
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
