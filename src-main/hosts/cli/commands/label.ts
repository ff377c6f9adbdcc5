import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { soundLine } from '../output/sounds.ts';
import { counted, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseProbability } from './sounds.ts';

type LabelOptions = { readonly clear?: boolean };

export const addLabelCommand: AddCommand = (program, run) =>
  program
    .command('label')
    .description('say what a sound is; nothing overwrites it but you')
    .argument('<file>', 'a sound of the catalogue')
    .argument('[catId]', 'a UCS CatID (DOORWood) or a category (DOORS)')
    .option('--clear', 'take the label away')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque label ~/Sounds/slam.wav DOORWood
  $ sonotheque label ~/Sounds/slam.wav --clear`,
    )
    .action((file: string, catId: string | undefined, options: LabelOptions, command) =>
      run(command, (context) => label(context, file, catId, options)),
    );

function label(
  context: CommandContext,
  file: string,
  catId: string | undefined,
  { clear }: LabelOptions,
): Promise<number> {
  if ((catId === undefined) === !clear) {
    throw new SonothequeError({
      code: 'no-category',
      message: clear ? '--clear takes no category.' : 'A label needs a CatID or a category, or --clear.',
      nextStep: clear
        ? 'Leave one of them out: a new label replaces the old one by itself.'
        : 'For instance: `sonotheque label slam.wav DOORWood`.',
    });
  }
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const [sound] = await client.labels.set({
      commandId: uuidv7(),
      sounds: { path: path.resolve(file) },
      decision: catId ?? null,
    });
    if (!sound) throw new Error('The sound that was labelled is gone.');
    const { label: current } = sound;
    if (context.json) context.print(soundLine(sound));
    else
      context.print(
        current
          ? `${printable(sound.path)} is ${current.category}${current.catId ? ` (${current.catId})` : ''}.`
          : `${printable(sound.path)} has no label.`,
      );
    return EXIT.done;
  });
}

export const addAcceptCommand: AddCommand = (program, run) =>
  program
    .command('accept')
    .description('accept the first suggestion of every undecided sound that matches')
    .argument('<query>', 'which sounds; "" for all')
    .requiredOption('--min-probability <p>', 'only suggestions at least this probable', parseProbability)
    .addHelpText(
      'after',
      `
The query finds what is written, and nothing that means the same. What is accepted is not locked: a person’s word replaces it.

Examples:
  $ sonotheque accept "rain" --min-probability 0.8
  $ sonotheque undo`,
    )
    .action((query: string, options: { readonly minProbability: number }, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const { accepted, matched } = await client.labels.accept({
            commandId: uuidv7(),
            text: query,
            minProbability: options.minProbability,
          });
          if (context.json) context.print({ accepted, matched });
          else
            context.print(
              `${counted(accepted, 'sound')} labelled, of ${counted(matched, 'undecided match', 'undecided matches')}. \`sonotheque undo\` takes it back.`,
            );
          return EXIT.done;
        }),
      ),
    );
