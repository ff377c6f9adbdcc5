export type ThemeChoice = 'system' | 'dark' | 'light';

const KEY = 'sonotheque.theme';

/** What was chosen last time; `system` where nothing was, or storage is closed to us. */
export function storedTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'dark' || stored === 'light' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Shows a theme and remembers it. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // A closed storage only means that the choice lasts as long as the window.
  }
}

/** What the switch turns to next, seen from what the person sees now. */
export const nextTheme = (choice: ThemeChoice): ThemeChoice =>
  choice === 'system' ? 'dark' : choice === 'dark' ? 'light' : 'system';
