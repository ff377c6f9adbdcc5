import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type ChildEnd, ChildSlots } from '../../children/index.ts';
import type { BackgroundTurns } from './background-turns.ts';
import {
  type EncodedChunk,
  EncodeSlot,
  type EncodeTask,
  type OpenedEvent,
  type OpenFailedEvent,
} from './encode-slot.ts';
import { closedError, EncoderUnavailableError, encodeFailure, stoppedError } from './listening-failures.ts';
import type { PoolOptions } from './pool-options.ts';
import type { EncodeOptions } from './protocol.ts';
import { WaitingTasks } from './waiting-tasks.ts';

export type EncoderDescription = {
  readonly backend: string;
  readonly precision: 'int8' | 'fp32';
  readonly modelVersion: string;
  /** Why this backend was chosen, for a person. */
  readonly why: string;
};

/** Two chunks a child: one being computed, one waiting in its pipe, so that it never idles. */
const TASKS_A_CHILD = 2;
/** Backends whose sessions run on one core each; the first child tells which it is before others start. */
const SESSION_A_CORE = new Set(['onnxruntime-cpu', 'tensorflow-node', 'tensorflow-wasm', 'tensorflow-cpu']);
const MAX_ATTEMPTS = 2;
/** Children that end before they are open, one after another: then it isn't chance. */
const MAX_FAILED_OPENINGS = 2;

/**
 * Encoder sessions in child processes, one thread each, started when there is need of them; chunks go to whichever is
 * free. A chunk that ends two children fails its file.
 */
export class EncodePool {
  readonly #options: PoolOptions;
  readonly #encoder: EncodeOptions;
  readonly #turns: BackgroundTurns;
  readonly #slots: ChildSlots<EncodeSlot>;
  readonly #waiting = new WaitingTasks<EncodeTask>();
  #opening: PromiseWithResolvers<EncoderDescription> | null = null;
  #failedOpenings = 0;
  #closed = false;
  #description: EncoderDescription | null = null;

  constructor(options: PoolOptions, encoder: EncodeOptions, turns: BackgroundTurns) {
    this.#options = options;
    this.#encoder = encoder;
    this.#turns = turns;
    turns.join(this);
    this.#slots = new ChildSlots(options);
  }

  /** The encoder that was opened last; `null` before the first. */
  get description(): EncoderDescription | null {
    return this.#description;
  }

  get cpuMilliseconds(): number {
    return this.#slots.cpuMilliseconds;
  }

  get pids(): readonly number[] {
    return this.#slots.pids;
  }

  get computing(): number {
    return this.#slots.all.filter(({ computingInBackground }) => computingInBackground).length;
  }

