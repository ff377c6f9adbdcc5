import type { Command } from './command.ts';
import { placeNow } from './conditions.ts';
import { decidingCommands } from './deciding-commands.ts';
import { duplicateCommands } from './duplicate-commands.ts';
import { editingCommands } from './editing-commands.ts';
import { evaluationCommands } from './evaluation-commands.ts';
import { findingCommands } from './finding-commands.ts';
import { jobCommands } from './job-commands.ts';
import { labelListCommands } from './label-list-commands.ts';
import { libraryCommands } from './library-commands.ts';
import { listeningCommands } from './listening-commands.ts';
import { mapCommands } from './map-commands.ts';
import { markingCommands } from './marking-commands.ts';
import { reviewCommands } from './review-commands.ts';
import { roomCommands } from './room-commands.ts';
import { searchingCommands } from './searching-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { similarCommands } from './similar-commands.ts';
import { trainingCommands } from './training-commands.ts';
import { ucsCommands } from './ucs-commands.ts';
import { windowCommands } from './window-commands.ts';

/** Of the groups that belong to the table, what the review shares. */
const shared: ReadonlySet<string> = new Set([
  ...[1, 2, 3, 4, 5].map((place) => `label.accept-${place}`),
  'label.choose',
  'label.undo',
  'history.redo',
  'history.show',
]);
/** The review has other uses for these keys. */
const ofTheTable: ReadonlySet<string> = new Set(['player.forward', 'player.back']);

/** A command that acts on the table: off, and its key free, on other screens. */
const inBrowser = (command: Command): Command =>
  shared.has(command.id)
    ? command
    : {
        ...command,
        place: 'browser',
        when: (state) => placeNow(state) === 'browser' && (command.when?.(state) ?? true),
      };

/** Every command of the window; ids never change, names may. */
export const commands: readonly Command[] = [
  ...[...findingCommands, ...searchingCommands].map(inBrowser),
  ...listeningCommands.map((command) => (ofTheTable.has(command.id) ? inBrowser(command) : command)),
  ...[
    ...markingCommands,
    ...similarCommands,
    ...duplicateCommands,
    ...decidingCommands,
    ...editingCommands,
    ...labelListCommands,
    ...ucsCommands,
    ...libraryCommands,
    ...sessionCommands,
  ].map(inBrowser),
  ...reviewCommands,
  ...trainingCommands,
  ...evaluationCommands,
  ...mapCommands,
  ...roomCommands,
  ...jobCommands,
  ...windowCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** @throws Error for an id that no command has: a slip of ours */
export function command(id: string): Command {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`There is no command ${id}.`);
  return found;
}
