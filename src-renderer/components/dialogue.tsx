import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Icon } from './icon.tsx';

type DialogueProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** The title is for screen readers only, where the content speaks for itself. */
  readonly bare?: boolean;
};

/** A modal dialogue: keeps the focus within, closes on Esc and on a press beside it, gives the focus back. */
export function Dialogue({ title, onClose, children, wide = false, bare = false }: DialogueProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`dialogue${wide ? ' dialogue-wide' : ''}${bare ? ' dialogue-bare' : ''}`}>
        <Dialog className="dialogue-body">
          <header className={bare ? 'only-read' : 'dialogue-head'}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!bare && (
              <button type="button" className="icon-button" onClick={onClose} aria-label="Close" title="Close (Esc)">
                <Icon name="close" />
              </button>
            )}
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
