import type { Command } from './command.ts';
import { decidingCommands } from './deciding-commands.ts';
import { duplicateCommands } from './duplicate-commands.ts';
import { editingCommands } from './editing-commands.ts';
import { findingCommands } from './finding-commands.ts';
import { jobCommands } from './job-commands.ts';
import { labelListCommands } from './label-list-commands.ts';
import { libraryCommands } from './library-commands.ts';
import { listeningCommands } from './listening-commands.ts';
import { markingCommands } from './marking-commands.ts';
import { searchingCommands } from './searching-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { similarCommands } from './similar-commands.ts';
import { windowCommands } from './window-commands.ts';

/** Every command of the window; ids never change, names may. */
export const commands: readonly Command[] = [
  ...findingCommands,
  ...searchingCommands,
  ...listeningCommands,
  ...markingCommands,
  ...similarCommands,
  ...duplicateCommands,
  ...decidingCommands,
  ...editingCommands,
  ...labelListCommands,
  ...libraryCommands,
  ...sessionCommands,
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
