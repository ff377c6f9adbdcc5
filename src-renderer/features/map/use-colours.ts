import { useEffect, useMemo, useState } from 'react';
import { useAppState } from '../../app/index.ts';
import { type Colour, categoryColours, certaintyColours, libraryColours, type Theme } from './palette.ts';
import type { LoadedMap } from './state.ts';

const darkMedia = '(prefers-color-scheme: dark)';

/** The theme that the window wears now. */
export function useTheme(): Theme {
  const choice = useAppState((state) => state.shell.theme);
  const [isDark, setDark] = useState(() => matchMedia(darkMedia).matches);
  useEffect(() => {
    const media = matchMedia(darkMedia);
    const follow = () => setDark(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  if (choice === 'dark' || choice === 'light') return choice;
  return isDark ? 'dark' : 'light';
}

/** By number of what is coloured. */
export function useColours(loaded: LoadedMap): readonly Colour[] {
  const by = useAppState((state) => state.map.by);
  const theme = useTheme();
  return useMemo(() => {
    if (by === 'categories') return categoryColours(loaded.categories, theme);
    return by === 'certainties' ? certaintyColours(theme) : libraryColours(loaded.libraries.length, theme);
  }, [by, theme, loaded]);
}
