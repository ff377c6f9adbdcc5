import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Option } from 'commander';
import type { SoundRecord } from '../../../../src-shared/contract/sounds.ts';
import { type CommandContext, EXIT, withEngine } from '../context.ts';
import { csvHeader, csvRow } from '../output/csv.ts';
import { soundLine } from '../output/sounds.ts';
import { counted } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

type Options = { readonly format: 'csv' | 'json'; readonly out?: string };

export const addExportCommand: AddCommand = (program, run) =>
  program
    .command('export')
    .description('write sounds with labels, suggestions and metadata')
    .argument('[query]', 'which sounds; all without it')
    .addOption(
      new Option('--format <format>', 'csv, or json: an object a line').choices(['csv', 'json']).default('csv'),
    )
    .option('--out <file>', 'into this file instead of standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque export --format csv --out library.csv
  $ sonotheque export cat:DOORS --format json`,
    )
    .action((text: string | undefined, options: Options, command) =>
      run(command, (context) => exportSounds(context, text, options)),
    );

async function exportSounds(context: CommandContext, text: string | undefined, options: Options): Promise<number> {
  return withEngine(context, { readOnly: true }, async (engine) => {
    const sounds = engine.sounds(text === undefined ? {} : { text });
    // Scripts that ask for --json want JSON, whatever the format's default is.
    const format = context.json && options.out === undefined ? 'json' : options.format;
    if (options.out === undefined) {
      for await (const line of exportLines(sounds, format)) {
        if (context.signal.aborted) return EXIT.interrupted;
        context.print(line);
      }
      return EXIT.done;
    }
    const part = `${options.out}.part`;
    const file = createWriteStream(part);
    const failed = new Promise<never>((_, reject) => file.on('error', reject));
    let rows = 0;
    for await (const line of exportLines(sounds, format)) {
      if (context.signal.aborted) return EXIT.interrupted;
      rows += 1;
      if (!file.write(`${line}\n`))
        await Promise.race([new Promise<void>((resolve) => file.once('drain', resolve)), failed]);
    }
    await Promise.race([new Promise<void>((resolve) => file.end(resolve)), failed]);
    await rename(part, options.out);
    const exported = format === 'csv' ? rows - 1 : rows;
    if (context.json) context.print({ exported, file: options.out });
    else context.print(`${counted(exported, 'sound')} written to ${options.out}.`);
    return EXIT.done;
  });
}

async function* exportLines(sounds: AsyncIterable<SoundRecord>, format: 'csv' | 'json'): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader();
  for await (const sound of sounds) {
    yield format === 'csv' ? csvRow(sound) : JSON.stringify({ ...soundLine(sound), metadata: sound.fields });
  }
}
