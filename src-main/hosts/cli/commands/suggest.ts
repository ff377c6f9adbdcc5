import path from 'node:path';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { type CommandContext, EXIT, withoutCatalogue } from '../context.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { newTable, suggestionLine, trimLines } from '../output/sounds.ts';
import { clock, elide, failureText, percent, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseCount } from './sounds.ts';

type Options = { readonly top: number; readonly audioOnly?: boolean };

const NAME_WIDTH = 40;

export const addSuggestCommand: AddCommand = (program, run) =>
  program
    .command('suggest')
    .description('suggest categories for files, without a catalogue')
    .argument('<file...>', 'sounds, or videos with sound')
    .option('--top <n>', 'how many suggestions a file', parseCount, 5)
    .option('--audio-only', 'judge by the sound alone, not by its name')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque suggest slam.wav
  $ sonotheque suggest *.flac --top 3 --json`,
    )
    .action((files: readonly string[], options: Options, command) =>
      run(command, (context) => suggestFor(context, files, options)),
    );

function suggestFor(context: CommandContext, files: readonly string[], options: Options): Promise<number> {
  return withoutCatalogue((client) => showSuggestions(context, client, files, options));
}

async function showSuggestions(
  context: CommandContext,
  client: EngineClient,
  files: readonly string[],
  { top, audioOnly = false }: Options,
): Promise<number> {
  let failed = 0;
  const paths = files.map((file) => path.resolve(file));
  const table = newTable(['sound', 'length', 'category', '', 'why']);
  const line = new ProgressLine(process.stderr);
  let done = 0;
  for await (const heard of await client.listening.suggest(
    { paths, top, names: !audioOnly },
    { signal: context.signal },
  )) {
    const { durationSeconds, suggestions, failure } = heard;
    if (failure) failed += 1;
    done += 1;
    if (!context.json) line.showCount(done, paths.length);
    if (context.json) {
      context.print({
        path: heard.path,
        durationSeconds,
        suggestions: suggestions.map(suggestionLine),
        error: failure && failureText(failure),
      });
      continue;
    }
    const name = elide(printable(path.basename(heard.path)), NAME_WIDTH);
    const length = durationSeconds === null ? '' : clock(durationSeconds);
    if (failure) table.push([name, length, `✗ ${failureText(failure)}`, '', '']);
    else if (suggestions.length === 0) table.push([name, length, 'nothing to suggest (silence)', '', '']);
    for (const [index, { category, catId, probability, evidence }] of suggestions.entries()) {
      table.push([
        index === 0 ? name : '',
        index === 0 ? length : '',
        catId ?? category,
        { content: percent(probability), hAlign: 'right' },
        evidence.map(({ text }) => text).join('; '),
      ]);
    }
  }
  line.clear();
  if (!context.json && table.length > 0) context.print(trimLines(table.toString()));
  if (context.signal.aborted) return EXIT.interrupted;
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}
