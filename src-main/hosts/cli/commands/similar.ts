import path from 'node:path';
import { Option } from 'commander';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, soundLine, suggestionText, trimLines } from '../output/sounds.ts';
import { clock, elide, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseCount, parseSeconds } from './sounds.ts';

type Options = {
  readonly from?: number;
  readonly to?: number;
  readonly mode: 'moment' | 'whole';
  readonly filter?: string;
  readonly limit: number;
};

const NAME_WIDTH = 44;

export const addSimilarCommand: AddCommand = (program, run) =>
  program
    .command('similar')
    .description('find sounds like a file, or like a part of it')
    .argument('<file>', 'a sound of the catalogue, or any other')
    .option('--from <seconds>', 'where the part begins', parseSeconds)
    .option('--to <seconds>', 'where it ends', parseSeconds)
    .addOption(
      new Option('--mode <mode>', 'compare best moments, or whole sounds')
        .choices(['moment', 'whole'])
        .default('moment'),
    )
    .option('--filter <query>', 'only among the sounds that match')
    .option('--limit <n>', 'at most this many', parseCount, 20)
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque similar ~/Sounds/slam.wav
  $ sonotheque similar rain.wav --mode whole --filter 'lib:SFX dur:>30'
  $ sonotheque similar take7.wav --from 12 --to 14.5 --limit 5 --json`,
    )
    .action((file: string, options: Options, command) =>
      run(command, (context) => showSimilar(context, file, options)),
    );

function showSimilar(
  context: CommandContext,
  file: string,
  { from, to, mode, filter, limit }: Options,
): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const found = await client.listening.similar({
      to: { path: path.resolve(file) },
      limit,
      mode,
      ...(filter === undefined ? {} : { among: { filter: { text: filter } } }),
      ...(from === undefined ? {} : { startSeconds: from }),
      ...(to === undefined ? {} : { endSeconds: to }),
    });
    if (context.json) {
      for (const { sound, similarity, startSeconds, endSeconds, ...match } of found) {
        context.print({
          ...soundLine(sound),
          similarity,
          fromSeconds: startSeconds,
          toSeconds: endSeconds,
          queryFromSeconds: match.queryStartSeconds,
          queryToSeconds: match.queryEndSeconds,
          relation: match.relation,
        });
      }
      return EXIT.done;
    }
    const table = newTable(['like', 'at', 'sound', 'category']);
    for (const { sound, similarity, startSeconds, relation } of found) {
      const [first] = sound.suggestions;
      table.push([
        { content: similarity.toFixed(3), hAlign: 'right' },
        { content: clock(startSeconds), hAlign: 'right' },
        `${elide(printable(path.basename(sound.path)), NAME_WIDTH)}${relation === 'copy' ? ' (copy)' : ''}`,
        sound.label ? (sound.label.catId ?? sound.label.category) : first ? suggestionText(first) : '',
      ]);
    }
    context.print(
      found.length
        ? trimLines(table.toString())
        : filter === undefined
          ? 'Nothing similar is in the catalogue. Index some folders first.'
          : 'No sound matches the filter.',
    );
    return EXIT.done;
  });
}
