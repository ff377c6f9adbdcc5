/** Process entry: builds, rebuilds or teaches one model version. The task comes on standard input; one line is the answer. */
import os from 'node:os';
import { json } from 'node:stream/consumers';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { buildFromRun } from './build-from-run.ts';
import type { BuilderAnswer, BuilderTask } from './builder-tasks.ts';
import { rebuildFromFile } from './rebuild-from-file.ts';
import { teachVersion } from './teach-version.ts';

const NICE = 10;
const PARENT_GONE_MILLISECONDS = 2_000;

async function work(task: BuilderTask): Promise<BuilderAnswer> {
  try {
    if (task.kind === 'build') return { description: await buildFromRun(task) };
    if (task.kind === 'rebuild') return { description: await rebuildFromFile(task) };
    await teachVersion(task);
    return { description: null };
  } catch (error) {
    if (error instanceof SonothequeError) return { failure: error.failure };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

try {
  os.setPriority(NICE);
} catch {
  // Not everywhere may a process be humble.
}
const parent = process.ppid;
setInterval(() => {
  // An engine that was killed wants nothing more.
  if (process.ppid !== parent) process.exit(1);
}, PARENT_GONE_MILLISECONDS).unref();
const answer = await work((await json(process.stdin)) as BuilderTask);
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
