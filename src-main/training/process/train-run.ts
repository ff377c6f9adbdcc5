/** Training runs as the engine starts them: each in a child process of its own. */
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { TrainingEstimate, TrainingOutcome } from '../../../src-shared/training/index.ts';
import { type ChildEnd, ChildWorker, childMemoryLimit, entryBeside } from '../../children/index.ts';
import { checkTrainingEvent, type TrainingCommand, type TrainingEvent } from './protocol.ts';
import type { EstimateRunOptions, TrainRunOptions } from './run-options.ts';

/** No limit of its own: half of what the machine has. */
const MEMORY_MEGABYTES = 1_000_000;

/**
 * Trains a run folder, from its checkpoint where it has one.
 *
 * @throws SonothequeError where the run can't begin or go on; it can be taken up again once the reason is mended.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainingOutcome> {
  const { permit, onNews, onOpened, runFolder, threads, backend = null } = options;
  const { promise, resolve, reject } = Promise.withResolvers<TrainingOutcome>();
  const child = new TrainingChild({ kind: 'train', runFolder, threads, backend }, reject, (event) => {
    if (event.kind === 'opened') {
      const { backend: taken, refused, resumedFromEpoch } = event;
      onOpened?.({ backend: taken, refused, resumedFromEpoch, pid: child.pid });
    } else if (event.kind === 'news') {
      onNews?.(event.news);
      if (event.news.kind === 'outcome') resolve(event.news);
    }
  });
  let over = false;
  const follow = async () => {
    while (!over) {
      if (!permit.allowed && !(await permit.whenAllowed())) break;
      if (over) return;
      child.send({ kind: 'go' });
      const { piece } = permit;
      if (!piece.aborted) await new Promise((done) => piece.addEventListener('abort', done, { once: true }));
      child.send({ kind: 'pause' });
    }
    child.send({ kind: 'stop' });
  };
  void follow();
  try {
    return await promise;
  } finally {
    over = true;
    child.letGo();
  }
}

/**
 * Measures a few steps of a run and says what all of it will take here. Changes nothing in the folder.
 *
 * @throws SonothequeError where the run couldn't begin; the signal's reason where it was given up.
 */
export async function estimateRun(options: EstimateRunOptions): Promise<TrainingEstimate> {
  const { runFolder, threads, backend = null, signal } = options;
  return oneAnswer({ kind: 'estimate', runFolder, threads, backend }, signal, (event) =>
    event.kind === 'estimated' ? event.estimate : null,
  );
}

/**
 * Gives a child of its own one task, and takes its first answer.
 *
 * @param answerOf `null` where an event is none
 * @throws SonothequeError where the child fails; the signal's reason where it was given up
 */
export async function oneAnswer<Answer>(
  task: TrainingCommand,
  signal: AbortSignal | undefined,
  answerOf: (event: TrainingEvent) => Answer | null,
): Promise<Answer> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const child = new TrainingChild(task, reject, (event) => {
    const answer = answerOf(event);
    if (answer !== null) resolve(answer);
  });
  child.send({ kind: 'go' });
  const giveUp = () => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    child.letGo();
  }
}

/** One child at one task; every way in which it fails comes out as a sentence. */
class TrainingChild {
  readonly #worker: ChildWorker<TrainingCommand, TrainingEvent>;

  constructor(task: TrainingCommand, fail: (error: Error) => void, onEvent: (event: TrainingEvent) => void) {
    this.#worker = new ChildWorker({
      entry: entryBeside(import.meta.url, 'training-child'),
      memoryLimitMegabytes: childMemoryLimit(MEMORY_MEGABYTES),
      check: checkTrainingEvent,
      onEvent: (event) => {
        if (event.kind === 'failed') fail(new SonothequeError(event.failure));
        else onEvent(event);
      },
      onEnd: (end) => fail(died(end)),
    });
    this.#worker.send(task);
  }

  get pid(): number | undefined {
    return this.#worker.pid;
  }

  send(command: TrainingCommand): void {
    this.#worker.send(command);
  }

  letGo(): void {
    this.#worker.letGo();
  }
}

function died({ cause, detail, stderrTail }: ChildEnd): SonothequeError {
  if (cause === 'memory')
    return new SonothequeError({
      code: 'out-of-memory',
      message: `The training took more memory than it may (${detail}).`,
      nextStep: 'Use smaller batches, then resume: it goes on from its last checkpoint.',
    });
  return new SonothequeError(
    {
      code: 'training-died',
      message: `The training process ended unexpectedly (${detail}).`,
      nextStep: 'Resume the run: it goes on from its last checkpoint. If it happens again, report it.',
    },
    { cause: stderrTail },
  );
}
