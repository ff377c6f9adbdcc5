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
  'no-precision',
  'empty-region',
  'query-syntax',
  'no-such-job',
  'collection-unknown',
  'collection-exists',
  'setting-unknown',
  'setting-invalid',
  'list-unreadable',
  'list-empty',
  'nothing-to-score',
  'no-configuration',
  'bad-configuration',
  'no-such-run',
  'no-such-version',
  'no-such-library',
  'dataset-empty',
  'too-few-classes',
]);

const abort = new AbortController();
let exitCode: number = EXIT.done;
let interruptedCode: number = EXIT.interrupted;

process.on('SIGINT', () => {
  // The second Ctrl-C means it: a kill at any moment loses nothing that was stored.
  if (abort.signal.aborted) process.exit(EXIT.interrupted);
  abort.abort();
});
function terminate(): void {
  interruptedCode = EXIT.terminated;
  abort.abort();
}
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, terminate);
// The set-up script that started us holds a channel: it closes when that script ends, in whatever way.
process.on('disconnect', terminate);
process.channel?.unref();

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe (`… | head`) may leave early.
  if (error.code === 'EPIPE') process.exit(exitCode);
  process.stderr.write(`The output could not be written (${error.code ?? error.message}).\n`);
  process.exit(EXIT.someFailed);
});

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
  const named = process.argv.length > 2;
  await program.parseAsync(named ? process.argv : [...process.argv, 'app']);
} catch (error) {
  if (error instanceof CommanderError) {
    exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    if (exitCode !== EXIT.done && process.argv.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ error: error.message.replace(/^error: /, ''), code: 'usage' })}\n`);
    }
    if (error.code === 'commander.unknownOption') {
      process.stderr.write('A query that begins with a minus goes after two: sonotheque sounds -- -word\n');
    }
  } else {
    const details = error instanceof Error ? error.stack : error;
    process.stderr.write(`Something unexpected happened; please report this:\n${details}\n`);
    exitCode = EXIT.someFailed;
  }
}
process.exitCode = exitCode === EXIT.interrupted ? interruptedCode : exitCode;
