import { createRoot } from 'react-dom/client';
import { AppContext } from './app/context.ts';
import { Window } from './app/shell/window.tsx';
import { startApp } from './app/start.ts';

const place = document.getElementById('window');
if (place === null) throw new Error('The page has no place for the window.');
createRoot(place).render(
  <AppContext value={startApp()}>
    <Window />
  </AppContext>,
);
