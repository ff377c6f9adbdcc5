import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type ChildEnd, ChildSlots } from '../../children/index.ts';
import type { BackgroundTurns } from './background-turns.ts';
import { creditWindow, DecodeSlot, type DecodeTask } from './decode-slot.ts';
import { closedError, decodeFailure, stoppedError } from './listening-failures.ts';
import type { ChildEndedEvent, PoolOptions } from './pool-options.ts';
import type { DecodedMessage } from './protocol.ts';
import { WaitingTasks } from './waiting-tasks.ts';

const MAX_ATTEMPTS = 2;

/**
 * Decode children, one file each at a time, started when there is need of them. A file that kills, hangs or confuses
 * its child twice is a failure of that file. What a person waits for gets a child of its own when all are taken.
 */
export class DecodePool {
  readonly #options: PoolOptions;
  readonly #turns: BackgroundTurns;
  readonly #slots: ChildSlots<DecodeSlot>;
  readonly #waiting = new WaitingTasks<DecodeTask>();
  #closed = false;

  constructor(options: PoolOptions, turns: BackgroundTurns) {
    this.#options = options;
    this.#turns = turns;
    turns.join(this);
    this.#slots = new ChildSlots(options);
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

  /** @throws SonothequeError with the reason in plain words; `stopped` when the signal says so */
  decode(work: Pick<DecodeTask, 'request' | 'handlers' | 'priority'>, signal: AbortSignal): Promise<DecodedMessage> {
    if (this.#closed) return Promise.reject(closedError());
    if (signal.aborted) return Promise.reject(stoppedError());
    const { promise, resolve, reject } = Promise.withResolvers<DecodedMessage>();
    const task: DecodeTask = { ...work, resolve, reject, attempts: 0 };
    const stop = () => this.#stop(task);
    signal.addEventListener('abort', stop, { once: true });
    this.#waiting.add(task);
    this.resume();
    return promise.finally(() => signal.removeEventListener('abort', stop));
  }

  /** Begins and goes on with as many files as may be computed on now. */
  resume(): void {
    if (this.#closed) return;
    const inTurn = this.#slots.all.filter(({ idle }) => !idle).sort((a, b) => a.lastCredit - b.lastCredit);
    for (const slot of inTurn) this.#giveCredit(slot);
    while (this.#waiting.length > 0) {
      const slot = this.#slotForNext();
      const task = slot && this.#waiting.next(this.#turns.mayCompute && !slot.onlyInteractive);
      if (!slot || !task) return;
      task.attempts += 1;
      slot.begin(task, creditWindow(task.priority, this.#turns.limited));
    }
  }

  close(): void {
    this.#closed = true;
    const tasks = [...this.#waiting.takeAll(), ...this.#slots.all.flatMap(({ task }) => task ?? [])];
    this.#slots.close();
    for (const task of tasks) task.reject(closedError());
  }

  #giveCredit(slot: DecodeSlot): void {
    const { task } = slot;
    if (!task) return;
    const window = creditWindow(task.priority, this.#turns.limited);
    while (slot.wantsCredit(window)) {
      if (task.priority === 'background' && !slot.computingInBackground && !this.#turns.mayCompute) return;
      slot.giveCredit();
    }
  }

  /** A free child for the task that is next, started where there may be one more. */
  #slotForNext(): DecodeSlot | undefined {
    const interactive = this.#waiting.count('interactive') > 0;
    if (!interactive && !this.#turns.mayCompute) return undefined;
    const free = this.#slots.all.find((slot) => slot.idle && (interactive || !slot.onlyInteractive));
    if (free) return free;
    const usual = this.#slots.all.filter(({ onlyInteractive }) => !onlyInteractive).length;
    if (usual < this.#options.children) return this.#start(false);
    return interactive && this.#slots.all.length === usual ? this.#start(true) : undefined;
  }

  #start(onlyInteractive: boolean): DecodeSlot {
    const slot = new DecodeSlot(
      {
        entry: this.#options.entry,
        memoryLimitMegabytes: this.#options.memoryLimitMegabytes,
        onTurnEnd: () => this.#turns.offer(),
        onEnd: (end, task) => this.#replace(slot, end, task),
      },
      onlyInteractive,
    );
    this.#slots.add(slot);
    return slot;
  }

  #stop(task: DecodeTask): void {
    this.#waiting.remove(task);
    const slot = this.#slots.all.find((each) => each.task === task);
    if (slot) slot.stop(stoppedError());
    else task.reject(stoppedError());
  }

  #replace(slot: DecodeSlot, end: ChildEnd, task: DecodeTask | null): void {
    this.#slots.forget(slot);
    this.#options.onChildEnded(childEnded(slot, end, task));
    if (task && task.attempts >= MAX_ATTEMPTS) {
      task.reject(new SonothequeError(decodeFailure(end)));
    } else if (task) {
      task.handlers.onRestart();
      this.#waiting.addFirst(task);
    }
    this.#turns.offer();
  }
}

function childEnded(slot: DecodeSlot, end: ChildEnd, task: DecodeTask | null): ChildEndedEvent {
  const file = task ? Buffer.from(task.request.path).toString() : null;
  return {
    role: 'decode',
    pid: slot.pid ?? null,
    reason: `${end.cause}: ${end.detail}`,
    file,
    stderrTail: end.stderrTail,
  };
}
