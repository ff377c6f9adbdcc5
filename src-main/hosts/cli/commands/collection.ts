import type { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import type { CollectionRecord } from '../../../../src-shared/contract/collections.ts';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, soundLine, trimLines } from '../output/sounds.ts';
import { count, counted, printable } from '../output/words.ts';
import type { AddCommand, RunCommand } from './add-command.ts';
import { eachSound } from './each-sound.ts';
import { namedSoundsHelp, withNamedSounds } from './named-sounds.ts';

export const addCollectionCommand: AddCommand = (program, run) => {
  const collection = program
    .command('collection')
    .description('sets of sounds that you put together')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque collection create Trailer --colour '#4c8dff'
  $ sonotheque collection add Trailer "whoosh dur:<3"
  $ sonotheque collection export Trailer`,
    );
  collection
    .command('list')
    .description('all of them, with how many sounds they have')
    .action((_options, command) =>
      run(command, (context) => withCatalogue(context, { readOnly: true }, list(context))),
    );
  collection
    .command('create')
    .description('make an empty one')
    .argument('<name>', 'what it is called')
    .option('--colour <colour>', 'as #rrggbb', '')
    .action((name: string, { colour }: { readonly colour: string }, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const made = await client.collections.create({ commandId: uuidv7(), name, colour });
          if (context.json) context.print(made);
          else context.print(`There is a collection “${printable(made.name)}” now.`);
          return EXIT.done;
        }),
      ),
    );
  addMemberCommand(collection, run, 'add', 'put sounds into one, at its end', 'added');
  addMemberCommand(collection, run, 'remove', 'take sounds out of one; the files stay', 'taken out');
  collection
    .command('delete')
    .description('forget one; its sounds stay, and undo brings it back')
    .argument('<name>', 'which one')
    .action((name: string, _options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const { id } = await find(client, name);
          const { changed } = await client.collections.delete({ commandId: uuidv7(), id });
          if (context.json) context.print({ deleted: changed });
          else context.print(`“${printable(name)}” is gone. \`sonotheque undo\` brings it back.`);
          return EXIT.done;
        }),
      ),
    );
  collection
    .command('export')
    .description('the files of one in its order, a path a line')
    .argument('<name>', 'which one')
    .action((name: string, _options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: true }, async (client) => {
          const { id } = await find(client, name);
          for await (const sound of eachSound(client, { collectionId: id })) {
            if (context.signal.aborted) return EXIT.interrupted;
            context.print(context.json ? soundLine(sound) : sound.path);
          }
          return EXIT.done;
        }),
      ),
    );
  return collection;
};

function addMemberCommand(
  collection: Command,
  run: RunCommand,
  action: 'add' | 'remove',
  description: string,
  done: string,
): void {
  collection
    .command(action)
    .description(description)
    .argument('<name>', 'which one')
    .argument('<sounds>', namedSoundsHelp)
    .action((name: string, named: string, _options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const { id } = await find(client, name);
          const { changed } = await withNamedSounds(client, named, (sounds) =>
            client.collections[action]({ commandId: uuidv7(), id, sounds }),
          );
          if (context.json) context.print({ changed });
          else context.print(`${counted(changed, 'sound')} ${done}.`);
          return EXIT.done;
        }),
      ),
    );
}

const list =
  (context: CommandContext) =>
  async (client: EngineClient): Promise<number> => {
    const collections = await client.collections.list();
    if (context.json) for (const one of collections) context.print(one);
    else if (collections.length === 0) context.print('There is no collection yet.');
    else {
      const table = newTable(['collection', 'sounds', 'missing', 'colour']);
      for (const { name, sounds, missing, colour } of collections) {
        table.push([printable(name), count(sounds), missing === 0 ? '' : count(missing), colour]);
      }
      context.print(trimLines(table.toString()));
    }
    return EXIT.done;
  };

/** @throws SonothequeError `collection-unknown` */
async function find(client: EngineClient, name: string): Promise<CollectionRecord> {
  const collections = await client.collections.list();
  const wanted = name.toLowerCase();
  const found = collections.find((one) => one.id === name || one.name.toLowerCase() === wanted);
  if (found) return found;
  throw new SonothequeError({
    code: 'collection-unknown',
    message: `There is no collection “${name}”.`,
    nextStep: '`sonotheque collection list` shows those there are.',
  });
}
