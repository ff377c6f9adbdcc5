import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type ChildEnd, ChildWorker, NonsenseError } from '../../children/index.ts';
import { checkDecodeEvent } from './check-events.ts';
import {
  type ChunkMessage,
  type DecodeCommand,
  type DecodedMessage,
  type DecodeEvent,
  type DecodeRequest,
  MAX_CHUNKS_IN_FLIGHT,
} from './protocol.ts';
import type { Priority } from './waiting-tasks.ts';

export type DecodeHandlers = {
  /** Takes one chunk over; the child gets credit for another when the promise settles. */
  readonly onChunk: (chunk: ChunkMessage) => Promise<void>;
  /** The child died or hung in the middle: forget this file's chunks, it starts again. */
  readonly onRestart: () => void;
};

export type DecodeTask = {
  readonly request: Pick<DecodeRequest, 'path' | 'knownPayloads'>;
  readonly handlers: DecodeHandlers;
  readonly priority: Priority;
  readonly resolve: (decoded: DecodedMessage) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
};

type Work = {
  readonly id: number;
  /** `null` once nobody wants the file any more: the child is only waited for. */
  task: DecodeTask | null;
  readonly priority: Priority;
  /** Chunks the child may compute at this moment; at 0 it waits on purpose. */
  credit: number;
  /** Chunks that came and wait for the encoder. */
  chunksInFlight: number;
};

export type DecodeSlotOptions = {
  readonly entry: string;
  readonly memoryLimitMegabytes: number;
  /** Something has changed: the child is free, or a chunk's turn is over. */
  readonly onTurnEnd: () => void;
  readonly onEnd: (end: ChildEnd, task: DecodeTask | null) => void;
};

/** One decode child and the file it is at. */
export class DecodeSlot {
  /** Beyond the usual number of children, for what a person waits for. */
  readonly onlyInteractive: boolean;
  readonly #worker: ChildWorker<DecodeCommand, DecodeEvent>;
  readonly #options: DecodeSlotOptions;
  #work: Work | null = null;
  #ready = false;
  #nextId = 1;
  #cpuMilliseconds = 0;
  /** When the child was last heard of, or got something to do. */
  lastMoved = performance.now();
  /** When it last got credit: turns go around. */
  lastCredit = 0;

  constructor(options: DecodeSlotOptions, onlyInteractive: boolean) {
    this.#options = options;
    this.onlyInteractive = onlyInteractive;
    this.#worker = new ChildWorker({
      entry: options.entry,
      memoryLimitMegabytes: options.memoryLimitMegabytes,
      check: checkDecodeEvent,
      onEvent: (event) => this.#receive(event),
      onEnd: (end) => options.onEnd(end, this.#takeTask()),
    });
  }

  get pid(): number | undefined {
    return this.#worker.pid;
  }

  get cpuMilliseconds(): number {
    return this.#cpuMilliseconds;
  }

  get idle(): boolean {
    return this.#work === null;
  }

  get task(): DecodeTask | null {
    return this.#work?.task ?? null;
  }

  get computingInBackground(): boolean {
    return this.#work !== null && this.#work.priority === 'background' && this.#work.credit > 0;
  }

  /** Whether an answer is due, and has been for longer than allowed. */
  isOverdue(now: number, hangMilliseconds: number, startMilliseconds: number): 'hung' | 'never-ready' | null {
    const silent = now - this.lastMoved;
    if (!this.#ready) return silent > startMilliseconds ? 'never-ready' : null;
    if (!this.#work || this.#work.credit <= 0) return null;
    return silent > hangMilliseconds ? 'hung' : null;
  }

  begin(task: DecodeTask, credit: number): void {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#work = { id, task, priority: task.priority, credit, chunksInFlight: 0 };
    this.lastMoved = performance.now();
    this.lastCredit = this.lastMoved;
    this.#worker.send({ kind: 'decode', id, credit, ...task.request });
  }

  /** Whether the child waits for credit and may have it, with at most `window` chunks ahead of the encoder. */
  wantsCredit(window: number): boolean {
    return this.#work !== null && this.#work.task !== null && this.#work.credit + this.#work.chunksInFlight < window;
  }

  giveCredit(): void {
    if (!this.#work) return;
    this.lastCredit = performance.now();
    if (this.#work.credit === 0) this.lastMoved = this.lastCredit;
    this.#work.credit += 1;
    this.#worker.send({ kind: 'credit', id: this.#work.id });
  }

  /** Gives up the file in work; the slot is free again when the child has said so. */
  stop(error: Error): void {
    const task = this.#takeTask();
    if (!task || !this.#work) return;
    this.lastMoved = performance.now();
    // It computes no more than it has begun, yet an answer is due.
    this.#work.credit = Math.max(1, this.#work.credit);
    this.#worker.send({ kind: 'stop', id: this.#work.id });
    task.reject(error);
  }

  kill(cause: 'hung' | 'never-ready', detail: string): void {
    this.#worker.kill(cause, detail);
  }

  letGo(): void {
    this.#worker.letGo();
  }

  #takeTask(): DecodeTask | null {
    const task = this.#work?.task ?? null;
    if (this.#work) this.#work.task = null;
    return task;
  }

  #receive(event: DecodeEvent): void {
    if (event.kind === 'ready') {
      this.#ready = true;
      this.lastMoved = performance.now();
      return;
    }
    const work = this.#work;
    if (!work || work.id !== event.id) throw new NonsenseError('a message about another file');
    this.lastMoved = performance.now();
    if (event.kind === 'chunk') {
      if (work.credit <= 0) throw new NonsenseError('a chunk that it was not asked for');
      work.credit -= 1;
      if (work.task) this.#passOn(work, work.task, event);
    } else {
      const task = this.#takeTask();
      this.#work = null;
      if (event.kind === 'decoded') {
        this.#cpuMilliseconds += event.cpuMilliseconds;
        task?.resolve(event);
      } else if (event.kind === 'failed') {
        task?.reject(new SonothequeError(event.failure));
      } else if (task) {
        throw new NonsenseError('that it stopped what it should not stop');
      }
    }
    this.#options.onTurnEnd();
  }

  #passOn(work: Work, task: DecodeTask, chunk: ChunkMessage): void {
    work.chunksInFlight += 1;
    task.handlers.onChunk(chunk).then(
      () => {
        work.chunksInFlight -= 1;
        this.#options.onTurnEnd();
      },
      (error: Error) => {
        work.chunksInFlight -= 1;
        if (this.#work === work && work.task === task) this.stop(error);
      },
    );
  }
}

/** Chunks that a child may be ahead of the encoder. */
export function creditWindow(priority: Priority, limited: boolean): number {
  return limited && priority === 'background' ? 1 : MAX_CHUNKS_IN_FLIGHT;
}
