import path from 'node:path';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type { Job } from '../../../../src-shared/contract/jobs.ts';
import type { ModelVersionRecord } from '../../../../src-shared/contract/models.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

export const addModelsCommand: AddCommand = (program, run) => {
  const models = program.command('models').description('model versions of a catalogue');
  models
    .command('list')
    .description('model versions, what they are made from, and how many sounds each has listened to')
    .action((_options, command) => run(command, listModels));
  models
    .command('activate')
    .description('listen to all sounds with a version, suggest by it, and make it the active one')
    .argument('<version>', 'its id, or the beginning of it')
    .action((version: string, _options, command) => run(command, (context) => activate(context, version)));
  models
    .command('rollback')
    .description('go back to the version that was active before')
    .action((_options, command) => run(command, rollback));
  models
    .command('rename')
    .argument('<version>', 'its id, or the beginning of it')
    .argument('<name>', 'what it is to be called')
    .action((version: string, name: string, _options, command) =>
      run(command, (context) => rename(context, version, name)),
    );
  models
    .command('remove')
    .description('take a version away, with what it listened to; not the active one')
    .argument('<version>', 'its id, or the beginning of it')
    .action((version: string, _options, command) => run(command, (context) => remove(context, version)));
  models
    .command('export')
    .description('write a version to one file')
    .argument('<version>', 'its id, or the beginning of it')
    .argument('<file>', 'ends in .sonotheque-model')
    .option('--overwrite', 'also where the file is there')
    .action((version: string, file: string, options: { readonly overwrite?: boolean }, command) =>
      run(command, (context) => exportVersion(context, version, file, options.overwrite ?? false)),
    );
  models
    .command('import')
    .description('check a file, build its version anew, and add it')
    .argument('<file>', 'ends in .sonotheque-model')
    .action((file: string, _options, command) => run(command, (context) => importVersion(context, file)));
  return models;
};

function listModels(context: CommandContext): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    printAll(context, await client.models.list());
    return EXIT.done;
  });
}

function printAll(context: CommandContext, models: readonly ModelVersionRecord[]): void {
  if (context.json) for (const model of models) context.print(model);
  else if (models.length === 0) context.print('No model version has been used yet. Index a folder first.');
  else {
    const table = newTable(['', 'model version', 'name', 'since', 'from', 'sounds', 'megabytes']);
    for (const model of models) {
      const { id, name, active, isPrevious, createdAt, lineage, soundsCovered, soundsTotal, disk, problem } = model;
      table.push([
        active ? '●' : isPrevious ? '◐' : '○',
        id,
        problem === null ? name : `${name} (${problem.message})`,
        createdAt.toISOString().slice(0, 10),
        lineage.datasets.map((dataset) => dataset.name).join(', ') || lineage.madeFrom,
        `${count(soundsCovered)} of ${count(soundsTotal)}`,
        ((disk.files + disk.vectors) / 1e6).toFixed(1),
      ]);
    }
    context.print(trimLines(table.toString()));
  }
}

function activate(context: CommandContext, version: string): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const { id } = await find(client, version);
    return follow(context, client, await client.models.activate({ id }));
  });
}

function rollback(context: CommandContext): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const { active, gaps } = await client.models.rollback();
    if (context.json) context.print({ active, gaps: gaps?.id ?? null });
    else context.print(`${active} is active again.`);
    return gaps === null ? EXIT.done : follow(context, client, gaps);
  });
}

/** Until the job has ended; interrupted, it goes on with the next start of the application. */
async function follow(context: CommandContext, client: EngineClient, { id }: Job): Promise<number> {
  let last: Job | null = null;
  for await (const event of await client.jobs.follow({ id }, { signal: context.signal })) {
    if (event.kind === 'file' && event.file.failure !== null && !context.json)
      context.print(`${event.file.path}: ${event.file.failure.message}`);
    if (event.kind === 'job') last = event.job;
  }
  if (context.json && last !== null) context.print(last);
  if (last === null || last.kind === 'index') return EXIT.done;
  if (last.failure !== null) throw new SonothequeError(last.failure);
  if (!context.json) context.print(last.report?.sentence ?? 'The work goes on in the background.');
  return last.state === 'done' ? EXIT.done : EXIT.someFailed;
}

function rename(context: CommandContext, version: string, name: string): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const { id } = await find(client, version);
    printAll(context, await client.models.rename({ id, name }));
    return EXIT.done;
  });
}

function remove(context: CommandContext, version: string): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const { id } = await find(client, version);
    printAll(context, await client.models.remove({ id }));
    return EXIT.done;
  });
}

function exportVersion(context: CommandContext, version: string, file: string, overwrite: boolean): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const { id } = await find(client, version);
    const written = await client.models.export({ id, file: path.resolve(file), overwrite });
    if (context.json) context.print(written);
    else context.print(`Wrote ${written.file} (${(written.bytes / 1e6).toFixed(1)} MB).`);
    return EXIT.done;
  });
}

function importVersion(context: CommandContext, file: string): Promise<number> {
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const imported = await client.models.import({ file: path.resolve(file) }, { signal: context.signal });
    if (context.json) context.print(imported);
    else context.print(`Added “${imported.name}” as ${imported.id}. Use it: models activate ${imported.id}`);
    return EXIT.done;
  });
}

/** By its id or the beginning of it. */
async function find(client: EngineClient, version: string): Promise<ModelVersionRecord> {
  const models = await client.models.list();
  const exact = models.find(({ id }) => id === version);
  const alike = models.filter(({ id }) => id.startsWith(version));
  const [only] = alike;
  if (exact) return exact;
  if (only && alike.length === 1) return only;
  throw new SonothequeError({
    code: 'unknown-model-version',
    message: `${alike.length === 0 ? 'No' : 'More than one'} model version begins with “${version}”.`,
    nextStep: 'Look at `sonotheque models list`.',
  });
}
