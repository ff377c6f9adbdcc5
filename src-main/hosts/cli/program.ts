import { Command } from 'commander';
import type { AddCommand, RunCommand } from './commands/add-command.ts';
import { addAppCommand } from './commands/app.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addCollectionCommand } from './commands/collection.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addDuplicatesCommand } from './commands/duplicates.ts';
import { addEmbedCommand } from './commands/embed.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addExportCommand } from './commands/export.ts';
import { addHistoryCommand, addRedoCommand, addUndoCommand } from './commands/history.ts';
import { addIndexCommand } from './commands/index-folders.ts';
import { addJobsCommand } from './commands/jobs.ts';
import { addAcceptCommand, addLabelCommand } from './commands/label.ts';
import { addLabelsCommand } from './commands/labels.ts';
import { addLicencesCommand } from './commands/licences.ts';
import { addFavouriteCommand, addNoteCommand, addRateCommand } from './commands/mark.ts';
import { addModelsCommand } from './commands/models.ts';
import { addReviewCommand } from './commands/review.ts';
import { addSendCommand } from './commands/send.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSettingsCommand } from './commands/settings.ts';
import { addSimilarCommand } from './commands/similar.ts';
import { addSoundsCommand } from './commands/sounds.ts';
import { addStatusCommand } from './commands/status.ts';
import { addStudyCommand } from './commands/study.ts';
import { addSuggestCommand } from './commands/suggest.ts';
import { addTrainCommand } from './commands/train.ts';
import { addUcsCommand } from './commands/ucs.ts';

const commands: readonly AddCommand[] = [
  addAppCommand,
  addIndexCommand,
  addStatusCommand,
  addSoundsCommand,
  addSuggestCommand,
  addSimilarCommand,
  addDuplicatesCommand,
  addLabelCommand,
  addAcceptCommand,
  addReviewCommand,
  addLabelsCommand,
  addUcsCommand,
  addRateCommand,
  addFavouriteCommand,
  addNoteCommand,
  addCollectionCommand,
  addHistoryCommand,
  addUndoCommand,
  addRedoCommand,
  addEmbedCommand,
  addEvaluateCommand,
  addStudyCommand,
  addExportCommand,
  addModelsCommand,
  addTrainCommand,
  addJobsCommand,
  addBackupCommand,
  addSendCommand,
  addSettingsCommand,
  addServeCommand,
  addDoctorCommand,
  addLicencesCommand,
  addCompletionCommand,
];

/** The whole command line as data; `run` is told what to do and does it. */
export function createProgram(version: string, run: RunCommand): Command {
  const program = new Command('sonotheque')
    .description('Point it at folders of sounds: it listens, suggests UCS categories, and finds what sounds alike.')
    .version(version)
    .option('--catalogue <file>', "the catalogue to use (default: the platform's data folder)")
    .option('--json', 'one JSON object a line on standard output, nothing else')
    .showHelpAfterError('(--help shows how)')
    .enablePositionalOptions(false)
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 some files failed (each named), 2 wrong use.

Without a command the application opens.

Begin with:
  $ sonotheque
  $ sonotheque index --starter
  $ sonotheque index ~/Sounds`,
    );
  for (const add of commands) shareGlobalOptions(add(program, run));
  return program;
}

/** Global options may stand after the command as well, where people type them. */
function shareGlobalOptions(command: Command): void {
  for (const each of [command, ...command.commands]) {
    each.option('--catalogue <file>', 'the catalogue to use').option('--json', 'one JSON object a line');
    each.configureHelp({ showGlobalOptions: false });
  }
}
