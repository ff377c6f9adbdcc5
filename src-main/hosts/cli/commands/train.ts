import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type { RunEstimate, TrainedDataset, TrainingRun } from '../../../../src-shared/contract/training.ts';
import type { TrainingNews } from '../../../../src-shared/training/index.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { ProgressLine, workProgressParts } from '../output/progress-line.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count, counted, failureText, printable, roughDuration } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

type Options = {
  readonly estimate?: boolean;
  readonly list?: boolean;
  readonly datasets?: boolean;
  readonly goOn?: string;
};

export const addTrainCommand: AddCommand = (program, run) =>
  program
    .command('train')
    .description('train an encoder, or an adapter on it, from labelled sounds')
    .argument('[config]', 'a JSON file: docs/training.md says what it may hold')
    .option('--estimate', 'only measure what it would cost here')
    .option('--list', 'runs so far, newest first')
    .option('--datasets', 'libraries that could be trained on, with their numbers')
    .option('--go-on <run>', 'take a run up again that was cancelled or failed: the end of its id')
    .addHelpText(
      'after',
      `
Paths in the file begin where the file lies. A run goes on when Sonotheque is opened again, whatever ended it.

Examples:
  $ sonotheque train doors.json --estimate
  $ sonotheque train doors.json
  $ sonotheque train --go-on 3f2a91c0`,
    )
    .action((config: string | undefined, options: Options, command: Command) =>
      run(command, (context) => train(context, config, options)),
    );

function train(context: CommandContext, config: string | undefined, options: Options): Promise<number> {
  const looksOnly = (options.list || options.datasets) === true;
  return withCatalogue(context, { readOnly: looksOnly }, async (client) => {
    if (options.datasets) return showDatasets(context, client);
    if (options.list) return showRuns(context, client);
    if (options.goOn !== undefined) {
      const { id } = await find(client, options.goOn);
      return follow(context, client, await client.training.goOn({ id }));
    }
    const configuration = await readConfig(config);
    if (options.estimate) return estimate(context, client, configuration);
    return follow(context, client, await client.training.start({ configuration }));
  });
}

/** @throws SonothequeError `no-configuration`, `bad-configuration` */
async function readConfig(file: string | undefined): Promise<{ [field: string]: unknown }> {
  if (file === undefined) {
    throw new SonothequeError({
      code: 'no-configuration',
      message: 'No configuration was named.',
      nextStep: 'Name a JSON file, or see `sonotheque train --help`; docs/training.md has an example.',
    });
  }
  const unreadable = (message: string, cause: unknown) =>
    new SonothequeError(
      { code: 'bad-configuration', message, nextStep: 'docs/training.md has an example to begin with.' },
      { cause },
    );
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(`The configuration ${file} could not be read.`, cause);
  });
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (cause) {
    throw unreadable(`${file} is no JSON: ${cause instanceof Error ? cause.message : 'unknown'}.`, cause);
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw unreadable(`${file} holds no object of fields.`, null);
  }
  return withAbsolutePaths(config as { [field: string]: unknown }, path.dirname(path.resolve(file)));
}

/** The engine may be another process, in another folder. */
function withAbsolutePaths(config: { [field: string]: unknown }, folder: string): { [field: string]: unknown } {
  const { datasets } = config;
  if (!Array.isArray(datasets)) return config;
  const absolute = (value: unknown) =>
    typeof value === 'string' && value !== '' ? path.resolve(folder, value) : value;
  return {
    ...config,
    datasets: datasets.map((dataset: unknown) => {
      const { source } = (dataset ?? {}) as {
        readonly source?: { readonly file?: unknown; readonly folder?: unknown };
      };
      if (typeof source !== 'object' || source === null) return dataset;
      return {
        ...(dataset as object),
        source: {
          ...source,
          ...('file' in source ? { file: absolute(source.file) } : {}),
          ...('folder' in source ? { folder: absolute(source.folder) } : {}),
        },
      };
    }),
  };
}

