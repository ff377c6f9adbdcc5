import os from 'node:os';
import path from 'node:path';
import type { StudyCellResult, StudyReport } from '../../../../src-shared/study/index.ts';
import { type CommandContext, EXIT, withoutCatalogue } from '../context.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { counted, printable, roughDuration } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseCount } from './sounds.ts';

type Options = { readonly out: string; readonly sounds?: string; readonly threads: number };

export const addStudyCommand: AddCommand = (program, run) =>
  program
    .command('study')
    .description(
      'train a grid of losses, ways of mixing datasets and seeds, and report how well each tells sounds apart',
    )
    .argument('<config>', 'a JSON file; docs/study/config.json is one')
    .option('--out <folder>', 'where the report is written and finished trainings are kept', 'study')
    .option(
      '--sounds <folder>',
      "where the paths of the lists begin (default: as the configuration says, or the list's own folder)",
    )
    .option('--threads <n>', 'threads of one operation', parseCount, os.availableParallelism())
    .addHelpText(
      'after',
      `
Stopped or killed, the same command goes on: finished trainings are kept, an interrupted one goes on from its last
checkpoint. A training that fails is a row with its reason, and is tried again the next time.

Exit code 1: some trainings failed.

Examples:
  $ sonotheque study docs/study/config.json --sounds ~/OpenLibraries --out my-study
  $ sonotheque study mine.json --json`,
    )
    .action((config: string, options: Options, command) => run(command, (context) => study(context, config, options)));

function study(context: CommandContext, config: string, { out, sounds, threads }: Options): Promise<number> {
  return withoutCatalogue(async (client) => {
    const line = new ProgressLine(process.stderr);
    const request = {
      configuration: path.resolve(config),
      out: path.resolve(out),
      threads,
      ...(sounds === undefined ? {} : { sounds: path.resolve(sounds) }),
    };
    const shows = context.interactive && !context.json;
    try {
      for await (const event of await client.evaluation.study(request, { signal: context.signal })) {
        if (event.kind === 'reading' && shows) line.showCount(event.done, event.total);
        if (event.kind === 'cell' && shows) {
          const { loss, method, seed } = event.cell;
          const percent = event.share === null ? '' : `${Math.floor(event.share * 100)} %`;
          line.show(['', `${event.number} of ${event.of}: ${loss}, ${method}, seed ${seed}`, percent, event.doing, '']);
        }
        if (event.kind === 'cell-done') {
          line.clear();
          if (context.json) context.print(event.result);
          else context.tell(cellWords(event.result, event.number, event.of));
        }
        if (event.kind === 'done') {
          line.clear();
          return end(context, event.report, event.page);
        }
      }
    } catch (error) {
      if (!context.signal.aborted) throw error;
    } finally {
      line.clear();
    }
    return EXIT.interrupted;
  });
}

function cellWords(result: StudyCellResult, number: number, of: number): string {
  const name = `${number} of ${of}: ${result.loss}, ${result.method}, seed ${result.seed}`;
  if (result.state === 'failed') return `✗ ${name}: ${printable(result.reason)}`;
  return `✓ ${name}: ${counted(result.epochs, 'epoch')}, ${roughDuration(result.seconds)}`;
}

function end(context: CommandContext, report: StudyReport, page: string): number {
  const failed = report.cells.filter(({ state }) => state === 'failed').length;
  if (context.json) context.print({ cells: report.cells.length, failed, report: page });
  else context.print(printable(page));
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}
