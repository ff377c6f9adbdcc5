import { createInterface } from 'node:readline';
import { InvalidArgumentError } from 'commander';
import { startWebHost, type WebHost } from '../../web/index.ts';
import { type CommandContext, EXIT, withService } from '../context.ts';
import { rendererFolder } from '../renderer-folder.ts';
import type { AddCommand } from './add-command.ts';

type Options = { readonly port?: number };

export const addServeCommand: AddCommand = (program, run) =>
  program
    .command('serve')
    .description('serve the application to a browser of this machine, until Ctrl-C')
    .option('--port <n>', 'of 127.0.0.1 (default: a free one)', parsePort)
    .addHelpText(
      'after',
      `
Prints an address that opens once; Enter prints another.

Examples:
  $ sonotheque serve
  $ sonotheque serve --port 7070 --catalogue film.sonotheque`,
    )
    .action((options: Options, command) => run(command, (context) => serve(context, options)));

async function serve(context: CommandContext, { port }: Options): Promise<number> {
  await withService(context, async (connection) => {
    const host = await startWebHost(connection, { rendererFolder, ...(port === undefined ? {} : { port }) });
    try {
      await printAddresses(context, host);
    } finally {
      await host.close();
    }
  });
  return EXIT.done;
}

/** Prints an address that opens once, and another at each Enter, until the person has enough. */
export async function printAddresses(context: CommandContext, host: WebHost): Promise<void> {
  const show = (address: string) => context.print(context.json ? { address } : `Sonotheque is at ${address}`);
  show(host.address);
  const asked = createInterface({ input: process.stdin });
  asked.on('line', () => show(host.newAddress({ lasting: true })));
  await untilAborted(context.signal);
  asked.close();
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** @throws InvalidArgumentError */
function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It must be a number from 1 to 65535.');
  return port;
}
