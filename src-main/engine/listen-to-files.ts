/** Listening without a catalogue: what `suggest` and `embed` do. */
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { HeardFile } from '../../src-shared/contract/listening.ts';
import { describeFailure, type Listened, type ListenedProducts, Listener } from '../indexing/index.ts';
import {
  createNameContext,
  describe,
  type NamedPath,
  packNames,
  readNames,
  type Starter,
  unpackNames,
} from '../suggestions/index.ts';

export type EmbeddedSound = {
  readonly durationSeconds: number | null;
  /** blocks × 512; `null` on failure. */
  readonly embeddings: Float32Array | null;
  readonly failure: Failure | null;
};

export type FileListeningOptions = {
  readonly precision: 'int8' | 'fp32';
  readonly signal?: AbortSignal;
};

/** Folders above a file that may say something of it: those further up are about whose files they are. */
const FOLDERS_READ = 2;

/**
 * Suggestions for each file, in the order given. How often words occur is counted over these files alone.
 * @param names whether names and metadata are read, too
 * @throws SonothequeError when no encoder can be opened
 */
export async function* suggestForFiles(
  listener: Listener,
  paths: readonly string[],
  {
    top,
    names,
    starter,
    signal,
  }: {
    readonly top: number;
    readonly names: boolean;
    /** Of the version that listens; `null`: its encoder's heads alone. */
    readonly starter: Starter | null;
    readonly signal?: AbortSignal;
  },
): AsyncGenerator<HeardFile> {
  const context = createNameContext();
  if (names) for (const path of paths) context.add(namedPath(path));
  for await (const { path, listened, failure } of listenToFiles(
    listener,
    paths.map((path) => Buffer.from(path)),
    signal,
  )) {
    const heardAt = Buffer.from(path).toString();
    const named =
      listened && names
        ? unpackNames(packNames(readNames({ ...namedPath(heardAt), fields: listened.metadata.fields }, context)))
        : null;
    yield {
      path: heardAt,
      durationSeconds: listened?.format.durationSeconds ?? null,
      suggestions: listened ? describe({ ...listened.products, named }, null, top, starter).suggestions : [],
      failure,
    };
  }
}

/** Files of a folder belong together as those of a library do. */
function namedPath(file: string): NamedPath {
  const parts = file.split(/[/\\]+/);
  return { libraryName: '', relativePath: parts.slice(-1 - FOLDERS_READ).join('/') };
}

/** Embeddings of each file, in the order given. @throws SonothequeError when no encoder can be opened */
export async function* embedFiles(
  paths: readonly Uint8Array[],
  { precision, signal }: FileListeningOptions,
): AsyncGenerator<EmbeddedSound> {
  // Its own children: the precision asked for may differ from the catalogue's.
  const listener = new Listener({ precision, files: paths.length });
  try {
    for await (const { listened, failure } of listenToFiles(listener, paths, signal)) {
      yield {
        durationSeconds: listened?.format.durationSeconds ?? null,
        embeddings: listened?.products.embeddings ?? null,
        failure,
      };
    }
  } finally {
    listener.close();
  }
}

type FileOutcome = {
  readonly path: Uint8Array;
  readonly listened: (Listened & { readonly products: ListenedProducts }) | null;
  readonly failure: Failure | null;
};

/** Keeps every child busy, and hands results on in order. */
export async function* listenToFiles(
  listener: Listener,
  paths: readonly Uint8Array[],
  callerSignal: AbortSignal | undefined,
): AsyncGenerator<FileOutcome> {
  const left = new AbortController();
  const signal = callerSignal ? AbortSignal.any([callerSignal, left.signal]) : left.signal;
  try {
    await listener.opened();
    const underWay: Promise<FileOutcome>[] = [];
    let next = 0;
    while (next < paths.length || underWay.length > 0) {
      if (signal.aborted) return;
      while (next < paths.length && underWay.length < listener.capacity) {
        underWay.push(listenToFile(listener, paths[next] ?? new Uint8Array(), signal));
        next += 1;
      }
      const outcome = await underWay.shift();
      if (outcome && !signal.aborted) yield outcome;
    }
  } finally {
    // A reader that leaves early wants nothing more.
    left.abort();
  }
}

async function listenToFile(listener: Listener, path: Uint8Array, signal: AbortSignal): Promise<FileOutcome> {
  try {
    const listened = await listener.listen({ path, priority: 'interactive', signal });
    const { products } = listened;
    if (!products) throw new Error('the file was only inspected');
    return { path, listened: { ...listened, products }, failure: null };
  } catch (error) {
    return { path, listened: null, failure: describeFailure(error) };
  }
}
