import type { DuplicateDifference, DuplicateGroup } from '../../../../src-shared/contract/duplicates.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { clock, count, counted, percent, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

type Options = { readonly decided?: boolean; readonly known?: boolean };

const GROUPS_AT_ONCE = 200;

export const addDuplicatesCommand: AddCommand = (program, run) =>
  program
    .command('duplicates')
    .description('find sounds that are the same recording: copies, other formats, trimmed, louder or quieter')
    .argument('[query]', 'only among the sounds that match')
    .option('--known', 'show what was found last instead of looking again')
    .option('--decided', 'also what a person has decided about')
    .addHelpText(
      'after',
      `
No file is changed or deleted. The first sound of each group is the best of it; the others say how they differ.

Examples:
  $ sonotheque duplicates
  $ sonotheque duplicates lib:SFX --json
  $ sonotheque duplicates --known --decided`,
    )
    .action((text: string | undefined, options: Options, command) =>
      run(command, (context) => showDuplicates(context, text, options)),
    );

async function showDuplicates(context: CommandContext, text: string | undefined, options: Options): Promise<number> {
  const known = options.known ?? false;
  return withCatalogue(context, { readOnly: known }, async (client) => {
    if (!known) {
      const input = text === undefined ? {} : { filter: { text } };
      let told = 0;
      for await (const progress of await client.duplicates.find(input, { signal: context.signal })) {
        if (context.interactive && !context.json && performance.now() - told > 1_000) {
          told = performance.now();
          context.tell(`${count(progress.soundsDone)} of ${counted(progress.soundsTotal, 'sound')} compared`);
        }
      }
    }
    const decided = options.decided ?? false;
    let shown = 0;
    for (let offset = 0; ; offset += GROUPS_AT_ONCE) {
      const { total, groups } = await client.duplicates.groups({ offset, limit: GROUPS_AT_ONCE, decided });
      for (const group of groups) context.print(context.json ? groupLine(group) : groupText(group));
      shown += groups.length;
      if (offset + GROUPS_AT_ONCE >= total) break;
    }
    if (!context.json) context.print(shown === 0 ? 'No duplicates.' : `${counted(shown, 'group')}.`);
    return EXIT.done;
  });
}

function groupLine({ id, representative, members }: DuplicateGroup): object {
  return {
    group: id,
    path: representative.path,
    duplicates: members.map(({ sound, differences, confidence, decision }) => ({
      path: sound.path,
      differences,
      confidence: Math.round(confidence * 1_000) / 1_000,
      decision,
    })),
  };
}

function groupText({ representative, members }: DuplicateGroup): string {
  const table = newTable(['', '', '']);
  for (const { sound, differences, confidence, decision } of members) {
    table.push([
      `  ${printable(sound.path)}`,
      differences.length === 0 ? 'identical' : differences.map(differenceText).join(', '),
      decision ?? percent(confidence),
    ]);
  }
  const rows = trimLines(table.toString())
    .split('\n')
    .filter((line) => line !== '');
  return `${printable(representative.path)}\n${rows.join('\n')}\n`;
}

function differenceText(difference: DuplicateDifference): string {
  switch (difference.kind) {
    case 'format':
      return 'other format';
    case 'gain':
      return `${difference.decibels > 0 ? '+' : '−'}${Math.abs(difference.decibels)} dB`;
    case 'trimmed': {
      const { startSeconds, endSeconds } = difference;
      const ends = [
        [startSeconds, 'beginning'],
        [endSeconds, 'end'],
      ] as const;
      return ends
        .filter(([seconds]) => seconds !== 0)
        .map(([seconds, end]) => `${clock(Math.abs(seconds))} ${seconds > 0 ? 'less' : 'more'} at the ${end}`)
        .join(', ');
    }
  }
}
