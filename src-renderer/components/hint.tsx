import type { ReactElement } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';

type HintProps = {
  readonly words: string;
  /** As it is shown: `Ctrl+K`. */
  readonly keys?: string | undefined;
  /** One element that can have the focus. */
  readonly children: ReactElement<Record<string, unknown>, string>;
};

const DELAY_MILLISECONDS = 500;

/** Tells what a control does and its key, to the pointer that rests and to the focus that comes by keyboard. */
export function Hint({ words, keys, children }: HintProps) {
  return (
    <TooltipTrigger delay={DELAY_MILLISECONDS} closeDelay={0}>
      <Focusable>{children}</Focusable>
      <Tooltip className="hint" offset={6}>
        {words}
        {keys !== undefined && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
