import { Worker } from 'node:worker_threads';
import type { ProjectionStep } from '../../learning/index.ts';
import type { ProjectionAnswer, ProjectionRequest } from './projection-protocol.ts';
import type { ProjectionCommands } from './projection-thread.ts';

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./projection-thread.ts', import.meta.url)
  : new URL('./projection-thread.mjs', import.meta.url);

/** Our end of a thread that makes one map. */
export type ProjectionThread = {
  /** Rejects when the thread has ended, or made a mistake. */
  readonly call: <Name extends keyof ProjectionCommands>(
    command: Name,
    ...args: Parameters<ProjectionCommands[Name]>
  ) => Promise<ReturnType<ProjectionCommands[Name]>>;
  /** At once, wherever it is: nothing native lies there. */
  readonly end: () => Promise<void>;
};

export function startProjectionThread(onProgress: (step: ProjectionStep) => void = () => {}): ProjectionThread {
  const worker = new Worker(entry);
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  let nextId = 1;
  let ended: Error | null = null;
  const endWith = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: ProjectionAnswer) => {
    if ('progress' in answer) {
      onProgress(answer.progress);
      return;
    }
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('fault' in answer) call?.reject(new Error(`Maps: ${answer.fault}`));
    else call?.resolve(answer.result as never);
  });
  worker.on('error', (error) => endWith(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => endWith(new Error('The maker of maps has ended.')));
  worker.unref();
  return {
    call: (command, ...args) => {
      if (ended !== null) return Promise.reject(ended);
      const call = Promise.withResolvers<never>();
      const request: ProjectionRequest = { id: nextId++, command, args };
      waiting.set(request.id, call);
      worker.postMessage(request);
      return call.promise;
    },
    end: async () => {
      endWith(new Error('The maker of maps was ended.'));
      await worker.terminate();
    },
  };
}
