import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { ChildWorker, listeningEntry } from './child-process.ts';
import {
  type ChunkMessage,
  type DecodeCommand,
  type DecodedMessage,
  type DecodeEvent,
  type DecodeRequest,
  MAX_CHUNKS_IN_FLIGHT,
} from './protocol.ts';

export type DecodeHandlers = {
  /** Takes one chunk over; the child gets credit for another when the promise settles. */
  readonly onChunk: (chunk: ChunkMessage) => Promise<void>;
  /** The child died or hung in the middle: forget this file's chunks, it starts again. */
  readonly onRestart: () => void;
};

type Task = {
  readonly request: Pick<DecodeRequest, 'path' | 'knownPayloads'>;
  readonly handlers: DecodeHandlers;
  readonly resolve: (decoded: DecodedMessage) => void;
  readonly reject: (error: SonothequeError) => void;
  attempts: number;
};

type Slot = {
  worker: ChildWorker<DecodeCommand, DecodeEvent>;
  current: { readonly id: number; readonly task: Task; chunksInFlight: number } | null;
  lastHeard: number;
  ready: boolean;
  killedFor: 'hang' | null;
};

const MAX_ATTEMPTS = 2;
/** Starting a process on a busy machine may take a while; a file is not to blame for it. */
const START_MILLISECONDS = 30_000;

/** Decode children, one file each at a time. A file that kills or hangs its child twice is a failure of that file. */
export class DecodePool {
  readonly #slots: Slot[] = [];
  readonly #queue: Task[] = [];
  readonly #watchdog: NodeJS.Timeout;
  readonly #hangMilliseconds: number;
  #nextId = 1;
  #closing = false;
  #cpuMilliseconds = 0;

  constructor(children: number, hangSeconds: number) {
    this.#hangMilliseconds = hangSeconds * 1_000;
    for (let index = 0; index < children; index += 1) this.#slots.push(this.#start());
    this.#watchdog = setInterval(() => this.#killTheHanging(), Math.min(1_000, this.#hangMilliseconds / 4));
    this.#watchdog.unref();
  }

  get cpuMilliseconds(): number {
    return this.#cpuMilliseconds;
  }

  get pids(): readonly number[] {
    return this.#slots.flatMap(({ worker }) => (worker.pid === undefined ? [] : [worker.pid]));
  }

  /** @throws SonothequeError with the reason in plain words. */
  decode(request: Task['request'], handlers: DecodeHandlers): Promise<DecodedMessage> {
    if (this.#closing) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, handlers, resolve, reject, attempts: 0 });
      this.#dispatch();
    });
  }

  close(): void {
    this.#closing = true;
    clearInterval(this.#watchdog);
    const error = closed();
    for (const task of this.#queue.splice(0)) task.reject(error);
    for (const slot of this.#slots) {
      slot.current?.task.reject(error);
      // A child inside a native call doesn't see its channel close.
      if (slot.current) slot.worker.kill();
      else slot.worker.close();
    }
  }

  #start(): Slot {
    const worker = new ChildWorker<DecodeCommand, DecodeEvent>(listeningEntry('decode-child'), {
      onEvent: (event) => this.#receive(slot, event),
      onExit: (reason) => this.#replace(slot, reason),
    });
    const slot: Slot = { worker, current: null, lastHeard: performance.now(), ready: false, killedFor: null };
    return slot;
  }

  #receive(slot: Slot, event: DecodeEvent): void {
    slot.lastHeard = performance.now();
    slot.ready = true;
    const { current } = slot;
    if (event.kind === 'ready' || !current || current.id !== event.id) return;
    switch (event.kind) {
      case 'chunk':
        this.#passOn(slot, current, event);
        break;
      case 'decoded':
        slot.current = null;
        this.#cpuMilliseconds += event.cpuMilliseconds;
        current.task.resolve(event);
        this.#dispatch();
        break;
      case 'failed':
        slot.current = null;
        current.task.reject(new SonothequeError(event.failure));
        this.#dispatch();
        break;
    }
  }

  #passOn(slot: Slot, current: NonNullable<Slot['current']>, chunk: ChunkMessage): void {
    current.chunksInFlight += 1;
    const { task, id } = current;
    const settled = () => {
      current.chunksInFlight -= 1;
      slot.lastHeard = performance.now();
    };
    task.handlers.onChunk(chunk).then(
      () => {
        settled();
        slot.worker.send({ kind: 'credit', id });
      },
      (error: SonothequeError) => {
        settled();
        if (slot.current !== current) return;
        slot.current = null;
        slot.worker.send({ kind: 'stop', id });
        task.reject(error);
        this.#dispatch();
      },
    );
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (slot.current) continue;
      const task = this.#queue.shift();
      if (!task) return;
      task.attempts += 1;
      slot.current = { id: this.#nextId, task, chunksInFlight: 0 };
      this.#nextId += 1;
      slot.lastHeard = performance.now();
      slot.worker.send({ kind: 'decode', id: slot.current.id, ...task.request });
    }
  }

  #replace(slot: Slot, reason: string): void {
    if (this.#closing) return;
    const task = slot.current?.task;
    slot.current = null;
    this.#slots[this.#slots.indexOf(slot)] = this.#start();
    if (task) {
      if (task.attempts >= MAX_ATTEMPTS) {
        task.reject(new SonothequeError(this.#failure(slot, reason)));
      } else {
        task.handlers.onRestart();
        this.#queue.unshift(task);
      }
    }
    this.#dispatch();
  }

  #failure(slot: Slot, reason: string): Failure {
    return slot.killedFor === 'hang'
      ? {
          code: 'decoder-hung',
          message: `Decoding stopped moving for ${this.#hangMilliseconds / 1_000} s, twice.`,
          nextStep: 'The file is probably damaged or its drive too slow: play it in another program, or convert it.',
        }
      : {
          code: 'decoder-died',
          message: `Decoding this file brought the decoder down, twice (${reason}).`,
          nextStep: 'The file is probably damaged: play it in another program, or convert it.',
        };
  }

  #killTheHanging(): void {
    const now = performance.now();
    for (const slot of this.#slots) {
      // A child that waits for credit is silent on purpose.
      if (!slot.current || slot.current.chunksInFlight >= MAX_CHUNKS_IN_FLIGHT) continue;
      const patience = slot.ready ? this.#hangMilliseconds : Math.max(this.#hangMilliseconds, START_MILLISECONDS);
      if (now - slot.lastHeard > patience) {
        slot.killedFor = 'hang';
        slot.worker.kill();
      }
    }
  }
}

function closed(): SonothequeError {
  return new SonothequeError({ code: 'closed', message: 'Listening was stopped.', nextStep: null });
}
