import { v7 as uuidv7 } from 'uuid';
import type { HistoryStep } from '../../../../src-shared/contract/history.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseCount } from './sounds.ts';

export const addUndoCommand: AddCommand = (program, run) =>
  program
    .command('undo')
    .description('take back your last decision: a label, a mark, a collection, an edit')
    .action((_options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const step = await client.history.undo({ commandId: uuidv7() });
          if (context.json) context.print({ undone: sizeOf(step), title: step.entry?.title ?? null });
          else
            context.print(
              step.entry ? `Taken back: ${printable(step.entry.title)}.` : 'There is nothing to take back.',
            );
          return EXIT.done;
        }),
      ),
    );

export const addRedoCommand: AddCommand = (program, run) =>
  program
    .command('redo')
    .description('do again what you took back')
    .action((_options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) => {
          const step = await client.history.redo({ commandId: uuidv7() });
          if (context.json) context.print({ redone: sizeOf(step), title: step.entry?.title ?? null });
          else
            context.print(step.entry ? `Done again: ${printable(step.entry.title)}.` : 'There is nothing to do again.');
          return EXIT.done;
        }),
      ),
    );

export const addHistoryCommand: AddCommand = (program, run) =>
  program
    .command('history')
    .description('what you decided, newest first; undo takes back the first that stands')
    .option('--limit <n>', 'at most this many', parseCount, 20)
    .action(({ limit }: { readonly limit: number }, command) => run(command, (context) => list(context, limit)));

function list(context: CommandContext, limit: number): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const entries = await client.history.list({ limit });
    if (context.json) for (const entry of entries) context.print(entry);
    else if (entries.length === 0) context.print('You decided nothing yet.');
    else {
      const table = newTable(['when', 'what', '']);
      for (const { at, title, state } of entries) {
        const when = at.toISOString().slice(0, 16).replace('T', ' ');
        table.push([when, printable(title), state === 'undone' ? 'taken back' : '']);
      }
      context.print(trimLines(table.toString()));
    }
    return EXIT.done;
  });
}

/** Sounds, or 1 where it was about something else. */
const sizeOf = ({ entry, soundCount }: HistoryStep): number => (entry === null ? 0 : Math.max(1, soundCount));
