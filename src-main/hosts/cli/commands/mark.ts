import { Argument, InvalidArgumentError } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { counted } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { namedSoundsHelp, withNamedSounds } from './named-sounds.ts';

type Marks = { readonly rating?: number; readonly note?: string; readonly favourite?: boolean };

export const addRateCommand: AddCommand = (program, run) =>
  program
    .command('rate')
    .description('give sounds 0 (none) to 5 stars')
    .argument('<sounds>', namedSoundsHelp)
    .addArgument(new Argument('<stars>', '0 to 5').argParser(parseStars))
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque rate ~/Sounds/slam.wav 5
  $ sonotheque rate "rain heavy" 3`,
    )
    .action((named: string, rating: number, _options, command) =>
      run(command, (context) => mark(context, named, { rating })),
    );

export const addFavouriteCommand: AddCommand = (program, run) =>
  program
    .command('favourite')
    .description('make sounds favourites, or not any more')
    .argument('<sounds>', namedSoundsHelp)
    .option('--remove', 'they are no favourites any more')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque favourite ~/Sounds/slam.wav
  $ sonotheque favourite "rain heavy" --remove`,
    )
    .action((named: string, { remove }: { readonly remove?: boolean }, command) =>
      run(command, (context) => mark(context, named, { favourite: remove !== true })),
    );

export const addNoteCommand: AddCommand = (program, run) =>
  program
    .command('note')
    .description('write a note on sounds')
    .argument('<sounds>', namedSoundsHelp)
    .argument('<text>', 'the note; "" takes it away')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque note ~/Sounds/slam.wav "the one for reel 3"
  $ sonotheque note ~/Sounds/slam.wav ""`,
    )
    .action((named: string, note: string, _options, command) =>
      run(command, (context) => mark(context, named, { note })),
    );

function mark(context: CommandContext, named: string, marks: Marks): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const { changed } = await withNamedSounds(client, named, (sounds) =>
      client.marks.set({ commandId: uuidv7(), sounds, ...marks }),
    );
    if (context.json) context.print({ changed });
    else context.print(changed === 0 ? 'Nothing is different.' : `${counted(changed, 'sound')} marked.`);
    return EXIT.done;
  });
}

/** @throws InvalidArgumentError */
function parseStars(text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < 0 || value > 5) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 5.');
  }
  return value;
}
