import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionScript } from './commands/completion.ts';
import { createProgram } from './program.ts';

const program = createProgram('1.2.3', async () => {});

describe('the command line', () => {
  it('describes every command and gives examples where there are arguments', () => {
    for (const command of program.commands) {
      expect(command.description(), command.name()).not.toBe('');
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      if (command.registeredArguments.length > 0) expect(help, command.name()).toContain('Examples:');
      expect(help).toContain('--catalogue <file>');
      expect(help).toContain('--json');
    }
  });

  it('takes global options before and after the command', async () => {
    const seen: unknown[] = [];
    const asked = createProgram('1', async (command) => void seen.push(command.optsWithGlobals()));
    await asked.parseAsync(['node', 'x', '--catalogue', 'a.sonotheque', 'status', '--json']);
    await asked.parseAsync(['node', 'x', 'status', '--catalogue', 'b.sonotheque']);
    expect(seen[0]).toMatchObject({ catalogue: 'a.sonotheque', json: true });
    expect(seen[1]).toMatchObject({ catalogue: 'b.sonotheque' });
  });
});

describe('shell completion', () => {
  it.each(['bash', 'zsh', 'fish'] as const)('knows every command in %s', (shell) => {
    const script = completionScript(program, shell);
    for (const { name } of program.commands.map((command) => ({ name: command.name() })))
      expect(script).toContain(name);
    expect(script).toContain('min-probability');
  });

  it.skipIf(process.platform === 'win32')('completes in a real bash', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-completion-'));
    writeFileSync(path.join(folder, 'my sounds.wav'), '');
    const complete = (...words: readonly string[]) =>
      execFileSync(
        'bash',
        [
          '-c',
          `${completionScript(program, 'bash')}
COMP_WORDS=(sonotheque ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_sonotheque; printf '%s\n' "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8', cwd: folder },
      )
        .trim()
        .split('\n');
    expect(complete('ind')).toEqual(['index']);
    expect(complete('models', 'li')).toEqual(['list']);
    expect(complete('accept', '--min')).toEqual(['--min-probability']);
    expect(complete('embed', '--precision', '')).toEqual(['fp32', 'int8']);
    expect(complete('completion', 'z')).toEqual(['zsh']);
    expect(complete('suggest', 'my')).toEqual(['my sounds.wav']);
    expect(complete('index', '')).toEqual(['my sounds.wav']);
    rmSync(folder, { recursive: true });
  });
});
