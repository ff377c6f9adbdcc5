import type { KeyboardEvent, ReactNode } from 'react';
import { Button, DropIndicator, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { Icon } from './icon.tsx';
import { MenuButton, type MenuEntry } from './menu.tsx';

export type NamedRow = {
  readonly id: string;
  readonly name: string;
  readonly sign?: ReactNode;
  /** A number or a few words at the end of the row. */
  readonly note?: string;
  readonly entries: readonly MenuEntry[];
};

type NamedListProps = {
  readonly label: string;
  readonly rows: readonly NamedRow[];
  readonly chosen: string | null;
  /** `undefined`: the chosen one was pressed again. */
  readonly onChoose: (id: string | undefined) => void;
  readonly onRename: (id: string) => void;
  readonly onRemove: (id: string) => void;
  /** `before`: the row that it is to stand before; `null`: at the end. */
  readonly onMove: (id: string, before: string | null) => void;
  /** Kind of what may be dropped on a row from elsewhere. */
  readonly takes?: string;
  readonly onTake?: (id: string) => void;
};

/** Things that a person named, in an order of their own: dragged, or moved by Alt and arrows; F2 renames, Delete removes. */
export function NamedList({ label, rows, chosen, takes, onTake, ...does }: NamedListProps) {
  const ownKind = `sonotheque/${label.toLowerCase()}`;
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [ownKind]: String(key) })),
    acceptedDragTypes: takes === undefined ? [] : [takes],
    getDropOperation: (target, types) =>
      (target.type === 'item' && target.dropPosition === 'on') !== types.has(ownKind) ? 'move' : 'cancel',
    onReorder: ({ keys, target }) => {
      const [id] = [...keys].map(String);
      const at = rows.findIndex((row) => row.id === target.key) + (target.dropPosition === 'after' ? 1 : 0);
      if (id !== undefined && rows[at]?.id !== id) does.onMove(id, rows[at]?.id ?? null);
    },
    ...(onTake === undefined ? {} : { onItemDrop: ({ target }) => onTake(String(target.key)) }),
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-line" />,
  });

  function steer(event: KeyboardEvent): void {
    const id = event.target instanceof Element ? event.target.closest('[data-key]')?.getAttribute('data-key') : null;
    const at = rows.findIndex((row) => row.id === id);
    const row = rows[at];
    if (row === undefined) return;
    if (event.altKey && event.key === 'ArrowUp') {
      if (at > 0) does.onMove(row.id, rows[at - 1]?.id ?? null);
    } else if (event.altKey && event.key === 'ArrowDown') {
      if (at < rows.length - 1) does.onMove(row.id, rows[at + 2]?.id ?? null);
    } else if (event.key === 'F2') does.onRename(row.id);
    else if (event.key === 'Delete') does.onRemove(row.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="named-list" onKeyDownCapture={steer}>
      <GridList
        aria-label={label}
        selectionMode="single"
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => does.onChoose(keys === 'all' ? undefined : [...keys].map(String)[0])}
        dragAndDropHooks={dragAndDropHooks}
      >
        {rows.map(({ id, name, sign, note, entries }) => (
          <GridListItem key={id} id={id} textValue={name} className="named-row">
            <Button slot="drag" className="only-read">
              Move {name}
            </Button>
            {sign}
            <span className="branch-name" title={name} dir="auto">
              {name}
            </span>
            {note !== undefined && <span className="branch-count">{note}</span>}
            <span className="branch-actions">
              <MenuButton label={`More for ${name}`} parts={[{ title: name, entries }]}>
                <Icon name="more" />
              </MenuButton>
            </span>
          </GridListItem>
        ))}
      </GridList>
    </div>
  );
}
