import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from '../../connection/index.ts';
import { electronRuntime, packedProgram } from '../../electron/runtime.ts';
import { openAppWindow, startWebHost } from '../../web/index.ts';
import { type CommandContext, EXIT, withService } from '../context.ts';
import { rendererFolder } from '../renderer-folder.ts';
import type { AddCommand } from './add-command.ts';
import { printAddresses, untilAborted } from './serve.ts';

/** What the program does when no command is named. */
export const addAppCommand: AddCommand = (program, run) =>
  program
    .command('app')
    .description('open the application (what happens without a command)')
    .action((_options, command) => run(command, openApp));

async function openApp(context: CommandContext): Promise<number> {
  const packed = packedProgram();
  if (packed !== null) return runElectron(context, packed, []);
  const runtime = electronRuntime();
  if (runtime) return runElectron(context, runtime, [fileURLToPath(new URL('./electron-main.mjs', import.meta.url))]);
  await withService(context, (connection) => openBrowserWindow(context, connection));
  return EXIT.done;
}

async function openBrowserWindow(context: CommandContext, connection: Connection): Promise<void> {
  const { catalogue } = await connection.client.app.facts();
  const host = await startWebHost(connection, { rendererFolder });
  try {
    const window = openAppWindow({ address: host.address, profileFolder: `${catalogue}-window` });
    if (window) {
      context.tell(
        "Electron's runtime is not here: the application opens in a window of your browser. Ctrl-C ends it.",
      );
      await Promise.race([window.closed, untilAborted(context.signal)]);
      window.close();
    } else {
      context.tell("Neither Electron's runtime nor a browser with a display is here: open this address yourself.");
      await printAddresses(context, host);
    }
  } finally {
    await host.close();
  }
}

/**
 * Electron is another program: it runs until its windows are closed, and opens its engine itself.
 *
 * @param main the script that it runs; none where it is packed with it
 */
async function runElectron(context: CommandContext, runtime: string, main: readonly string[]): Promise<number> {
  const named = context.catalogue === undefined ? [] : ['--catalogue', path.resolve(context.catalogue)];
  // Set where a tool runs Electron as plain Node; here it would open nothing.
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  // The main process takes V8's flags only when it starts; why they are there: scripts/start.mjs.
  const flags = ['--js-flags=--no-memory-protection-keys'];
  const child = spawn(runtime, [...main, ...flags, ...named], { stdio: 'inherit', env: environment });
  context.signal.addEventListener('abort', () => child.kill());
  const [code] = await once(child, 'exit');
  return code === 0 || context.signal.aborted ? EXIT.done : EXIT.someFailed;
}
