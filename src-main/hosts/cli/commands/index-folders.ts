import path from 'node:path';
import type { Command } from 'commander';
import { runIndexJob } from '../../../../src-shared/client/index.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type { IndexReport } from '../../../../src-shared/contract/indexing.ts';
import { type CommandContext, EXIT, reportFailedPath, withCatalogue } from '../context.ts';
import { ProgressLine, progressParts } from '../output/progress-line.ts';
import { soundTable } from '../output/sounds.ts';
import { count, counted, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { eachSound } from './each-sound.ts';

type Options = { readonly starter?: boolean };

const PLAIN_PROGRESS_MILLISECONDS = 10_000;

export const addIndexCommand: AddCommand = (program, run) =>
  program
    .command('index')
    .description('listen to folders of sounds; only what is new or changed the next time')
    .argument('[folder...]', 'folders to index')
    .option('--starter', 'index the CC0 sounds that come along')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque index --starter
  $ sonotheque index ~/Sounds "/Volumes/SFX Drive"
  $ sonotheque index ~/Sounds --json | tail -1`,
    )
    .action((folders: readonly string[], options: Options, command: Command) =>
      run(command, (context) => indexFolders(context, folders, options)),
    );

async function indexFolders(
  context: CommandContext,
  folders: readonly string[],
  { starter }: Options,
): Promise<number> {
  if (folders.length === 0 && !starter) {
    throw new SonothequeError({
      code: 'no-folder',
      message: 'No folder was named.',
      nextStep: 'Try `sonotheque index --starter`, or name a folder: `sonotheque index ~/Sounds`.',
    });
  }
  return withCatalogue(context, { readOnly: false }, async (client) => {
    const starterFolder = starter ? (await client.libraries.starter()).path : null;
    const line = new ProgressLine(process.stderr);
    let lastPlain = performance.now();
    const outcome = await runIndexJob(client, [...folders, ...(starterFolder ? [starterFolder] : [])].map(absolute), {
      signal: context.signal,
      onProgress: (progress) => {
        if (context.interactive) line.show(progressParts(progress));
        else if (!context.json && performance.now() - lastPlain > PLAIN_PROGRESS_MILLISECONDS) {
          lastPlain = performance.now();
          context.tell(progressParts(progress).slice(1).filter(Boolean).join(' · '));
        }
      },
      onFailure: ({ path, failure }) => {
        line.clear();
        reportFailedPath(context, path, failure);
      },
      onWarning: ({ path, warnings }) => {
        line.clear();
        if (context.json) context.print({ path, status: 'indexed', warnings });
        else context.tell(`! ${printable(path)}\n  ${warnings.join(' ')}`);
      },
    });
    line.clear();
    if (outcome.kind === 'left') {
      context.tell('The other Sonotheque goes on with it.');
      return EXIT.interrupted;
    }
    const { report } = outcome;
    if (context.json) context.print(reportLine(report));
    else {
      if (starterFolder) {
        const sounds = await Array.fromAsync(eachSound(client, { below: starterFolder }));
        context.print(`${soundTable(sounds)}\n`);
      }
      context.print(reportText(report));
    }
    if (report.interrupted) return EXIT.interrupted;
    return report.failed > 0 ? EXIT.someFailed : EXIT.done;
  });
}

/** An empty name stays one: it is no folder, not the folder where we stand. */
function absolute(folder: string): string {
  return folder === '' ? folder : path.resolve(folder);
}

function reportLine({ indexed, unchanged, failed, missing, frames, seconds, interrupted }: IndexReport): object {
  const report = { indexed, unchanged, failed, missing, frames, seconds: Math.round(seconds * 1_000) / 1_000 };
  return interrupted ? { ...report, interrupted } : report;
}

function reportText(report: IndexReport): string {
  const parts = [
    `${counted(report.indexed, 'sound')} indexed`,
    ...(report.unchanged ? [`${count(report.unchanged)} unchanged`] : []),
    ...(report.moved ? [`${count(report.moved)} moved`] : []),
    ...(report.copies ? [`of them ${counted(report.copies, 'copy', 'copies')} of others`] : []),
    ...(report.failed ? [`${count(report.failed)} failed`] : []),
    ...(report.missing ? [`${count(report.missing)} missing`] : []),
    `${counted(report.frames, 'frame')}`,
  ];
  const ending = report.interrupted ? ' Stopped; the next run goes on from here.' : '';
  return `${parts.join(' · ')} in ${report.seconds.toFixed(1)} s.${ending}`;
}
