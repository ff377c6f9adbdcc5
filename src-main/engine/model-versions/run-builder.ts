import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { BuilderAnswer, BuilderTask } from './builder-tasks.ts';
import type { VersionDescription } from './version-description.ts';

/**
 * Does one task in a process of its own: it runs native libraries over numbers that came from elsewhere, for up to minutes.
 *
 * @param signal ends the process; what it wrote stays where it is
 * @throws SonothequeError why it can't be done; whatever else went wrong
 */
export async function runBuilder(task: BuilderTask, signal?: AbortSignal): Promise<VersionDescription | null> {
  // Without protection keys: a fault of V8 ends processes whose threads come and go (nodejs/node#64500).
  const flags = ['--disable-warning=ExperimentalWarning', '--no-memory-protection-keys', '--max-old-space-size=4096'];
  const child = spawn(process.execPath, [...flags, entry()], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Where the engine runs inside Electron, its executable is Node only when told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    windowsHide: true,
  });
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (signal?.aborted) stop();
    const ended = once(child, 'exit');
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(task));
    const [said, [code, ending]] = await Promise.all([text(child.stdout), ended]);
    signal?.throwIfAborted();
    const answer = parse(said);
    if (answer === null) throw builderDied(String(ending ?? `exit code ${code}`));
    if ('failure' in answer) throw new SonothequeError(answer.failure);
    if ('fault' in answer) throw new Error(`Building a model version: ${answer.fault}`);
    return answer.description;
  } finally {
    signal?.removeEventListener('abort', stop);
    child.kill();
  }
}

function parse(said: string): BuilderAnswer | null {
  try {
    return JSON.parse(said) as BuilderAnswer;
  } catch {
    return null;
  }
}

function entry(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? './builder-child.ts' : './builder-child.mjs', import.meta.url));
}

const builderDied = (how: string): SonothequeError =>
  new SonothequeError({
    code: 'builder-died',
    message: `Building the model version ended before its end (${how}).`,
    nextStep: 'Try again with less else running; the training run and its weights are kept.',
  });
