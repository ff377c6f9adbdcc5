import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { EvaluateInput, EvaluationLine, EvaluationReport } from '../../../../src-shared/contract/evaluation.ts';
import { type CommandContext, EXIT, withOwnLook } from '../context.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count, counted, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { type EmbeddingOptions, evaluateEmbeddings } from './evaluate-embeddings.ts';
import { parseCount } from './sounds.ts';

type Options = EmbeddingOptions & {
  readonly embeddings?: boolean;
  readonly audioOnly?: boolean;
  readonly withNames?: boolean;
  readonly leaveLibrariesOut?: number | 'all';
  readonly firstLabels?: number;
  readonly alsoLearn?: readonly string[];
};

export const addEvaluateCommand: AddCommand = (program, run) =>
  program
    .command('evaluate')
    .description('score suggestions against a list of labelled sounds, or embeddings of libraries by their labels')
    .argument('[list]', 'a TSV with a header: path and category, where known cat_id, confidence, library, dup_group')
    .option('--sounds <folder>', "where the list's paths begin (default: the list's own folder)")
    .addOption(new Option('--audio-only', 'only what judges by the sound alone').conflicts('withNames'))
    .option('--with-names', 'only what also reads names and metadata')
    .option('--leave-libraries-out <k>', 'learn without the scored libraries: in k parts, or all', parseFolds)
    .option('--first-labels <n>', 'also score what the first n labels of each category are worth', parseCount)
    .option(
      '--also-learn <list=folder...>',
      'further lists to learn from, but for what sounds like the scored libraries',
    )
    .option('--confidence <word>', 'score only labels of this confidence; all: any', 'high')
    .option('--html <file>', 'also write a page with charts')
    .option('--library <name...>', 'score the embeddings of these libraries by their labels; all: every library')
    .option('--embeddings', 'score the embeddings of the list, each of its libraries as a dataset')
    .option('--model <id>', 'of embeddings: by this model version (default: the active one)')
    .option('--against <id>', 'of embeddings: and how that differs from this model version')
    .option('--k <n>', 'of embeddings: neighbours that vote', parseCount, 5)
    .addOption(
      new Option('--metric <metric>', 'of embeddings: how distances are measured')
        .choices(['euclidean', 'cosine'])
        .default('euclidean'),
    )
    .option(
      '--held-back <share|run>',
      'of embeddings: score only this share of the sounds, or the test sounds of a run',
    )
    .option('--seed <n>', 'of embeddings: samples, folds and the picture follow from it', parseCount, 1)
    .option('--no-probe', 'of embeddings: fit no linear heads')
    .option('--no-picture', 'of embeddings: draw no t-SNE picture')
    .addHelpText(
      'after',
      `
Scores: how often the right category is suggested first or among five (the mean over libraries of at least ten sounds),
macro-F1 over the categories, how far sureness and accuracy lie apart, and the share that could be accepted at 90 %.
Sounds in the catalogue are not listened to again; what had to be is kept beside it for the next time.

Examples:
  $ sonotheque evaluate labels.tsv --sounds ~/Sounds
  $ sonotheque evaluate labels.tsv --sounds ~/Sounds --leave-libraries-out all --html report.html
  $ sonotheque evaluate labels.tsv --audio-only --json
  $ sonotheque evaluate --library all --html embeddings.html
  $ sonotheque evaluate --library Doors Rain --model mine --against aisfx-x-sequential-ce`,
    )
    .action((list: string | undefined, options: Options, command) =>
      run(command, (context) => evaluateEither(context, list, options)),
    );

async function evaluateEither(context: CommandContext, list: string | undefined, options: Options): Promise<number> {
  const { library, embeddings } = options;
  const isOfEmbeddings = library !== undefined || embeddings === true;
  if (isOfEmbeddings && (list === undefined || embeddings === true)) {
    if (list !== undefined || library !== undefined) return evaluateEmbeddings(context, list, options);
  } else if (list !== undefined && library === undefined) return evaluate(context, list, options);
  context.tell(
    list === undefined
      ? 'Name a list of labelled sounds, or libraries with --library.'
      : 'A list of labels scores suggestions; add --embeddings to score embeddings by it and by --library.',
  );
  return EXIT.wrongUse;
}

