import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

export type Served = {
  readonly address: string;
  /** From the start of the process to its address. */
  readonly milliseconds: number;
  readonly end: () => Promise<void>;
};

/** The built application on a catalogue, as `sonotheque serve` runs it. */
export async function served(catalogue: string): Promise<Served> {
  const began = performance.now();
  const host: ChildProcess = spawn(process.execPath, [cli, 'serve', '--catalogue', catalogue, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(host, 'exit');
  if (host.stdout === null) throw new Error('The host has no output.');
  const lines = createInterface({ input: host.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), exited.then(() => ['{}'])])) as [string];
  const { address } = JSON.parse(line) as { readonly address?: string };
  if (address === undefined) throw new Error('The host did not start.');
  return {
    address,
    milliseconds: performance.now() - began,
    end: async () => {
      host.kill('SIGTERM');
      await exited;
    },
  };
}
