import type { ReaderCommands } from '../catalogue-reader.ts';
import type { SimilarCommands } from '../catalogue-similar.ts';
import { entryUrl, startThread, type Thread, type ThreadWatcher } from '../threads/thread.ts';
import type { CatalogueSimilarity, SimilarRequest, SimilarSound } from '../types.ts';

/** Searches that can be ended one by one at the same time. */
const endPlaces = 64;

/** The part of a catalogue that compares sounds; its thread starts with the first comparison. */
export function similarMethods(
  path: string,
  read: Thread<ReaderCommands>['call'],
  watcher: ThreadWatcher,
): {
  readonly methods: CatalogueSimilarity;
  readonly thread: () => Promise<Thread<SimilarCommands>>;
  readonly close: () => Promise<void>;
} {
  const ended = new Int32Array(new SharedArrayBuffer(endPlaces * Int32Array.BYTES_PER_ELEMENT));
  let thread: Promise<Thread<SimilarCommands>> | undefined;
  let nextPlace = 0;

  const opened = async (): Promise<Thread<SimilarCommands>> => {
    const started = startThread<SimilarCommands>(entryUrl('catalogue-similar'), watcher);
    try {
      await started.call('open', path, ended);
      return started;
    } catch (error) {
      thread = undefined;
      await started.end();
      throw error;
    }
  };
  const started = (): Promise<Thread<SimilarCommands>> => {
    thread ??= opened();
    return thread;
  };

  const similar = async (request: SimilarRequest, signal?: AbortSignal): Promise<readonly SimilarSound[]> => {
    signal?.throwIfAborted();
    const { filterResultSetId, ...search } = request;
    const soundIds = filterResultSetId === undefined ? null : await read('idsOf', filterResultSetId);
    const { call } = await started();
    signal?.throwIfAborted();
    const place = nextPlace++ % endPlaces;
    Atomics.store(ended, place, 0);
    const end = () => Atomics.store(ended, place, 1);
    signal?.addEventListener('abort', end, { once: true });
    try {
      return await call('similar', { ...search, soundIds }, place);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
    }
  };

  return {
    thread: started,
    methods: {
      similar,
      prepareSimilar: async () => (await started()).call('prepare'),
    },
    close: async () => {
      const running = await thread?.catch(() => undefined);
      if (running === undefined) return;
      ended.fill(1);
      await running.call('close').catch(() => undefined);
      await running.end();
    },
  };
}