async function estimate(
  context: CommandContext,
  client: EngineClient,
  configuration: { [field: string]: unknown },
): Promise<number> {
  const line = new ProgressLine(process.stderr);
  try {
    for await (const event of await client.training.estimate({ configuration }, { signal: context.signal })) {
      if (event.kind === 'progress') {
        if (context.interactive && !context.json) line.show(['', event.sentence]);
        continue;
      }
      line.clear();
      if (context.json) context.print(event.estimate);
      else showEstimate(context, event.estimate);
      return EXIT.done;
    }
  } finally {
    line.clear();
  }
  return EXIT.interrupted;
}

function showEstimate(context: CommandContext, estimate: RunEstimate): void {
  const { backend, framesPerSecond, frames, seconds, memoryMegabytes, diskMegabytes, warning } = estimate;
  context.print(datasetTable(estimate.datasets));
  const toDecode = estimate.soundSecondsToDecode;
  if (toDecode > 0) context.print(`reads up to ${roughDuration(toDecode)} of sound first`);
  context.print(
    `${roughDuration(seconds)} for ${counted(frames, 'frame')} on ${backend}, ${count(framesPerSecond)} frames a second`,
  );
  context.print(`${count(memoryMegabytes)} MB of memory, ${count(diskMegabytes)} MB of disk`);
  for (const note of estimate.notes) context.tell(`! ${printable(note)}`);
  if (warning !== null) context.tell(`! ${warning}`);
}

async function follow(context: CommandContext, client: EngineClient, begun: TrainingRun): Promise<number> {
  const { id } = begun;
  const line = new ProgressLine(process.stderr);
  const jobId = begun.jobId;
  let told = 0;
  const showNews = (news: TrainingNews): void => {
    if (news.kind === 'step') return;
    line.clear();
    if (context.json) context.print(news);
    else if (news.kind === 'epoch') context.print(epochLine(news));
  };
  const showRun = (run: TrainingRun): void => {
    line.clear();
    if (run.datasets.length > 0 && told === 0 && !context.json) {
      told = 1;
      context.print(datasetTable(run.datasets));
      for (const note of run.notes) context.tell(`! ${printable(note)}`);
    }
  };
  const progressShown = new AbortController();
  if (context.interactive && !context.json) void showProgress(client, jobId, line, progressShown.signal);
  try {
    for await (const event of await client.training.watch({ id }, { signal: context.signal })) {
      if (event.kind === 'news') showNews(event.news);
      else showRun(event.run);
    }
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    progressShown.abort();
    line.clear();
  }
  const run = await client.training.run({ id });
  return ending(context, run);
}

function ending(context: CommandContext, run: TrainingRun): number {
  if (run.state === 'failed') {
    if (context.json) context.print(run);
    else context.tell(`✗ ${printable(run.name)}\n  ${failureText(run.failure ?? UNKNOWN)}`);
    return EXIT.someFailed;
  }
  if (run.state !== 'done') {
    const goOn = `sonotheque train --go-on ${run.id.slice(-ID_LENGTH)}`;
    const byItself = run.state === 'cancelled' ? '' : ' when Sonotheque is opened, or';
    context.tell(`“${printable(run.name)}” is not through; it goes on${byItself} with \`${goOn}\`.`);
    return EXIT.interrupted;
  }
  if (context.json) context.print(run);
  else {
    context.print(outcomeTable(run));
    if (run.modelVersion !== null) {
      context.print(`made the model version ${run.modelVersion}; \`sonotheque models activate\` takes it into use`);
    }
  }
  return EXIT.done;
}

const UNKNOWN = {
  code: 'unexpected',
  message: 'The training failed.',
  nextStep: 'Take it up again with --go-on.',
} as const;

