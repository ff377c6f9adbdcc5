import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type ChildEnd, ChildSlots, childMemoryLimit, entryBeside } from '../../children/index.ts';
import { type Answer, childFailure, PlaybackSlot, type PlaybackTask } from './playback-slot.ts';
import type { ReadCommand, RenderCommand, Rendered } from './protocol.ts';

export type PlaybackDecodersOptions = {
  /** Most children at once. Default 3. */
  readonly children?: number;
  /** A child that owes an answer and is silent for so long is ended. Default 15. */
  readonly hangSeconds?: number;
  /** Default 30. */
  readonly startSeconds?: number;
  /** A child without work for so long is let go. Default 120: somebody who auditions presses the next key before. */
  readonly idleSeconds?: number;
  readonly memoryLimitMegabytes?: number;
  /** A child ended without having been let go: for the log. */
  readonly onChildEnded?: (reason: string) => void;
  /** Another process entry, for tests. */
  readonly entry?: string;
};

const MAX_ATTEMPTS = 2;
/** More questions than any window asks at once. */
const MOST_WAITING = 256;
/** Children that end before they are ready, one after another: then it isn't chance. */
const MOST_FAILED_STARTS = 2;

/**
 * Decodes sounds for playing and rendering in child processes, one question at a time each: nothing of a stranger's file
 * is looked at in this process. Children are started on demand, reused for whoever asks next, and let go when idle.
 */
export class PlaybackDecoders {
  readonly #options: Required<PlaybackDecodersOptions>;
  readonly #slots: ChildSlots<PlaybackSlot>;
  readonly #waiting: PlaybackTask[] = [];
  #failedStarts = 0;
  #closed = false;

