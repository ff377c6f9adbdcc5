import type { Command } from 'commander';
import { EXIT } from '../context.ts';
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
        else context.print(completionScript(program, known));
        return EXIT.done;
      }),
    );

type Word = { readonly name: string; readonly description: string };
type CommandWords = { readonly path: string; readonly words: readonly Word[] };

/** A script made from the program's own commands and options, so that it can't fall behind them. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = collect(program, '');
  return { bash, zsh, fish }[shell](commands);
}

function collect(command: Command, path: string): readonly CommandWords[] {
  const subcommands = command.commands.map((sub) => ({ name: sub.name(), description: sub.description() }));
  const help = command.createHelp();
  const options = help
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ name: long, description }] : []));
  const inherited = path
    ? help.visibleGlobalOptions(command).flatMap(({ long, description }) => (long ? [{ name: long, description }] : []))
    : [];
  return [
    { path, words: [...subcommands, ...options, ...inherited] },
    ...command.commands.flatMap((sub) => collect(sub, `${path} ${sub.name()}`.trim())),
  ];
}

function cases(commands: readonly CommandWords[]): string {
  return commands
    .map(({ path, words }) => `    "${path}") words="${words.map(({ name }) => name).join(' ')}" ;;`)
    .join('\n');
}

function bash(commands: readonly CommandWords[]): string {
  return `# Completion of sonotheque for bash
_sonotheque() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) case " ${commands
      .map(({ path }) => path.split(' ').at(-1))
      .filter(Boolean)
      .join(' ')} " in
      *" $word "*) path="\${path:+$path }$word" ;; esac ;; esac
  done
  case "$path" in
${cases(commands)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ \${#COMPREPLY[@]} -eq 0 && "$current" != -* ]]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _sonotheque sonotheque`;
}

function zsh(commands: readonly CommandWords[]): string {
  return `#compdef sonotheque
autoload -U +X bashcompinit && bashcompinit
${bash(commands)}`;
}

function fish(commands: readonly CommandWords[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ path, words }) => {
    const condition = path
      ? path
          .split(' ')
          .map((part) => `__fish_seen_subcommand_from ${part}`)
          .join('; and ')
      : '__fish_use_subcommand';
    return words.map(({ name, description }) =>
      name.startsWith('--')
        ? `complete -c sonotheque -n ${quoted(condition)} -l ${name.slice(2)} -d ${quoted(description)}`
        : `complete -c sonotheque -n ${quoted(condition)} -a ${name} -d ${quoted(description)}`,
    );
  });
  return ['# Completion of sonotheque for fish', ...lines].join('\n');
}
