import type { ReactNode } from 'react';
import { Hint } from '../../components/index.ts';
import { useApp, useAppState } from '../context.ts';
import { keysOf } from './bindings.ts';
import { command } from './commands.ts';
import { keyWords } from './keys.ts';

/** The first key of a command as it is shown, after whatever was rebound. */
export function useKeyWords(id: string): string | undefined {
  const key = useAppState((state) => keysOf(command(id), state.shell.bindings)[0]);
  return key === undefined ? undefined : keyWords(key);
}

type CommandButtonProps = {
  readonly id: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Where the content is only a sign. */
  readonly isSign?: boolean;
  /** Of a switch: whether it is on. */
  readonly pressed?: boolean;
  /** Of a way to a screen: it is the one on show. */
  readonly isCurrent?: boolean;
};

/** A button that does what a command does, and tells its key. */
export function CommandButton(props: CommandButtonProps) {
  const { id, children, className = 'button', isSign = false, pressed, isCurrent = false } = props;
  const app = useApp();
  const { name, when, run } = command(id);
  const possible = useAppState((state) => when?.(state) ?? true);
  const keys = useAppState((state) => keysOf(command(id), state.shell.bindings));
  return (
    <Hint words={name} keys={keys[0] === undefined ? undefined : keyWords(keys[0])}>
      <button
        type="button"
        className={className}
        aria-label={isSign ? name : undefined}
        aria-pressed={pressed}
        aria-keyshortcuts={keys.map((key) => key.replace('Mod', 'Control')).join(' ')}
        aria-current={isCurrent ? 'page' : undefined}
        disabled={!(possible || isCurrent)}
        onClick={isCurrent ? undefined : () => run(app)}
      >
        {children}
      </button>
    </Hint>
  );
}

/** The key of a command, on a button that does something of the kind. */
export function CommandKey({ id }: { readonly id: string }) {
  const words = useKeyWords(id);
  return words === undefined ? null : <kbd>{words}</kbd>;
}
