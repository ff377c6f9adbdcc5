import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type ChildEnd, ChildWorker, NonsenseError } from '../../children/index.ts';
import { checkPlaybackEvent } from './check-event.ts';
import type { CategorizeCommand, PlaybackCommand, PlaybackEvent, ReadCommand, RenderCommand } from './protocol.ts';

export type Answer = Extract<PlaybackEvent, { readonly kind: 'piece' | 'rendered' | 'categorized' }>;

const ANSWERS = { read: 'piece', render: 'rendered', categorize: 'categorized' } as const;

export type PlaybackTask = {
  readonly command: ReadCommand | RenderCommand | CategorizeCommand;
  readonly onMoving: (done: number) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
};

export type SlotOptions = {
  readonly entry: string;
  readonly memoryLimitMegabytes: number;
  /** It is ready, or has answered. */
  readonly onFree: () => void;
  readonly onEnd: (end: ChildEnd, task: PlaybackTask | null) => void;
};

/** One child and the command it is at. */
export class PlaybackSlot {
  readonly #worker: ChildWorker<PlaybackCommand, PlaybackEvent>;
  readonly #onFree: () => void;
  #work: { readonly id: number; readonly task: PlaybackTask } | null = null;
  #nextId = 1;
  #ready = false;
  /** The path it read last. */
  lastPath: Uint8Array | null = null;
  lastMoved = performance.now();

  constructor({ entry, memoryLimitMegabytes, onFree, onEnd }: SlotOptions) {
    this.#onFree = onFree;
    this.#worker = new ChildWorker({
      entry,
      memoryLimitMegabytes,
      place: 'foreground',
      check: checkPlaybackEvent,
      onEvent: (event) => this.#receive(event),
      onEnd: (end) => onEnd(end, this.#work?.task ?? null),
    });
  }

  get pid(): number | undefined {
    return this.#worker.pid;
  }

  get ready(): boolean {
    return this.#ready;
  }

  get idle(): boolean {
    return this.#ready && this.#work === null;
  }

  get task(): PlaybackTask | null {
    return this.#work?.task ?? null;
  }

  isOverdue(now: number, hangMilliseconds: number, startMilliseconds: number): 'hung' | 'never-ready' | null {
    const silent = now - this.lastMoved;
    if (!this.#ready) return silent > startMilliseconds ? 'never-ready' : null;
    return this.#work && silent > hangMilliseconds ? 'hung' : null;
  }

  begin(task: PlaybackTask): void {
    const id = this.#nextId;
    this.#nextId += 1;
    task.attempts += 1;
    this.#work = { id, task };
    if (task.command.kind !== 'categorize') this.lastPath = task.command.path;
    this.lastMoved = performance.now();
    this.#worker.send({ ...task.command, id });
  }

  kill(cause: 'hung' | 'never-ready', detail: string): void {
    this.#worker.kill(cause, detail);
  }

  letGo(): void {
    this.#worker.letGo();
  }

  #receive(event: PlaybackEvent): void {
    this.lastMoved = performance.now();
    if (event.kind === 'ready') {
      this.#ready = true;
      this.#onFree();
      return;
    }
    const work = this.#work;
    if (!work || work.id !== event.id) throw new NonsenseError('an answer that nobody asked for');
    if (event.kind === 'moving') {
      work.task.onMoving(event.done);
      return;
    }
    if (event.kind !== 'failed' && event.kind !== ANSWERS[work.task.command.kind])
      throw new NonsenseError('an answer to another question');
    this.#work = null;
    if (event.kind === 'failed') work.task.reject(new SonothequeError(event.failure));
    else work.task.resolve(event);
    this.#onFree();
  }
}

/** A sound whose child had to be replaced twice. */
export function childFailure({ cause, detail }: ChildEnd): Failure {
  const nextStep = 'The file is probably damaged: open it in another program, or convert it.';
  switch (cause) {
    case 'died':
      return { code: 'decoder-died', message: `Decoding this sound brought the decoder down (${detail}).`, nextStep };
    case 'memory':
      return { code: 'decoder-memory', message: `Decoding this sound took too much memory (${detail}).`, nextStep };
    case 'garbage':
      return { code: 'decoder-nonsense', message: `Decoding this sound gave nonsense (${detail}).`, nextStep };
    case 'hung':
    case 'never-ready':
      return { code: 'decoder-hung', message: `Decoding this sound stopped moving for ${detail}.`, nextStep };
  }
}
