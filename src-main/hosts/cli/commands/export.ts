import { Option } from 'commander';
import type { SoundRecord } from '../../../../src-shared/contract/sounds.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { csvHeader, csvRow } from '../output/csv.ts';
import { soundLine } from '../output/sounds.ts';
import { counted as inWords } from '../output/words.ts';
import { writeDocument } from '../output/write-document.ts';
import type { AddCommand } from './add-command.ts';
import { eachSound } from './each-sound.ts';

type Format = 'csv' | 'json';
type Options = { readonly format: Format; readonly out?: string };

export const addExportCommand: AddCommand = (program, run) =>
  program
    .command('export')
    .description('write sounds with labels, suggestions and metadata')
    .argument('[query]', 'which sounds; all without it')
    .addOption(new Option('--format <format>', 'of the document').choices(['csv', 'json']).default('csv'))
    .option('--out <file>', 'into this file instead of standard output')
    .addHelpText(
      'after',
      `
The query finds what is written, and nothing that means the same.
With --json and no --out: one object a line instead of a document.

Examples:
  $ sonotheque export --format csv --out library.csv
  $ sonotheque export cat:DOORS --format json`,
    )
    .action((text: string | undefined, options: Options, command) =>
      run(command, (context) => exportSounds(context, text, options)),
    );

async function exportSounds(
  context: CommandContext,
  text: string | undefined,
  { format, out }: Options,
): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const sounds = eachSound(client, text === undefined ? {} : { text, thesaurus: false });
    if (out === undefined) {
      const lines = context.json ? exportedObjects(sounds) : documentLines(sounds, format);
      for await (const line of lines) {
        if (context.signal.aborted) return EXIT.interrupted;
        context.print(line);
      }
      return EXIT.done;
    }
    let exported = 0;
    const counted = async function* () {
      for await (const sound of sounds) {
        exported += 1;
        yield sound;
      }
    };
    if (!(await writeDocument(documentLines(counted(), format), out, context.signal))) return EXIT.interrupted;
    if (context.json) context.print({ exported, file: out });
    else context.print(`${inWords(exported, 'sound')} written to ${out}.`);
    return EXIT.done;
  });
}

async function* exportedObjects(sounds: AsyncIterable<SoundRecord>): AsyncGenerator<object> {
  for await (const sound of sounds) yield { ...soundLine(sound), metadata: sound.fields };
}

/** The lines of a CSV document, or of a JSON array with an object a line. */
async function* documentLines(sounds: AsyncIterable<SoundRecord>, format: Format): AsyncGenerator<string> {
  if (format === 'csv') {
    yield csvHeader();
    for await (const sound of sounds) yield csvRow(sound);
    return;
  }
  // A comma belongs after every object but the last, so each waits for the next.
  let waiting: string | null = null;
  yield '[';
  for await (const object of exportedObjects(sounds)) {
    if (waiting !== null) yield `${waiting},`;
    waiting = JSON.stringify(object);
  }
  if (waiting !== null) yield waiting;
  yield ']';
}