async function showProgress(client: EngineClient, id: string, line: ProgressLine, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of await client.jobs.follow({ id }, { signal })) {
      if (signal.aborted) return;
      if (event.kind === 'job' && event.job.kind === 'train' && event.job.progress && event.job.finishedAt === null) {
        line.show(workProgressParts(event.job.progress));
      }
    }
  } catch {
    // Whoever watches the run itself says what is wrong.
  }
}

function epochLine(news: Extract<TrainingNews, { kind: 'epoch' }>): string {
  const { epoch, dataset, trainingLoss, meanMacroF1, isBest, seconds } = news;
  const parts = [
    `epoch ${epoch}${dataset === null ? '' : ` (${printable(dataset)})`}`,
    trainingLoss === null ? '' : `loss ${trainingLoss.toFixed(4)}`,
    `macro-F1 ${meanMacroF1.toFixed(3)}${isBest ? ', best so far' : ''}`,
    roughDuration(seconds),
  ];
  return parts.filter(Boolean).join(' · ');
}

function outcomeTable({ outcome }: TrainingRun): string {
  const table = newTable(['dataset', 'of', 'sounds', 'frame macro-F1', 'sound macro-F1']);
  for (const split of ['validation', 'test'] as const) {
    for (const { dataset, sounds, frameMacroF1, soundMacroF1 } of outcome?.[split] ?? []) {
      table.push([printable(dataset), split, count(sounds), frameMacroF1.toFixed(3), soundMacroF1.toFixed(3)]);
    }
  }
  return trimLines(table.toString());
}

function datasetTable(datasets: readonly TrainedDataset[]): string {
  const table = newTable(['dataset', 'classes', 'frames', 'training', 'validation', 'test']);
  for (const { name, classes, frames, sounds } of datasets) {
    const { training, validation, test } = sounds;
    table.push([printable(name), ...[classes.length, frames, training, validation, test].map(count)]);
  }
  return trimLines(table.toString());
}

const ID_LENGTH = 8;

async function showRuns(context: CommandContext, client: EngineClient): Promise<number> {
  const runs = await client.training.runs();
  if (context.json) for (const run of runs) context.print(run);
  else if (runs.length === 0) context.print('Nothing has been trained yet. docs/training.md has an example.');
  else {
    const table = newTable(['run', 'name', 'state', 'since', 'epochs', 'best macro-F1', 'model version']);
    for (const { id, name, state, createdAt, epochs, modelVersion } of runs) {
      const best = epochs.findLast(({ isBest }) => isBest);
      table.push([
        id.slice(-ID_LENGTH),
        printable(name),
        state,
        createdAt.toISOString().slice(0, 16).replace('T', ' '),
        count(epochs.at(-1)?.epoch ?? 0),
        best?.meanMacroF1.toFixed(3) ?? '',
        modelVersion ?? '',
      ]);
    }
    context.print(trimLines(table.toString()));
  }
  return EXIT.done;
}

async function showDatasets(context: CommandContext, client: EngineClient): Promise<number> {
  const libraries = await client.training.datasets();
  if (context.json) for (const library of libraries) context.print(library);
  else if (libraries.length === 0) context.print('No library has labelled sounds yet. Label some, or train on a list.');
  else {
    const table = newTable(['library', 'name', 'sounds', 'frames', 'categories', '']);
    for (const { libraryId, name, sounds, frames, categories, connected } of libraries) {
      const away = connected ? '' : 'not connected';
      table.push([String(libraryId), printable(name), count(sounds), count(frames), count(categories.length), away]);
    }
    context.print(trimLines(table.toString()));
  }
  return EXIT.done;
}

/** @throws SonothequeError `no-such-run` */
async function find(client: EngineClient, name: string): Promise<TrainingRun> {
  const found = (await client.training.runs()).filter(({ id }) => id.endsWith(name.toLowerCase()));
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new SonothequeError({
    code: 'no-such-run',
    message: only ? `More than one run ends with “${name}”.` : `No run ends with “${name}”.`,
    nextStep: '`sonotheque train --list` shows them.',
  });
}
