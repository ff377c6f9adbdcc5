import path from 'node:path';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { type CommandContext, EXIT, withCatalogue, withoutCatalogue } from '../context.ts';
import type { AddCommand } from './add-command.ts';

export const addDoctorCommand: AddCommand = (program, run) =>
  program
    .command('doctor')
    .description('what works on this machine, why the rest does not, and how to get it')
    .option('--bundle <file>', 'write what a bug report needs; no sounds, no names of files')
    .option('--with-paths', 'let the bundle name files and folders')
    .action(({ bundle, withPaths }: Options, command) =>
      run(command, (context) => (bundle === undefined ? diagnose(context) : writeBundle(context, bundle, withPaths))),
    );

type Options = { readonly bundle?: string; readonly withPaths?: boolean };

function writeBundle(context: CommandContext, file: string, withPaths = false): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const written = await client.app.writeBundle({ file: path.resolve(file), withPaths });
    if (context.json) context.print(written);
    else context.print(`Written to ${written.file}. Look through it before you send it.`);
    return EXIT.done;
  });
}

function diagnose(context: CommandContext): Promise<number> {
  return withoutCatalogue((client) => showFindings(context, client));
}

async function showFindings(context: CommandContext, client: EngineClient): Promise<number> {
  let broken = 0;
  for await (const finding of await client.app.examine()) {
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
