import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon.tsx';

type DialogueProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** The title is for screen readers only, where the content speaks for itself. */
  readonly bare?: boolean;
};

/** A modal dialogue: the browser's own, which keeps the focus within, closes on Esc and gives the focus back. */
export function Dialogue({ title, onClose, children, wide = false, bare = false }: DialogueProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialogue = element.current;
    const before = document.activeElement;
    dialogue?.showModal();
    return () => {
      dialogue?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialogue${wide ? ' dialogue-wide' : ''}${bare ? ' dialogue-bare' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className="dialogue-body">
        <header className={bare ? 'only-read' : 'dialogue-head'}>
          <h2 id={titleId}>{title}</h2>
          {!bare && (
            <button type="button" className="icon-button" onClick={onClose} aria-label="Close" title="Close (Esc)">
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