  constructor(options: PlaybackDecodersOptions = {}) {
    this.#options = {
      children: 3,
      hangSeconds: 15,
      startSeconds: 30,
      idleSeconds: 120,
      memoryLimitMegabytes: childMemoryLimit(1_024),
      onChildEnded: () => {},
      entry: entryBeside(import.meta.url, 'playback-child'),
      ...options,
    };
    this.#slots = new ChildSlots(this.#options);
  }

  get pids(): readonly number[] {
    return this.#slots.pids;
  }

  /**
   * Bytes of the samples asked for, fewer where the sound ends.
   * @throws SonothequeError why it can't be decoded; `stopped` when the signal says so before its turn came
   */
  async read(command: Omit<ReadCommand, 'kind'>, signal?: AbortSignal): Promise<Uint8Array> {
    const answer = await this.#ask({ kind: 'read', ...command }, () => {}, signal, false);
    return answer.kind === 'piece' ? answer.bytes : new Uint8Array();
  }

  /**
   * Writes a part of a sound as a WAV file; whoever asked removes what an end before its time leaves behind.
   * @param onMoving told how far it is, 0–1
   * @throws SonothequeError why it can't be rendered; `stopped` when the signal says so
   */
  async render(
    command: Omit<RenderCommand, 'kind'>,
    onMoving: (done: number) => void = () => {},
    signal?: AbortSignal,
  ): Promise<Rendered> {
    const answer = await this.#ask({ kind: 'render', ...command }, onMoving, signal, true);
    if (answer.kind !== 'rendered') throw new TypeError('an answer to another question');
    const { sampleRateHz, channels, coding, frames } = answer;
    return { sampleRateHz, channels, coding, frames };
  }

  /**
   * Category probabilities of stored vectors, frames × 82.
   * @param assetsFolder of the model version that heard them; `null`: what comes along
   * @throws SonothequeError `models-missing`; `stopped` when the signal says so before its turn came
   */
  async categorize(
    embeddings: Float32Array,
    assetsFolder: string | null = null,
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    const answer = await this.#ask({ kind: 'categorize', embeddings, assetsFolder }, () => {}, signal, false);
    return answer.kind === 'categorized' ? answer.probabilities : new Float32Array();
  }

  /** Ends all children; whatever is under way is rejected with `closed`. */
  close(): void {
    this.#closed = true;
    const tasks = [...this.#waiting.splice(0), ...this.#slots.all.flatMap(({ task }) => task ?? [])];
    this.#slots.close();
    for (const task of tasks) task.reject(closedError());
  }

  #ask(
    command: PlaybackTask['command'],
    onMoving: PlaybackTask['onMoving'],
    signal: AbortSignal | undefined,
    endsChild: boolean,
  ): Promise<Answer> {
    if (this.#closed) return Promise.reject(closedError());
    if (signal?.aborted) return Promise.reject(stoppedError());
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(tooManyError());
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    // A render that failed half-way left its file: it isn't tried again by itself.
    const task: PlaybackTask = { command, onMoving, resolve, reject, attempts: endsChild ? MAX_ATTEMPTS - 1 : 0 };
    const stop = () => this.#stop(task, endsChild);
    signal?.addEventListener('abort', stop, { once: true });
    this.#waiting.push(task);
    this.#hand();
    return promise.finally(() => signal?.removeEventListener('abort', stop));
  }

  #hand(): void {
    while (!this.#closed && this.#waiting.length > 0) {
      const slot = this.#slotFor(this.#waiting[0]);
      const task = slot && this.#waiting.shift();
      if (!slot || !task) break;
      slot.begin(task);
    }
    this.#startAsNeeded();
  }

  /** What waits is not bound to a child that starts: another is often free before it is ready. */
  #startAsNeeded(): void {
    const starting = this.#slots.all.filter(({ ready }) => !ready).length;
    if (!this.#closed && this.#waiting.length > starting && this.#slots.all.length < this.#options.children)
      this.#start();
  }

  /** The free child that has this sound open, else the one that was free for longest. */
  #slotFor(task: PlaybackTask | undefined): PlaybackSlot | undefined {
    const free = this.#slots.all.filter(({ ready, task: current }) => ready && current === null);
    const wanted = task && task.command.kind !== 'categorize' ? task.command.path : null;
    const same = free.find(({ lastPath }) => wanted && lastPath && Buffer.compare(lastPath, wanted) === 0);
    if (same) return same;
    return free.sort((a, b) => a.lastMoved - b.lastMoved)[0];
  }

  #start(): void {
    const slot: PlaybackSlot = new PlaybackSlot({
      entry: this.#options.entry,
      memoryLimitMegabytes: this.#options.memoryLimitMegabytes,
      onFree: () => {
        this.#failedStarts = 0;
        this.#hand();
      },
      onEnd: (end, task) => this.#replace(slot, end, task),
    });
    this.#slots.add(slot);
  }

  #stop(task: PlaybackTask, endsChild: boolean): void {
    const waiting = this.#waiting.indexOf(task);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    // A piece is soon done and its child stays useful; a whole file is not waited for.
    const slot = endsChild ? this.#slots.all.find((one) => one.task === task) : undefined;
    if (slot) this.#slots.letGo(slot);
    task.reject(stoppedError());
    this.#hand();
  }

  #replace(slot: PlaybackSlot, end: ChildEnd, task: PlaybackTask | null): void {
    this.#slots.forget(slot);
    this.#options.onChildEnded(`${end.cause}: ${end.detail}`);
    if (task && task.attempts >= MAX_ATTEMPTS) task.reject(new SonothequeError(childFailure(end)));
    else if (task) this.#waiting.unshift(task);
    if (!slot.ready) this.#startFailed(end);
    this.#hand();
  }

  /** Without any child that works, whatever waits can't be decoded; a later question tries anew. */
  #startFailed(end: ChildEnd): void {
    this.#failedStarts += 1;
    if (this.#failedStarts < MOST_FAILED_STARTS || this.#slots.all.some(({ ready }) => ready)) return;
    this.#failedStarts = 0;
    for (const task of this.#waiting.splice(0)) task.reject(new SonothequeError(childFailure(end)));
  }
}

function closedError(): SonothequeError {
  return new SonothequeError({ code: 'closed', message: 'Playing was stopped.', nextStep: null });
}

function stoppedError(): SonothequeError {
  return new SonothequeError({ code: 'stopped', message: 'This was stopped.', nextStep: null });
}

function tooManyError(): SonothequeError {
  return new SonothequeError({
    code: 'too-many-sounds',
    message: 'Too many sounds are asked for at once.',
    nextStep: 'Wait a moment, then try again.',
  });
}