async function evaluate(context: CommandContext, list: string, options: Options): Promise<number> {
  if (options.firstLabels !== undefined && options.leaveLibrariesOut === undefined) {
    context.tell('What first labels are worth shows on libraries left out: add --leave-libraries-out all.');
    return EXIT.wrongUse;
  }
  if (options.alsoLearn !== undefined && options.leaveLibrariesOut === undefined) {
    context.tell('Nothing is learned without libraries left out: add --leave-libraries-out all.');
    return EXIT.wrongUse;
  }
  const request: Parameters<typeof askFor>[1] = {
    list: path.resolve(list),
    names: options.audioOnly ? 'without' : options.withNames ? 'with' : 'both',
    confidence: options.confidence,
    ...(options.sounds === undefined ? {} : { folder: path.resolve(options.sounds) }),
    ...(options.leaveLibrariesOut === undefined ? {} : { leaveLibrariesOut: options.leaveLibrariesOut }),
    ...(options.firstLabels === undefined ? {} : { firstLabels: options.firstLabels }),
    ...(options.alsoLearn === undefined ? {} : { training: options.alsoLearn.map(readTraining) }),
    ...(options.html === undefined ? {} : { html: path.resolve(options.html) }),
  };
  const report = await askFor(context, request);
  if (report === null) return EXIT.interrupted;
  if (context.json) context.print(report);
  else show(context, report, options.html);
  const lost = report.faults.some(({ kind }) => kind === 'missing-file' || kind === 'unreadable-file');
  return lost ? EXIT.someFailed : EXIT.done;
}

function readTraining(text: string): { readonly list: string; readonly folder: string } {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError(`“${text}” is not LIST=FOLDER.`);
  return { list: path.resolve(text.slice(0, at)), folder: path.resolve(text.slice(at + 1)) };
}

/** `null` when it was interrupted. */
function askFor(context: CommandContext, request: EvaluateInput): Promise<EvaluationReport | null> {
  return withOwnLook(context, async (client) => {
    const line = new ProgressLine(process.stderr);
    try {
      for await (const event of await client.evaluation.evaluate(request, { signal: context.signal })) {
        if (event.kind === 'done') return event.report;
        if (context.json || !context.interactive) continue;
        if (event.kind === 'listening') line.showCount(event.done, event.total);
        else line.show(['', `${event.name}: ${event.part} of ${event.parts}`]);
      }
    } catch (error) {
      if (!context.signal.aborted) throw error;
    } finally {
      line.clear();
    }
    return null;
  });
}

function show(context: CommandContext, report: EvaluationReport, html: string | undefined): void {
  const { sounds, libraries, confidence, folds, faults, lines } = report;
  const which = confidence === null ? '' : ` with labels of confidence “${printable(confidence)}”`;
  const how = folds === null ? 'as it ships' : `learned without the scored libraries, ${counted(folds, 'fold')}`;
  context.print(`${counted(sounds, 'sound')} of ${counted(libraries, 'library', 'libraries')}${which}; ${how}\n`);
  const table = newTable(['', 'top-1', 'top-5', 'macro-F1', 'calibration', 'at 90 %', 'seconds']);
  for (const line of lines) {
    const { name, withNames, meanOverLibraries, overall, seconds } = line;
    table.push([
      `${name}${withNames ? ', with names' : ', sound only'}`,
      shareOf(meanOverLibraries.top1),
      shareOf(meanOverLibraries.top5),
      shareOf(overall.macroF1),
      shareOf(overall.calibrationError),
      `${(overall.coverageAt90 * 100).toFixed(1)} %`,
      seconds.toFixed(1),
    ]);
  }
  context.print(trimLines(table.toString()));
  const counting = lines[0]?.meanOverLibraries.libraries ?? 0;
  context.print(`top-1 and top-5: mean over ${counted(counting, 'library', 'libraries')} of at least ten sounds\n`);
  for (const { name, firstLabels } of lines) {
    if (firstLabels === null) continue;
    const { first, before, after, byLibrary } = firstLabels;
    context.print(
      `${name}: macro-recall on the rest of ${counted(byLibrary.length, 'library', 'libraries')} ${shareOf(before)}, after the first ${count(first)} sounds of each category ${shareOf(after)}\n`,
    );
  }
  const last = lines.at(-1);
  if (last) context.print(libraryTable(last));
  for (const { message } of faults.slice(0, MOST_FAULTS)) context.tell(`! ${printable(message)}`);
  if (faults.length > MOST_FAULTS)
    context.tell(`! ${count(faults.length - MOST_FAULTS)} more: --json or --html lists all`);
  if (html !== undefined) context.print(printable(html));
}

const MOST_FAULTS = 20;

function libraryTable({ name, byLibrary }: EvaluationLine): string {
  const table = newTable([printable(name), 'sounds', 'top-1', 'top-3', 'top-5']);
  for (const { library, sounds, top1, top3, top5 } of byLibrary) {
    table.push([printable(library), count(sounds), shareOf(top1), shareOf(top3), shareOf(top5)]);
  }
  return trimLines(table.toString());
}

const shareOf = (share: number | null): string => (share === null ? '–' : share.toFixed(3));

/** @throws InvalidArgumentError */
function parseFolds(text: string): number | 'all' {
  if (text === 'all') return 'all';
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2)
    throw new InvalidArgumentError('It must be “all” or a whole number from 2.');
  return value;
}
