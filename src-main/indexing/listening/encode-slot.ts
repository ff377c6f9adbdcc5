import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type ChildEnd, ChildWorker, NonsenseError } from '../../children/index.ts';
import { checkEncodeEvent } from './check-events.ts';
import { EMBEDDING_VALUES, type EncodeCommand, type EncodeEvent, type EncodeOptions } from './protocol.ts';
import type { Priority } from './waiting-tasks.ts';

export type EncodedChunk = {
  /** blocks × 512 */
  readonly embeddings: Float32Array;
  /** blocks × 82 */
  readonly categories: Float32Array;
};

export type EncodeTask = {
  /** rows × 96 */
  readonly mel: Float32Array;
  readonly rows: number;
  readonly blocks: number;
  /** For the log. */
  readonly file: string;
  readonly priority: Priority;
  /** Aborted when nobody wants the file any more. */
  readonly signal: AbortSignal;
  readonly resolve: (chunk: EncodedChunk) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
};

export type OpenedEvent = Extract<EncodeEvent, { readonly kind: 'opened' }>;
export type OpenFailedEvent = Extract<EncodeEvent, { readonly kind: 'open-failed' }>;

export type EncodeSlotOptions = {
  readonly entry: string;
  readonly memoryLimitMegabytes: number;
  readonly encoder: EncodeOptions;
  readonly onOpened: (event: OpenedEvent | OpenFailedEvent) => void;
  /** A chunk is done. */
  readonly onTurnEnd: () => void;
  readonly onEnd: (end: ChildEnd) => void;
};

/** One encode child and the chunks it has; it computes them in their order. */
export class EncodeSlot {
  readonly #worker: ChildWorker<EncodeCommand, EncodeEvent>;
  readonly #options: EncodeSlotOptions;
  readonly #tasks = new Map<number, EncodeTask>();
  #nextId = 1;
  #ready = false;
  #cpuMilliseconds = 0;
  /** When the child was last heard of, or got something to do. */
  lastMoved = performance.now();

  constructor(options: EncodeSlotOptions) {
    this.#options = options;
    this.#worker = new ChildWorker({
      entry: options.entry,
      memoryLimitMegabytes: options.memoryLimitMegabytes,
      check: checkEncodeEvent,
      onEvent: (event) => this.#receive(event),
      onEnd: options.onEnd,
    });
    this.#worker.send({ kind: 'open', ...options.encoder });
  }

  get pid(): number | undefined {
    return this.#worker.pid;
  }

  get cpuMilliseconds(): number {
    return this.#cpuMilliseconds;
  }

  get ready(): boolean {
    return this.#ready;
  }

  get idle(): boolean {
    return this.#ready && this.#tasks.size === 0;
  }

  get taskCount(): number {
    return this.#tasks.size;
  }

  get computingInBackground(): boolean {
    return [...this.#tasks.values()].some(({ priority }) => priority === 'background');
  }

  isOverdue(now: number, hangMilliseconds: number, startMilliseconds: number): 'hung' | 'never-ready' | null {
    const silent = now - this.lastMoved;
    if (!this.#ready) return silent > startMilliseconds ? 'never-ready' : null;
    return this.#tasks.size > 0 && silent > hangMilliseconds ? 'hung' : null;
  }

  begin(task: EncodeTask): void {
    const id = this.#nextId;
    this.#nextId += 1;
    if (this.#tasks.size === 0) this.lastMoved = performance.now();
    this.#tasks.set(id, task);
    this.#worker.send({ kind: 'encode', id, rows: task.rows, mel: task.mel });
  }

  /** The chunks it has, the one being computed first; they are no longer its own. */
  takeTasks(): readonly EncodeTask[] {
    const tasks = [...this.#tasks.values()];
    this.#tasks.clear();
    return tasks;
  }

  kill(cause: 'hung' | 'never-ready', detail: string): void {
    this.#worker.kill(cause, detail);
  }

  letGo(): void {
    this.#worker.letGo();
  }

  #receive(event: EncodeEvent): void {
    this.lastMoved = performance.now();
    if (event.kind === 'opened' || event.kind === 'open-failed') {
      this.#ready = event.kind === 'opened';
      this.#options.onOpened(event);
      return;
    }
    const task = this.#tasks.get(event.id);
    if (!task) throw new NonsenseError('a result that nobody asked for');
    if (event.kind === 'encoded') {
      if (event.embeddings.length !== task.blocks * EMBEDDING_VALUES) {
        throw new NonsenseError('a result of another length than its chunk');
      }
      this.#cpuMilliseconds += event.cpuMilliseconds;
      task.resolve({ embeddings: event.embeddings, categories: event.categories });
    } else {
      task.reject(new SonothequeError(event.failure));
    }
    this.#tasks.delete(event.id);
    this.#options.onTurnEnd();
  }
}
