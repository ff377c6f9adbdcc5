import { InvalidArgumentError } from 'commander';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { expansionText, showFacets } from '../output/facets.ts';
import { soundLine, soundTable } from '../output/sounds.ts';
import { counted } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { eachSound } from './each-sound.ts';

type Options = {
  readonly category?: string;
  readonly unreviewed?: boolean;
  readonly limit?: number;
  readonly facets?: boolean;
  /** `false` with --no-thesaurus. */
  readonly thesaurus: boolean;
};

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
    .option('--facets', 'instead of sounds, how many there are of each format, length, source…')
    .option('--no-thesaurus', 'only the words as written, not what UCS says means the same')
    .addHelpText(
      'after',
      `
Words:  space means AND, comma OR, minus NOT; "a phrase", (brackets), prefix*, =only-this-word
Fields: cat:DOORS  catid:DOORWood  dur:>1m30  dur:1..3  rate:96k  ch:2  bits:24  fmt:flac  lufs:>-20  peak:<-1
        name:TEXT  path:TEXT  lib:NAME  desc:WORDS  source:human  status:failed  certainty:>80%  added:<7d
        note:WORDS  rating:>=3  fav:yes  coll:NAME
A query that begins with a minus goes after two: sonotheque sounds -- -status:failed

Examples:
  $ sonotheque sounds "door, gate -squeak" --limit 20
  $ sonotheque sounds --unreviewed --category WATER
  $ sonotheque sounds status:failed --json
  $ sonotheque sounds --facets "door dur:<5"`,
    )
    .action((text: string | undefined, options: Options, command) =>
      run(command, (context) => listSounds(context, text, options)),
    );

async function listSounds(context: CommandContext, text: string | undefined, options: Options): Promise<number> {
  const { facets, ...filter } = options;
  const request = { ...filter, ...(text === undefined ? {} : { text }) };
  return withCatalogue(context, { readOnly: true }, async (client) => {
    if (facets) return showFacets(context, client, request);
    if (context.json) {
      for await (const sound of eachSound(client, request)) {
        if (context.signal.aborted) return EXIT.interrupted;
        context.print(soundLine(sound));
      }
      return EXIT.done;
    }
    const { id, count: total, expandedTo } = await client.sounds.query(request);
    await client.sounds.release({ resultSetId: id });
    const sounds = await Array.fromAsync(eachSound(client, { limit: LIMIT_FOR_A_PERSON, ...request }));
    for (const expansion of expandedTo) context.tell(expansionText(expansion));
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
