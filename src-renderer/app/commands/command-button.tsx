import type { ReactNode } from 'react';
import { useApp, useAppState } from '../context.ts';
import { command } from './commands.ts';
import { keyWords } from './keys.ts';

/** Name and key of a command, for a tooltip. */
export function commandTitle(id: string): string {
  const { name, keys } = command(id);
  return keys[0] === undefined ? name : `${name} (${keyWords(keys[0])})`;
}

type CommandButtonProps = {
  readonly id: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Where the content is only a sign. */
  readonly isSign?: boolean;
  /** Of a switch: whether it is on. */
  readonly pressed?: boolean;
};

/** A button that does what a command does, and tells its key. */
export function CommandButton({ id, children, className = 'button', isSign = false, pressed }: CommandButtonProps) {
  const app = useApp();
  const { name, keys, when, run } = command(id);
  const possible = useAppState((state) => when?.(state) ?? true);
  return (
    <button
      type="button"
      className={className}
      title={commandTitle(id)}
      aria-label={isSign ? name : undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={keys.map((key) => key.replace('Mod', 'Control')).join(' ')}
      disabled={!possible}
      onClick={() => run(app)}
    >
      {children}
    </button>
  );
}
