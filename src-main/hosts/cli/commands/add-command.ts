import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';

/** Runs a command's work with the global options read, and takes its exit code. */
export type RunCommand = (command: Command, work: (context: CommandContext) => Promise<number>) => Promise<void>;

/** Adds one command to the program. */
export type AddCommand = (program: Command, run: RunCommand) => Command;
