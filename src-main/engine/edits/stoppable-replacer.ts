import { Worker } from 'node:worker_threads';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { createReplacer, type Replacement } from './replacer.ts';

/** For a few hundred values; a pattern that takes longer would take for ever with the next one. */
const LONGEST_MILLISECONDS = 2_000;

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./replace-thread.ts', import.meta.url)
  : new URL('./replace-thread.mjs', import.meta.url);

/** Replaces in values in a thread of its own. */
export type StoppableReplacer = {
  /** @throws SonothequeError `pattern-too-slow` */
  readonly replace: (values: readonly string[]) => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
};

/** @throws SonothequeError `pattern-invalid` */
export function startReplacer(wanted: Replacement, longestMilliseconds = LONGEST_MILLISECONDS): StoppableReplacer {
  createReplacer(wanted);
  let worker: Worker | undefined;
  return {
    replace: async (values) => {
      if (values.length === 0) return [];
      const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
      let timer: NodeJS.Timeout | undefined;
      const begin = () => {
        // What the thread takes to start is not the pattern's fault.
        timer = setTimeout(() => reject(tooSlow()), longestMilliseconds);
      };
      const thread = worker ?? new Worker(entry, { workerData: wanted });
      if (worker === undefined) thread.once('online', begin);
      else begin();
      worker = thread;
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.postMessage(values);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        thread.off('message', resolve);
        thread.off('error', reject);
        thread.off('online', begin);
      }
    },
    end: async () => {
      // A regular expression that runs looks whether it is to end; this thread holds nothing native.
      await worker?.terminate();
    },
  };
}

const tooSlow = (): SonothequeError =>
  new SonothequeError({
    code: 'pattern-too-slow',
    message: 'This pattern takes too long: it tries too many ways to match.',
    nextStep: 'Make it simpler: avoid repeats within repeats, such as (a+)+.',
  });
