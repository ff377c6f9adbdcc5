import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

export const addModelsCommand: AddCommand = (program, run) => {
  const models = program.command('models').description('model versions of a catalogue');
  models
    .command('list')
    .description('model versions, and how many sounds each has listened to')
    .action((_options, command) => run(command, listModels));
  return models;
};

function listModels(context: CommandContext): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const models = await client.models.list();
    if (context.json) for (const model of models) context.print(model);
    else if (models.length === 0) context.print('No model version has been used yet. Index a folder first.');
    else {
      const table = newTable(['', 'model version', 'name', 'since', 'sounds']);
      for (const { id, name, active, createdAt, soundsCovered, soundsTotal } of models) {
        const covered = `${count(soundsCovered)} of ${count(soundsTotal)}`;
        table.push([active ? '●' : '○', id, name, createdAt.toISOString().slice(0, 10), covered]);
      }
      context.print(trimLines(table.toString()));
    }
    return EXIT.done;
  });
}
