import type { KillCause } from './child-process.ts';
import { type Patience, watchChildren } from './watch-children.ts';

/** One child and what it is at, as whoever looks after several sees it. */
export type ChildSlot = {
  readonly pid: number | undefined;
  /** It has nothing to do. */
  readonly idle: boolean;
  /** CPU time so far, where the child tells it. */
  readonly cpuMilliseconds?: number;
  /** When it was last heard of, or got something to do. */
  lastMoved: number;
  /** Whether an answer is due, and has been for longer than allowed. */
  isOverdue(now: number, hangMilliseconds: number, startMilliseconds: number): 'hung' | 'never-ready' | null;
  kill(cause: KillCause, detail: string): void;
  letGo(): void;
};

/** The children of a pool: ended when they hang, let go when they have nothing to do for long. */
export class ChildSlots<Slot extends ChildSlot> {
  readonly #patience: Patience;
  readonly #slots: Slot[] = [];
  readonly #stopWatching: () => void;
  #cpuMillisecondsBefore = 0;

  constructor(patience: Patience) {
    this.#patience = patience;
    this.#stopWatching = watchChildren(
      patience,
      (now) => this.#look(now),
      () => {
        for (const slot of this.#slots) slot.lastMoved = performance.now();
      },
    );
  }

  get all(): readonly Slot[] {
    return this.#slots;
  }

  /** Of all that are and were here. */
  get cpuMilliseconds(): number {
    return this.#slots.reduce((sum, { cpuMilliseconds = 0 }) => sum + cpuMilliseconds, this.#cpuMillisecondsBefore);
  }

  get pids(): readonly number[] {
    return this.#slots.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  add(slot: Slot): void {
    this.#slots.push(slot);
  }

  /** Of one that has ended by itself. */
  forget(slot: Slot): void {
    const index = this.#slots.indexOf(slot);
    if (index < 0) return;
    this.#slots.splice(index, 1);
    this.#cpuMillisecondsBefore += slot.cpuMilliseconds ?? 0;
  }

  letGo(slot: Slot): void {
    this.forget(slot);
    slot.letGo();
  }

  /** Lets all go, and looks after none any more. */
  close(): void {
    this.#stopWatching();
    for (const slot of [...this.#slots]) this.letGo(slot);
  }

  #look(now: number): void {
    const { hangSeconds, startSeconds, idleSeconds } = this.#patience;
    for (const slot of [...this.#slots]) {
      const overdue = slot.isOverdue(now, hangSeconds * 1_000, startSeconds * 1_000);
      if (overdue) slot.kill(overdue, `${overdue === 'hung' ? hangSeconds : startSeconds} s`);
      else if (slot.idle && now - slot.lastMoved > idleSeconds * 1_000) this.letGo(slot);
    }
  }
}
