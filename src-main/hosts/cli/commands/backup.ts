import path from 'node:path';
import type { BackupRecord } from '../../../../src-shared/contract/catalogue.ts';
import { EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { count, counted } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

export const addBackupCommand: AddCommand = (program, run) => {
  const backup = program
    .command('backup')
    .description('copies of what people made; the application makes one a day')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque backup list
  $ sonotheque backup restore default-2026-11-23.sonotheque`,
    );
  backup
    .command('list')
    .description('the copies there are, newest first')
    .action((_options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: true }, async (client) => {
          const backups = await client.catalogue.backups();
          if (context.json) for (const one of backups) context.print(one);
          else context.print(backups.length > 0 ? backupTable(backups) : 'There is no backup yet.');
          return EXIT.done;
        }),
      ),
    );
  backup
    .command('create')
    .description('make a copy now')
    .action((_options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const made = await client.catalogue.backUp();
          if (context.json) context.print(made);
          else
            context.print(`${counted(made.sounds, 'sound')} and ${counted(made.labels, 'label')} are in ${made.file}.`);
          return EXIT.done;
        }),
      ),
    );
  backup
    .command('restore')
    .description('go back to a copy; the present catalogue is set aside, never deleted')
    .argument('<file>', 'a backup, as `backup list` names it')
    .action((file: string, _options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const { setAside } = await client.catalogue.restore({ file: await placeOf(file, client.catalogue.backups) });
          if (context.json) context.print({ setAside });
          else
            context.print(
              setAside ? `Restored. The catalogue of before lies at ${setAside}.` : 'Restored; there was none before.',
            );
          return EXIT.done;
        }),
      ),
    );
  return backup;
};

/** A backup's name is enough; any other file goes by its path. */
async function placeOf(file: string, backups: () => Promise<readonly BackupRecord[]>): Promise<string> {
  const named = (await backups()).find((one) => path.basename(one.file) === file);
  return named?.file ?? path.resolve(file);
}

function backupTable(backups: readonly BackupRecord[]): string {
  const table = newTable(['made', 'sounds', 'labels', 'size', 'file']);
  for (const { file, madeAt, bytes, sounds, labels } of backups) {
    table.push([
      madeAt.toISOString().slice(0, 16).replace('T', ' '),
      { content: count(sounds), hAlign: 'right' },
      { content: count(labels), hAlign: 'right' },
      { content: `${(bytes / 1e6).toFixed(1)} MB`, hAlign: 'right' },
      path.basename(file),
    ]);
  }
  return trimLines(table.toString());
}
