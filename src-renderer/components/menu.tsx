import { type ReactNode, useRef } from 'react';
import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './icon.tsx';

export type MenuEntry = {
  readonly id: string;
  readonly name: string;
  /** As it is shown: `Ctrl+C`. */
  readonly keys?: string | undefined;
  /** Of what is switched on and off: whether it is on. */
  readonly checked?: boolean;
  /** Why it can't be done now. */
  readonly reason?: string | undefined;
  readonly run: () => void;
};

export type MenuPart = { readonly title: string; readonly entries: readonly MenuEntry[] };

type EntriesProps = {
  readonly label: string;
  readonly parts: readonly MenuPart[];
  /** For switches, of which one turns several. */
  readonly staysOpen?: boolean;
};

function Entries({ label, parts, staysOpen = false, onClose }: EntriesProps & { readonly onClose?: () => void }) {
  const entries = parts.flatMap((part) => part.entries);
  return (
    <Menu
      className="menu"
      aria-label={label}
      {...(onClose === undefined ? {} : { onClose, autoFocus: 'first' as const })}
      disabledKeys={entries.filter(({ reason }) => reason !== undefined).map(({ id }) => id)}
      onAction={(id) => entries.find((entry) => entry.id === id)?.run()}
    >
      {parts.map((part) => (
        <MenuSection key={part.title} aria-label={part.title} className="menu-part">
          {part.entries.map(({ id, name, keys, checked, reason }) => (
            <MenuItem key={id} id={id} textValue={name} className="menu-entry" shouldCloseOnSelect={!staysOpen}>
              {checked !== undefined && (
                <span className="menu-check" aria-hidden="true">
                  {checked && <Icon name="check" />}
                </span>
              )}
              <span className="menu-name">
                {name}
                {checked !== undefined && <span className="only-read">{checked ? ', on' : ', off'}</span>}
              </span>
              {reason !== undefined && <span className="menu-reason">{reason}</span>}
              {keys !== undefined && <kbd>{keys}</kbd>}
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </Menu>
  );
}

type MenuButtonProps = EntriesProps & { readonly className?: string; readonly children: ReactNode };

/** A button that opens a menu. */
export function MenuButton({ className = 'icon-button', children, ...entries }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button className={className} aria-label={entries.label}>
        {children}
      </Button>
      <Popover className="popover" offset={4}>
        <Entries {...entries} />
      </Popover>
    </MenuTrigger>
  );
}

type ContextMenuProps = EntriesProps & {
  /** In pixels of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
};

/** A menu where the pointer or the chosen row is. */
export function ContextMenu({ at, onClose, ...entries }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span className="menu-anchor" ref={anchor} style={{ left: at.x, top: at.y }} />
      <Popover
        className="popover"
        aria-label={entries.label}
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Entries {...entries} onClose={onClose} />
      </Popover>
    </>
  );
}
