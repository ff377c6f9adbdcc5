import { useEffect } from 'react';
import { useApp } from '../context.ts';
import { windowHost } from '../engine/lines.ts';
import { commands } from './commands.ts';

/** Carries out what is chosen in the system's menu bar, where there is one, as far as it can be done now. */
export function useMenuCommands(): void {
  const app = useApp();
  useEffect(
    () =>
      windowHost()?.onMenuCommand((id) => {
        const state = app.store.getState();
        if (state.shell.dialogue !== null) return;
        const command = commands.find((known) => known.id === id);
        if (command && (command.when?.(state) ?? true)) command.run(app);
      }),
    [app],
  );
}
