import type { AppState } from '../state.ts';
import type { Command } from './command.ts';

/**
 * Commands of the palette for what was typed, best first: every word must begin a word of the name or stand within it.
 */
export function findCommands(text: string, commands: readonly Command[], state: AppState): Command[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  return commands
    .filter((command) => command.hidden !== true && (command.when?.(state) ?? true))
    .map((command) => ({ command, score: scoreOf(`${command.name} ${command.group}`.toLowerCase(), words) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ command }) => command);
}

function scoreOf(name: string, words: readonly string[]): number | null {
  let score = 0;
  for (const word of words) {
    if (name.startsWith(word)) score += 3;
    else if (name.includes(` ${word}`)) score += 2;
    else if (name.includes(word)) score += 1;
    else return null;
  }
  return score;
}
