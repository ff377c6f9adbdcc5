/** Process entry of the command line. */
import { type Command, CommanderError } from 'commander';
import packageFacts from '../../../package.json' with { type: 'json' };
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { RunCommand } from './commands/add-command.ts';
import { type CommandContext, EXIT, type GlobalOptions } from './context.ts';
import { failureText } from './output/words.ts';
import { createProgram } from './program.ts';

/** Failures of what was typed, not of files. */
const WRONG_USE = new Set([
  'no-folder',
  'folder-not-found',
  'not-a-folder',
  'unknown-category',
  'no-category',
  'empty-region',
  'query-syntax',
]);

const abort = new AbortController();
let exitCode: number = EXIT.done;

process.on('SIGINT', () => {
  // The second Ctrl-C means it: a kill at any moment loses nothing that was stored.
  if (abort.signal.aborted) process.exit(EXIT.interrupted);
  abort.abort();
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort.abort());
// The reader of a pipe (`… | head`) may leave early.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCode : EXIT.someFailed),
);

function contextOf(command: Command): CommandContext {
  const { catalogue, json } = command.optsWithGlobals<GlobalOptions>();
  return {
    catalogue,
    json: json ?? false,
    signal: abort.signal,
    print: (line) => {
      process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
    },
    tell: (line) => {
      process.stderr.write(`${line}\n`);
    },
    interactive: process.stderr.isTTY === true,
  };
}

const run: RunCommand = async (command, work) => {
  const context = contextOf(command);
  try {
    exitCode = await work(context);
  } catch (error) {
    if (error instanceof CommanderError) throw error;
    if (!(error instanceof SonothequeError)) throw error;
    const { code, message, nextStep } = error.failure;
    exitCode = WRONG_USE.has(code) ? EXIT.wrongUse : EXIT.someFailed;
    if (context.json) context.print({ error: failureText(error.failure), code });
    context.tell(`${message}${nextStep ? `\n${nextStep}` : ''}`);
  }
};

const program = createProgram(packageFacts.version, run);
for (const command of [program, ...program.commands, ...program.commands.flatMap((sub) => sub.commands)]) {
  command.exitOverride();
}

try {
  if (process.argv.length <= 2) program.outputHelp();
  else await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  else {
    process.stderr.write(
      `Something unexpected happened; please report this:\n${error instanceof Error ? error.stack : error}\n`,
    );
    exitCode = EXIT.someFailed;
  }
}
process.exitCode = exitCode;
