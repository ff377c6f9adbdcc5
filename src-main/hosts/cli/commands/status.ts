import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

export const addStatusCommand: AddCommand = (program, run) =>
  program
    .command('status')
    .description('what the catalogue holds')
    .action((_options, command) => run(command, showStatus));

function showStatus(context: CommandContext): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const { sounds, frames, labels, libraries, encoder, catalogue } = await client.catalogue.status();
    if (context.json) {
      context.print({ sounds, frames, labels, encoder, catalogue });
      return EXIT.done;
    }
    const table = newTable([]);
    table.push(
      [
        'sounds',
        `${count(sounds.total)} (${count(sounds.indexed)} indexed, ${count(sounds.failed)} failed, ${count(sounds.missing)} missing)`,
      ],
      ['frames', count(frames)],
      ['labels', count(labels)],
      ['encoder', encoder ?? 'none used yet'],
      ['catalogue', catalogue],
      ...libraries.map(({ name, path }, index) => [index === 0 ? 'libraries' : '', `${name}  ${path}`]),
    );
    context.print(trimLines(table.toString()));
    return EXIT.done;
  });
}
