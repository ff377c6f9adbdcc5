import path from 'node:path';
import type { Engine } from '../src-main/engine/index.ts';
import { runIndexJob, throwingFailures } from '../src-shared/client/index.ts';
import type { IndexReport } from '../src-shared/contract/indexing.ts';

/** Indexes one folder to the end; failing files are named on standard error. */
export async function indexWith(engine: Engine, folder: string): Promise<IndexReport> {
  const outcome = await runIndexJob(throwingFailures(engine.client()), [path.resolve(folder)], {
    signal: new AbortController().signal,
    onProgress: () => {},
    onFailure: ({ path: failed, failure }) => process.stderr.write(`${failed}: ${failure.message}\n`),
    onWarning: () => {},
  });
  if (outcome.kind === 'left') throw new Error('The job was left to somebody else.');
  return outcome.report;
}
