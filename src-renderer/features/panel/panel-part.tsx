import { type ReactNode, useId } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { Icon } from '../../components/index.ts';
import type { PanelPart } from './state.ts';

type PartProps = {
  readonly part: PanelPart;
  readonly title: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A part of the panel that can be closed. */
export function Part({ part, title, actions, children }: PartProps) {
  const { panel } = useActions();
  const open = useAppState((state) => !state.panel.closedParts.includes(part));
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <header className="part-head">
        <h2 id={id}>
          <button type="button" className="part-title" aria-expanded={open} onClick={() => panel.togglePart(part)}>
            <Icon name="open" />
            {title}
          </button>
        </h2>
        {actions}
      </header>
      {open && children}
    </section>
  );
}
