import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';
import type { FailedPath, IndexProgress, IndexReport, WarnedPath } from '../../src-shared/contract/indexing.ts';
import type { Catalogue, Library } from '../catalogue/index.ts';
import { indexLibrary, type Listener, ProgressCounter } from '../indexing/index.ts';
import { suggest } from '../suggestions/index.ts';
import { countMissing, folderState, markAway } from './away-libraries.ts';
import { librariesOf } from './libraries.ts';

export type IndexFoldersOptions = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly onFailure: (failed: FailedPath) => void;
  readonly onWarning?: (warned: WarnedPath) => void;
};

const PROGRESS_MILLISECONDS = 200;

/** Indexes folders one after another as one job. @throws SonothequeError */
export async function indexFolders(
  catalogue: Catalogue,
  listener: Listener,
  modelVersion: ModelVersionId,
  folders: readonly string[],
  { signal, onProgress, onFailure, onWarning = () => {} }: IndexFoldersOptions,
): Promise<IndexReport> {
  const counter = new ProgressCounter();
  const chosen = await librariesOf(catalogue, folders);
  const all = await catalogue.libraries();
  // The children may be deep in a long sound: closing them is what ends the job at once.
  signal.addEventListener('abort', () => listener.close());
  const ticker = setInterval(() => onProgress(counter.snapshot()), PROGRESS_MILLISECONDS);
  const sum = { indexed: 0, unchanged: 0, failed: 0, missing: 0, moved: 0, copies: 0 };
  try {
    // First, so that files met elsewhere can be known as theirs.
    const libraries: Library[] = [];
    for (const library of chosen) {
      if ((await folderState(library)) === 'there') {
        libraries.push(library);
        continue;
      }
      onFailure(await markAway(catalogue, library));
      sum.failed += 1;
      counter.failed += 1;
    }
    counter.walked = libraries.length === 0;
    for (const [index, library] of libraries.entries()) {
      if (signal.aborted) break;
      const outcome = await indexLibrary(
        {
          catalogue,
          listener,
          modelVersion,
          suggest,
        },
        library,
        {
          excludedRoots: all.filter(({ id }) => id !== library.id).map(({ root }) => Buffer.from(root.bytes)),
          counter,
          signal,
          onFailure,
          onWarning,
          onWalked: () => {
            counter.walked = index === libraries.length - 1;
          },
        },
      );
      sum.indexed += outcome.indexed;
      sum.unchanged += outcome.unchanged;
      sum.failed += outcome.failed;
      sum.moved += outcome.moved;
      sum.copies += outcome.copies;
    }
    for (const library of chosen) sum.missing += await countMissing(catalogue, library);
  } finally {
    clearInterval(ticker);
  }
  onProgress(counter.snapshot());
  return {
    ...sum,
    frames: counter.frames,
    soundSeconds: counter.soundSeconds,
    seconds: counter.elapsedSeconds,
    cpuMilliseconds: listener.cpuMilliseconds,
    interrupted: signal.aborted,
  };
}
