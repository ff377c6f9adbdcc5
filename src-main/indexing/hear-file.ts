import type { Failure } from '../../src-shared/contract/failures.ts';
import { hashEdges } from './edges.ts';
import { changingFailure, endsTheJob, readFailure } from './file-failures.ts';
import type { Listened } from './listening/index.ts';
import { type FoundFile, isSameContent, lookAt } from './look-at-file.ts';

/** A file as it lay there while it was heard, and what came of it. */
export type Heard = { readonly file: FoundFile; readonly edgesHash: string } & (
  | { readonly listened: Listened; readonly failure: null }
  | { readonly listened: null; readonly failure: Failure }
);

const ATTEMPTS = 2;

/**
 * Listens to a file that may be written, replaced or deleted meanwhile: what is told was heard of the file with the size
 * and time told with it. One that changed is heard once more, then it is a failure.
 * @param listen one pass; told the file as it lies there now
 * @throws what `listen` throws once the signal is aborted, and what is not about the file
 */
export async function hearFile(
  found: FoundFile,
  listen: (file: FoundFile, edgesHash: string) => Promise<Listened>,
  signal: AbortSignal,
): Promise<Heard> {
  for (let attempt = 1; ; attempt += 1) {
    const file = await lookAt(found);
    if (file.problem) return { file, edgesHash: '', listened: null, failure: file.problem };
    const heard = await hearOnce(file, listen, signal);
    const after = await lookAt(found);
    if (isSameContent(file, after)) return heard;
    if (after.problem) return { file: after, edgesHash: '', listened: null, failure: after.problem };
    if (attempt === ATTEMPTS) return { file: after, edgesHash: '', listened: null, failure: changingFailure };
  }
}

async function hearOnce(
  file: FoundFile,
  listen: (file: FoundFile, edgesHash: string) => Promise<Listened>,
  signal: AbortSignal,
): Promise<Heard> {
  let edgesHash = '';
  try {
    edgesHash = await hashEdges(file.path, file.sizeBytes);
    return { file, edgesHash, listened: await listen(file, edgesHash), failure: null };
  } catch (error) {
    // Given up by us: that says nothing about the file.
    if (signal.aborted || endsTheJob(error)) throw error;
    return { file, edgesHash, listened: null, failure: readFailure(error) };
  }
}
