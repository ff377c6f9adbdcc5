/** Listening without a catalogue: what `suggest` and `embed` do. */
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import { describeFailure, type Listened, type ListenedProducts, Listener } from '../indexing/index.ts';
import { suggest } from '../suggestions/index.ts';

export type HeardFile = {
  readonly path: string;
  readonly durationSeconds: number | null;
  readonly suggestions: readonly Suggestion[];
  readonly failure: Failure | null;
};

export type EmbeddedFile = {
  readonly durationSeconds: number | null;
  /** blocks × 512; `null` on failure. */
  readonly embeddings: Float32Array | null;
  readonly failure: Failure | null;
};

export type FileListeningOptions = {
  readonly precision?: 'int8' | 'fp32' | 'best';
  readonly signal: AbortSignal;
};

/** Suggestions for each file, in the order given. @throws SonothequeError when no encoder can be opened */
export async function* suggestForFiles(
  paths: readonly string[],
  { top, ...options }: FileListeningOptions & { readonly top: number },
): AsyncGenerator<HeardFile> {
  for await (const { path, listened, failure } of listenToFiles(
    paths.map((path) => Buffer.from(path)),
    options,
  )) {
    yield {
      path: Buffer.from(path).toString(),
      durationSeconds: listened?.format.durationSeconds ?? null,
      suggestions: listened ? suggest(listened.products, top) : [],
      failure,
    };
  }
}

/** Embeddings of each file, in the order given. @throws SonothequeError when no encoder can be opened */
export async function* embedFiles(
  paths: readonly Uint8Array[],
  options: FileListeningOptions,
): AsyncGenerator<EmbeddedFile> {
  for await (const { listened, failure } of listenToFiles(paths, options)) {
    yield {
      durationSeconds: listened?.format.durationSeconds ?? null,
      embeddings: listened?.products.embeddings ?? null,
      failure,
    };
  }
}

type FileOutcome = {
  readonly path: Uint8Array;
  readonly listened: (Listened & { readonly products: ListenedProducts }) | null;
  readonly failure: Failure | null;
};

/** Keeps every child busy, and hands results on in order. */
async function* listenToFiles(
  paths: readonly Uint8Array[],
  options: FileListeningOptions,
): AsyncGenerator<FileOutcome> {
  const listener = new Listener({ precision: options.precision ?? 'best', files: paths.length });
  const stop = () => listener.close();
  options.signal.addEventListener('abort', stop);
  try {
    await listener.opened();
    const underWay: Promise<FileOutcome>[] = [];
    let next = 0;
    while (next < paths.length || underWay.length > 0) {
      if (options.signal.aborted) return;
      while (next < paths.length && underWay.length < listener.capacity) {
        underWay.push(listenToFile(listener, paths[next] ?? new Uint8Array()));
        next += 1;
      }
      const outcome = await underWay.shift();
      if (outcome && !options.signal.aborted) yield outcome;
    }
  } finally {
    options.signal.removeEventListener('abort', stop);
    listener.close();
  }
}

async function listenToFile(listener: Listener, path: Uint8Array): Promise<FileOutcome> {
  try {
    const listened = await listener.listen({ path });
    const { products } = listened;
    if (!products) throw new Error('the file was only inspected');
    return { path, listened: { ...listened, products }, failure: null };
  } catch (error) {
    return { path, listened: null, failure: describeFailure(error) };
  }
}
