import type { Command } from 'commander';
import { EXIT } from '../context.ts';
import { bashScript, fishScript, zshScript } from '../output/completion-scripts.ts';
import type { AddCommand } from './add-command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export const addCompletionCommand: AddCommand = (program, run) =>
  program
    .command('completion')
    .description('print a completion script for your shell')
    .argument('<shell>', SHELLS.join(', '))
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque completion bash > ~/.local/share/bash-completion/completions/sonotheque
  $ sonotheque completion zsh > "\${fpath[1]}/_sonotheque"
  $ sonotheque completion fish > ~/.config/fish/completions/sonotheque.fish`,
    )
    .action((shell: string, _options, command) =>
      run(command, async (context) => {
        const known = SHELLS.find((name) => name === shell.toLowerCase());
        if (!known) command.error(`error: “${shell}” has no completion here; choose ${SHELLS.join(', ')}.`);
        else if (context.json) context.print({ shell: known, script: completionScript(program, known) });
        else context.print(completionScript(program, known));
        return EXIT.done;
      }),
    );

export type Word = { readonly name: string; readonly description: string };

export type CompletedOption = Word & {
  /** What may follow: fixed words, a file, anything, or (`null`) nothing. */
  readonly value: readonly string[] | 'file' | 'any' | null;
};

export type CompletedCommand = {
  /** Names from below the program: `models list`; empty for the program itself. */
  readonly path: string;
  readonly subcommands: readonly Word[];
  readonly options: readonly CompletedOption[];
  /** What its arguments are: files or folders, fixed words, or (`null`) nothing that can be completed. */
  readonly argument: readonly string[] | 'file' | null;
};

/** A script made from the program's own commands and options, so that it can't fall behind them. */
export function completionScript(program: Command, shell: Shell): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](collect(program, ''));
}

function collect(command: Command, path: string): readonly CompletedCommand[] {
  const options = command.options.flatMap(({ long, description, argChoices, flags }): readonly CompletedOption[] => {
    if (!long) return [];
    const value = argChoices ?? (/<(file|folder)>/.test(flags) ? 'file' : /<.+>/.test(flags) ? 'any' : null);
    return [{ name: long, description, value }];
  });
  const names = command.registeredArguments.map((argument) => argument.name());
  return [
    {
      path,
      subcommands: command.commands.map((sub) => ({ name: sub.name(), description: sub.description() })),
      options: [...options, { name: '--help', description: 'display help for command', value: null }],
      argument: names.includes('shell') ? SHELLS : names.some((name) => /file|folder|input/.test(name)) ? 'file' : null,
    },
    ...command.commands.flatMap((sub) => collect(sub, `${path} ${sub.name()}`.trim())),
  ];
}