  /** Opens an encoder where none was yet. @throws EncoderUnavailableError */
  async opened(): Promise<EncoderDescription> {
    if (this.#closed) throw closedError();
    return this.#description ?? this.#open().promise;
  }

  /** Starts the first child ahead of the first chunk. */
  warmUp(): void {
    if (!this.#closed && this.#slots.all.length === 0) this.#open();
  }

  /** @throws SonothequeError, `stopped` when the signal says so; EncoderUnavailableError */
  encode(chunk: Pick<EncodeTask, 'mel' | 'rows' | 'blocks' | 'file' | 'priority' | 'signal'>): Promise<EncodedChunk> {
    const { signal } = chunk;
    if (this.#closed) return Promise.reject(closedError());
    if (signal.aborted) return Promise.reject(stoppedError());
    const { promise, resolve, reject } = Promise.withResolvers<EncodedChunk>();
    const task: EncodeTask = { ...chunk, resolve, reject, attempts: 0 };
    const drop = () => {
      this.#waiting.remove(task);
      reject(stoppedError());
    };
    signal.addEventListener('abort', drop, { once: true });
    this.#waiting.add(task);
    this.resume();
    return promise.finally(() => signal.removeEventListener('abort', drop));
  }

  /** Hands out as many chunks as may be computed now. */
  resume(): void {
    if (this.#closed) return;
    while (this.#waiting.length > 0) {
      const background = this.#turns.mayCompute;
      const interactive = this.#waiting.count('interactive') > 0;
      if (!interactive && !background) return;
      const perChild = this.#turns.limited && !interactive ? 1 : TASKS_A_CHILD;
      const slot = this.#leastBusy(perChild);
      const task = slot && this.#waiting.next(background);
      if (!slot || !task) break;
      task.attempts += 1;
      slot.begin(task);
    }
    this.#startAsNeeded();
  }

  close(): void {
    this.#closed = true;
    const tasks = [...this.#waiting.takeAll(), ...this.#slots.all.flatMap((slot) => slot.takeTasks())];
    this.#slots.close();
    for (const task of tasks) task.reject(closedError());
    this.#opening?.reject(closedError());
  }

  #leastBusy(most: number): EncodeSlot | undefined {
    return this.#slots.all
      .filter(({ ready, taskCount }) => ready && taskCount < most)
      .sort((a, b) => a.taskCount - b.taskCount)[0];
  }

  /** One session fills a GPU; of a processor, each takes one core. */
  #startAsNeeded(): void {
    const background = this.#turns.mayCompute ? this.#waiting.count('background') : 0;
    if (this.#waiting.count('interactive') + background === 0 || this.#slots.all.some(({ ready }) => !ready)) return;
    const most = this.#description && SESSION_A_CORE.has(this.#description.backend) ? this.#options.children : 1;
    if (this.#slots.all.length > 0 && this.#failedOpenings >= MAX_FAILED_OPENINGS) return;
    if (this.#slots.all.length < most) this.#start();
  }

  #open(): PromiseWithResolvers<EncoderDescription> {
    if (this.#opening) return this.#opening;
    this.#opening = Promise.withResolvers<EncoderDescription>();
    // Chunks are told by themselves; not everyone waits for the opening.
    this.#opening.promise.catch(() => {});
    if (this.#slots.all.length === 0) this.#start();
    return this.#opening;
  }

  #start(): void {
    const slot = new EncodeSlot({
      entry: this.#options.entry,
      memoryLimitMegabytes: this.#options.memoryLimitMegabytes,
      encoder: this.#encoder,
      onOpened: (event) => this.#note(slot, event),
      onTurnEnd: () => this.#turns.offer(),
      onEnd: (end) => this.#replace(slot, end),
    });
    this.#slots.add(slot);
  }

  #note(slot: EncodeSlot, event: OpenedEvent | OpenFailedEvent): void {
    if (event.kind === 'open-failed') {
      this.#slots.letGo(slot);
      this.#openingFailed(event.failure, MAX_FAILED_OPENINGS);
      return;
    }
    this.#failedOpenings = 0;
    const { backend, precision, modelVersion, why } = event;
    this.#description = { backend, precision, modelVersion, why };
    this.#opening?.resolve(this.#description);
    this.#opening = null;
    this.#turns.offer();
  }

  #replace(slot: EncodeSlot, end: ChildEnd): void {
    this.#slots.forget(slot);
    // Only the first was being computed: those behind it are not to blame.
    const [computed, ...behind] = slot.takeTasks();
    this.#options.onChildEnded({
      role: 'encode',
      pid: slot.pid ?? null,
      reason: `${end.cause}: ${end.detail}`,
      file: computed?.file ?? null,
      stderrTail: end.stderrTail,
    });
    for (const task of [...behind].reverse()) {
      task.attempts -= 1;
      this.#again(task);
    }
    if (computed && computed.attempts >= MAX_ATTEMPTS) computed.reject(new SonothequeError(encodeFailure(end)));
    else if (computed) this.#again(computed);
    if (!slot.ready) this.#openingFailed(encodeFailure(end), 1);
    this.#turns.offer();
  }

  #again(task: EncodeTask): void {
    if (!task.signal.aborted) this.#waiting.addFirst(task);
  }

  /** Without any child that works, whatever waits can't be encoded; a later request tries anew. */
  #openingFailed(failure: Failure, weight: number): void {
    this.#failedOpenings += weight;
    if (this.#slots.all.some(({ ready }) => ready)) return;
    if (this.#failedOpenings < MAX_FAILED_OPENINGS) {
      if (this.#slots.all.length === 0) this.#start();
      return;
    }
    this.#failedOpenings = 0;
    const error = new EncoderUnavailableError(failure);
    this.#opening?.reject(error);
    this.#opening = null;
    for (const task of this.#waiting.takeAll()) task.reject(error);
  }
}
