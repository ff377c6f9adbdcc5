/** Completion scripts for shells, each in the shell's own way. */
import type { CompletedCommand } from '../commands/completion.ts';

/** Every word that takes part in a command's path. */
function pathWords(commands: readonly CompletedCommand[]): string {
  return [...new Set(commands.flatMap(({ path }) => path.split(' ')))].filter(Boolean).join(' ');
}

function namesOf({ subcommands, options, argument }: CompletedCommand): readonly string[] {
  return [...subcommands, ...options].map(({ name }) => name).concat(Array.isArray(argument) ? argument : []);
}

/** Options of all commands with fixed values, and those that take a file. */
function valueCases(
  commands: readonly CompletedCommand[],
  words: (values: readonly string[]) => string,
  files: string,
) {
  const seen = new Map<string, string>();
  for (const { name, value } of commands.flatMap(({ options }) => options)) {
    if (value === null || seen.has(name)) continue;
    seen.set(name, value === 'file' ? files : value === 'any' ? 'return' : `${words(value)}; return`);
  }
  return [...seen].map(([name, action]) => `    ${name}) ${action} ;;`).join('\n');
}

export function bashScript(commands: readonly CompletedCommand[]): string {
  return `# Completion of sonotheque for bash
_sonotheque() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word words="" files=""
  case "$previous" in
${valueCases(commands, (values) => `mapfile -t COMPREPLY < <(compgen -W "${values.join(' ')}" -- "$current")`, 'mapfile -t COMPREPLY < <(compgen -f -- "$current"); return')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${pathWords(commands)} " in *" $word "*) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${commands.map((command) => `    "${command.path}") words="${namesOf(command).join(' ')}"${command.argument === 'file' ? ' files=yes' : ''} ;;`).join('\n')}
  esac
  mapfile -t COMPREPLY < <(
    if [[ -z "$files" || "$current" == -* ]]; then compgen -W "$words" -- "$current"; fi
    if [[ -n "$files" && "$current" != -* ]]; then compgen -f -- "$current"; fi
  )
}
complete -o filenames -F _sonotheque sonotheque`;
}

export function zshScript(commands: readonly CompletedCommand[]): string {
  const entry = (name: string, description: string) =>
    `'${name.replaceAll(':', '\\:')}:${description.replaceAll("'", "'\\''")}'`;
  const cases = commands.map((command) => {
    const words = [...command.subcommands, ...command.options].map(({ name, description }) => entry(name, description));
    const fixed = Array.isArray(command.argument) ? command.argument.map((name) => entry(name, '')) : [];
    return `  "${command.path}") candidates=(${[...words, ...fixed].join(' ')})${command.argument === 'file' ? ' files=yes' : ''} ;;`;
  });
  return `#compdef sonotheque
# Completion of sonotheque for zsh
local command_path word files
local -a candidates
case "\${words[CURRENT-1]}" in
${valueCases(commands, (values) => `compadd -- ${values.join(' ')}`, '_files; return')}
esac
for word in \${words[2,CURRENT-1]}; do
  case " ${pathWords(commands)} " in *" $word "*) command_path="\${command_path:+$command_path }$word" ;; esac
done
case "$command_path" in
${cases.join('\n')}
esac
if [[ -z "$files" || "\${words[CURRENT]}" == -* ]]; then _describe 'sonotheque' candidates; fi
if [[ -n "$files" && "\${words[CURRENT]}" != -* ]]; then _files; fi`;
}

export function fishScript(commands: readonly CompletedCommand[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ path, subcommands, options, argument }) => {
    const seen = path.split(' ').map((part) => `__fish_seen_subcommand_from ${part}`);
    const condition = quoted(path ? seen.join('; and ') : '__fish_use_subcommand');
    const line = (rest: string) => `complete -c sonotheque -n ${condition} ${rest}`;
    return [
      ...(argument === 'file' ? [] : [line('-f')]),
      ...subcommands.map(({ name, description }) => line(`-a ${name} -d ${quoted(description)}`)),
      ...(Array.isArray(argument) ? [line(`-a ${quoted(argument.join(' '))}`)] : []),
      ...options.map(({ name, description, value }) => {
        const takes =
          value === null
            ? ''
            : value === 'file'
              ? ' -r -F'
              : value === 'any'
                ? ' -x'
                : ` -x -a ${quoted(value.join(' '))}`;
        return line(`-l ${name.slice(2)}${takes} -d ${quoted(description)}`);
      }),
    ];
  });
  return ['# Completion of sonotheque for fish', ...lines].join('\n');
}
