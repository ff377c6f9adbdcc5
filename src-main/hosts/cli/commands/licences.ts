import { EXIT, withoutCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import type { AddCommand } from './add-command.ts';

export const addLicencesCommand: AddCommand = (program, run) =>
  program
    .command('licences')
    .description('what others made in this program, and under which licence; --json with the texts')
    .action((_options, command) =>
      run(command, (context) =>
        withoutCatalogue(async (client) => {
          const licences = await client.app.licences();
          if (context.json) for (const licence of licences) context.print(licence);
          else {
            const table = newTable(['', 'version', 'licence', 'from']);
            for (const { name, version, licence, homepage } of licences) {
              table.push([name, version ?? '', licence, homepage ?? '']);
            }
            context.print(trimLines(table.toString()));
          }
          return EXIT.done;
        }),
      ),
    );
