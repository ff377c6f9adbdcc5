import { keptChoice } from '../kept.ts';

export const themeChoices = ['system', 'dark', 'light'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const keptTheme = keptChoice<ThemeChoice>('theme', themeChoices, 'system');

/** What was chosen last time; `system` where nothing was, or storage is closed to us. */
export const storedTheme = (): ThemeChoice => keptTheme.read();

/** Shows a theme and remembers it. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  keptTheme.write(choice);
}

/** What the switch turns to next, seen from what the person sees now. */
export const nextTheme = (choice: ThemeChoice): ThemeChoice =>
  choice === 'system' ? 'dark' : choice === 'dark' ? 'light' : 'system';
