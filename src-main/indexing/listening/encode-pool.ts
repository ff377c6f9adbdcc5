import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { ChildWorker, listeningEntry } from './child-process.ts';
import type { EncodeCommand, EncodeEvent, EncodeOptions } from './protocol.ts';

export type EncodedChunk = {
  /** blocks × 512 */
  readonly embeddings: Float32Array;
  /** blocks × 82 */
  readonly categories: Float32Array;
};

export type EncoderDescription = {
  readonly backend: string;
  readonly precision: 'int8' | 'fp32';
  readonly modelVersion: string;
  /** Why this backend was chosen, for a person. */
  readonly why: string;
};

type Task = {
  readonly id: number;
  readonly mel: Float32Array;
  readonly rows: number;
  readonly resolve: (chunk: EncodedChunk) => void;
  readonly reject: (error: SonothequeError) => void;
  attempts: number;
};

/** Two chunks a child: one being computed, one waiting in its pipe, so that it never idles. */
const TASKS_A_CHILD = 2;
/** Backends whose sessions run on one core each; the first child tells which it is before others start. */
const SESSION_A_CORE = new Set(['onnxruntime-cpu', 'tensorflow-node', 'tensorflow-wasm', 'tensorflow-cpu']);
const MAX_ATTEMPTS = 2;
const HANG_SECONDS = 120;

const CLOSED: Failure = { code: 'closed', message: 'The encoder was closed.', nextStep: null };

type Slot = {
  worker: ChildWorker<EncodeCommand, EncodeEvent>;
  readonly tasks: Map<number, Task>;
  ready: boolean;
  lastHeard: number;
};

/** Encoder sessions in child processes, one thread each; chunks go to whichever is free. */
export class EncodePool {
  readonly #options: EncodeOptions;
  readonly #children: number;
  readonly #slots: Slot[] = [];
  readonly #queue: Task[] = [];
  readonly #watchdog: NodeJS.Timeout;
  #nextId = 1;
  #closing = false;
  #description: EncoderDescription | null = null;
  #cpuMilliseconds = 0;
  readonly #opened = Promise.withResolvers<EncoderDescription>();

  constructor(children: number, options: EncodeOptions) {
    this.#options = options;
    // Awaited by `opened()`; a pool that is closed unused must not raise.
    this.#opened.promise.catch(() => {});
    this.#children = children;
    this.#slots.push(this.#start());
    this.#watchdog = setInterval(() => this.#killTheHanging(), 1_000);
    this.#watchdog.unref();
  }

  /** @throws SonothequeError when no encoder can be opened. */
  opened(): Promise<EncoderDescription> {
    return this.#opened.promise;
  }

  get cpuMilliseconds(): number {
    return this.#cpuMilliseconds;
  }

  get pids(): readonly number[] {
    return this.#slots.flatMap(({ worker }) => (worker.pid === undefined ? [] : [worker.pid]));
  }

  /** @param mel rows × 96 @throws SonothequeError */
  encode(mel: Float32Array, rows: number): Promise<EncodedChunk> {
    if (this.#closing) return Promise.reject(new SonothequeError(CLOSED));
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: this.#nextId, mel, rows, resolve, reject, attempts: 0 });
      this.#nextId += 1;
      this.#dispatch();
    });
  }

  close(): void {
    this.#closing = true;
    clearInterval(this.#watchdog);
    for (const { worker } of this.#slots) worker.close();
    this.#rejectAll(CLOSED);
  }

  #start(): Slot {
    const worker = new ChildWorker<EncodeCommand, EncodeEvent>(listeningEntry('encode-child'), {
      onEvent: (event) => this.#receive(slot, event),
      onExit: (reason) => this.#replace(slot, reason),
    });
    const slot: Slot = { worker, tasks: new Map(), ready: false, lastHeard: performance.now() };
    worker.send({ kind: 'open', ...this.#options });
    return slot;
  }

  #receive(slot: Slot, event: EncodeEvent): void {
    slot.lastHeard = performance.now();
    switch (event.kind) {
      case 'opened': {
        const { backend, precision, modelVersion, why } = event;
        this.#description ??= { backend, precision, modelVersion, why };
        slot.ready = true;
        // One session fills a GPU; of a processor, each takes one core.
        while (SESSION_A_CORE.has(backend) && this.#slots.length < this.#children) this.#slots.push(this.#start());
        this.#opened.resolve(this.#description);
        break;
      }
      case 'open-failed':
        this.#opened.reject(new SonothequeError(event.failure));
        this.#rejectAll(event.failure);
        break;
      case 'encoded': {
        const task = slot.tasks.get(event.id);
        slot.tasks.delete(event.id);
        this.#cpuMilliseconds += event.cpuMilliseconds;
        task?.resolve({ embeddings: event.embeddings, categories: event.categories });
        break;
      }
      case 'encode-failed': {
        const task = slot.tasks.get(event.id);
        slot.tasks.delete(event.id);
        task?.reject(new SonothequeError(event.failure));
        break;
      }
    }
    this.#dispatch();
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const slot = this.#slots
        .filter(({ ready, tasks }) => ready && tasks.size < TASKS_A_CHILD)
        .sort((a, b) => a.tasks.size - b.tasks.size)[0];
      const task = slot && this.#queue.shift();
      if (!slot || !task) return;
      task.attempts += 1;
      if (slot.tasks.size === 0) slot.lastHeard = performance.now();
      slot.tasks.set(task.id, task);
      slot.worker.send({ kind: 'encode', id: task.id, rows: task.rows, mel: task.mel });
    }
  }

  #replace(slot: Slot, reason: string): void {
    if (this.#closing) return;
    const failure: Failure = {
      code: 'encoder-died',
      message: `The encoder process ended while listening (${reason}).`,
      nextStep: 'Index again; if it stays, run `sonotheque doctor`.',
    };
    if (!slot.ready) {
      // It never opened: starting it again would fail the same way.
      this.#opened.reject(new SonothequeError(failure));
      if (!this.#slots.some(({ ready }) => ready)) {
        this.#rejectAll(failure);
        return;
      }
    }
    for (const task of slot.tasks.values()) {
      if (task.attempts >= MAX_ATTEMPTS) task.reject(new SonothequeError(failure));
      else this.#queue.unshift(task);
    }
    slot.tasks.clear();
    if (slot.ready) this.#slots[this.#slots.indexOf(slot)] = this.#start();
    this.#dispatch();
  }

  #killTheHanging(): void {
    const now = performance.now();
    for (const slot of this.#slots) {
      if (slot.tasks.size > 0 && now - slot.lastHeard > HANG_SECONDS * 1_000) slot.worker.kill();
    }
  }

  #rejectAll(failure: Failure): void {
    const error = new SonothequeError(failure);
    this.#opened.reject(error);
    for (const task of this.#queue.splice(0)) task.reject(error);
    for (const { tasks } of this.#slots) {
      for (const task of tasks.values()) task.reject(error);
      tasks.clear();
    }
  }
}
