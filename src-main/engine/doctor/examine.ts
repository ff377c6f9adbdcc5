import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../src-shared/contract/app.ts';

/** Looks at everything the product leans on, in a process of its own: the engine goes on meanwhile, whatever breaks. */
export async function* examine(signal?: AbortSignal): AsyncGenerator<Finding> {
  // Without protection keys: a fault of V8 ends processes whose threads come and go (nodejs/node#64500).
  const flags = ['--disable-warning=ExperimentalWarning', '--no-memory-protection-keys'];
  const child = spawn(process.execPath, [...flags, entry()], {
    stdio: ['ignore', 'pipe', 'ignore'],
    // Where the engine runs inside Electron, its executable is Node only when told so.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    windowsHide: true,
    ...(signal === undefined ? {} : { signal }),
  });
  const ended = once(child, 'exit').catch(() => [null, 'it could not be started']);
  try {
    for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
    const [code, ending] = await ended;
    if (code === 0 || signal?.aborted) return;
    yield {
      name: 'examination',
      ok: false,
      optional: false,
      detail: `ended before everything was looked at (${ending ?? `exit code ${code}`})`,
      howToGet: 'What was to be looked at next is what breaks; send this list with a report.',
    };
  } finally {
    child.kill();
  }
}

function entry(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? './doctor-child.ts' : './doctor-child.mjs', import.meta.url));
}
