import { Worker } from 'node:worker_threads';
import type { Head, LearnerModel, ThreadAnswer, ThreadRequest } from './learner-protocol.ts';
import type { LearnerCommands } from './learner-thread.ts';

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./learner-thread.ts', import.meta.url)
  : new URL('./learner-thread.mjs', import.meta.url);

type Waiting = { readonly resolve: (value: never) => void; readonly reject: (error: unknown) => void };

/** Our end of the learner's thread. */
export type LearnerThread = {
  /** Rejects when the thread has ended, or made a mistake. */
  readonly call: <Name extends keyof LearnerCommands>(
    command: Name,
    ...args: Parameters<LearnerCommands[Name]>
  ) => Promise<Awaited<ReturnType<LearnerCommands[Name]>>>;
  readonly end: () => Promise<void>;
};

export function startLearnerThread(
  onHead: (head: Head) => void,
  { starterFile, assetsFolder }: LearnerModel,
): LearnerThread {
  const worker = new Worker(entry, { workerData: { starterFile, assetsFolder } satisfies LearnerModel });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: unknown;
  const endWith = (error: unknown) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: ThreadAnswer) => {
    if ('head' in answer) {
      onHead(answer.head);
      return;
    }
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('fault' in answer) call?.reject(new Error(`Learner: ${answer.fault}`));
    else call?.resolve(answer.result as never);
  });
  worker.on('error', endWith);
  worker.on('exit', () => endWith(new Error('The learner has ended.')));
  worker.unref();
  return {
    call: (command, ...args) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        const request: ThreadRequest = { id: nextId++, command, args };
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      }),
    end: async () => {
      endWith(new Error('The learner was ended.'));
      // It holds nothing native, so it can be stopped anywhere.
      await worker.terminate();
    },
  };
}
