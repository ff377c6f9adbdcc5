import { examine } from '../../../engine/index.ts';
import { type CommandContext, EXIT } from '../context.ts';
import type { AddCommand } from './add-command.ts';

export const addDoctorCommand: AddCommand = (program, run) =>
  program
    .command('doctor')
    .description('what works on this machine, why the rest does not, and how to get it')
    .action((_options, command) => run(command, diagnose));

async function diagnose(context: CommandContext): Promise<number> {
  let broken = 0;
  for await (const finding of examine()) {
    const { name, ok, optional, detail, howToGet } = finding;
    if (!ok && !optional) broken += 1;
    if (context.json) {
      context.print(finding);
      continue;
    }
    context.print(`${ok ? '✓' : optional ? '·' : '✗'} ${name}: ${detail}`);
    if (!ok && howToGet) context.print(`    ${howToGet}`);
  }
  return broken > 0 ? EXIT.someFailed : EXIT.done;
}
