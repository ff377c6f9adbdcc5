import { InvalidArgumentError } from 'commander';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { soundLine, soundTable } from '../output/sounds.ts';
import { counted } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { eachSound } from './each-sound.ts';

type Options = { readonly category?: string; readonly unreviewed?: boolean; readonly limit?: number };

/** What fits a terminal; scripts get everything. */
const LIMIT_FOR_A_PERSON = 50;

export const addSoundsCommand: AddCommand = (program, run) =>
  program
    .command('sounds')
    .description('list sounds with their labels and suggestions')
    .argument('[query]', 'words and fields: car door -window dur:<5 rate:96k cat:DOORS status:failed')
    .option('--category <category>', 'only this UCS category')
    .option('--unreviewed', 'only sounds that nobody has decided')
    .option('--limit <n>', 'at most this many', parseCount)
    .addHelpText(
      'after',
      `
Words:  space means AND, comma OR, minus NOT; "a phrase", (brackets), prefix*
Fields: cat:DOORS  dur:>5  dur:1..3  rate:96k  ch:2  source:human  status:failed  lib:NAME  path:TEXT
A query that begins with a minus goes after two: sonotheque sounds -- -status:failed

Examples:
  $ sonotheque sounds "door, gate -squeak" --limit 20
  $ sonotheque sounds --unreviewed --category WATER
  $ sonotheque sounds status:failed --json`,
    )
    .action((text: string | undefined, options: Options, command) =>
      run(command, (context) => listSounds(context, text, options)),
    );

async function listSounds(context: CommandContext, text: string | undefined, options: Options): Promise<number> {
  const request = { ...options, ...(text === undefined ? {} : { text }) };
  return withCatalogue(context, { readOnly: true }, async (client) => {
    if (context.json) {
      for await (const sound of eachSound(client, request)) {
        if (context.signal.aborted) return EXIT.interrupted;
        context.print(soundLine(sound));
      }
      return EXIT.done;
    }
    const { id, count: total } = await client.sounds.query(request);
    await client.sounds.release({ resultSetId: id });
    const sounds = await Array.fromAsync(eachSound(client, { limit: LIMIT_FOR_A_PERSON, ...request }));
    if (sounds.length > 0) context.print(soundTable(sounds));
    const more = total > sounds.length ? `, ${sounds.length} shown (--limit shows more)` : '';
    context.print(total === 0 ? 'No sound matches.' : `\n${counted(total, 'sound')}${more}.`);
    return EXIT.done;
  });
}

/** @throws InvalidArgumentError */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

/** @throws InvalidArgumentError */
export function parseSeconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It must be seconds, such as 2.5.');
  return value;
}

/** @throws InvalidArgumentError */
export function parseProbability(text: string): number {
  const value = text.trim().endsWith('%') ? Number(text.trim().slice(0, -1)) / 100 : Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('It must be between 0 and 1, such as 0.8.');
  return value;
}
