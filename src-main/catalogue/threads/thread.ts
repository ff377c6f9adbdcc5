import { Worker } from 'node:worker_threads';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type Commands, endRequest, type Notice, type Request, type Response } from './protocol.ts';

type Waiting = { readonly resolve: (value: never) => void; readonly reject: (error: unknown) => void };

/** Our end of a catalogue thread. */
export type Thread<Answers extends Commands> = {
  /** Runs one command there; rejects with the SonothequeError it threw. */
  readonly call: <Name extends keyof Answers & string>(
    command: Name,
    ...args: Parameters<Answers[Name]>
  ) => Promise<ReturnType<Answers[Name]>>;
  /** Ends the thread after the commands that were sent before. */
  readonly end: () => Promise<void>;
};

const closed = (): SonothequeError =>
  new SonothequeError({ code: 'catalogue-closed', message: 'The catalogue is closed.', nextStep: 'Open it again.' });

/** The entry of a thread: the source beside this folder, or the bundle beside the bundled main file. */
export const entryUrl = (name: 'catalogue-writer' | 'catalogue-reader' | 'catalogue-similar'): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`../${name}.ts`, import.meta.url)
    : new URL(`./${name}.mjs`, import.meta.url);

/** Is told what a thread says unasked, and of each command that failed, before its promise rejects. */
export type ThreadWatcher = {
  readonly onNotice?: (notice: Notice) => void;
  readonly onFailure?: (failure: Failure) => void;
};

/** Starts a thread that calls `serve` with commands of the type named. */
export function startThread<Answers extends Commands>(
  entry: URL,
  { onNotice, onFailure }: ThreadWatcher = {},
): Thread<Answers> {
  const worker = new Worker(entry);
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: unknown;

  const endWith = (error: unknown) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (response: Response | Notice) => {
    if ('committedRevision' in response) {
      onNotice?.(response);
      return;
    }
    const call = waiting.get(response.id);
    if (call === undefined) return;
    waiting.delete(response.id);
    if ('failure' in response) {
      onFailure?.(response.failure);
      call.reject(new SonothequeError(response.failure));
    } else if ('fault' in response) call.reject(new Error(`Catalogue thread: ${response.fault}`));
    else call.resolve(response.result as never);
  });
  worker.on('error', endWith);
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      endWith(closed());
      resolve();
    });
  });

  return {
    call: (command, ...args) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        const request: Request = { id: nextId++, command, args };
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      }),
    end: async () => {
      ended ??= closed();
      // Not terminate(): a thread stopped while it still loads its native module can take the process with it.
      worker.postMessage(endRequest);
      await exited;
    },
  };
}

/** Runs one command in a thread of its own. */
export async function callOnce<Answers extends Commands, Name extends keyof Answers & string>(
  entry: URL,
  command: Name,
  ...args: Parameters<Answers[Name]>
): Promise<ReturnType<Answers[Name]>> {
  const thread = startThread<Answers>(entry);
  try {
    return await thread.call(command, ...args);
  } finally {
    await thread.end();
  }
}
