import { useActions, useAppState } from '../../app/index.ts';
import { Icon, MenuButton } from '../../components/index.ts';
import {
  initialLayout,
  matchColumns,
  type RowHeight,
  rowHeights,
  shownColumns,
  toggleColumn,
} from './column-layout.ts';
import { columns } from './columns.tsx';

const heightWords: { readonly [Height in RowHeight]: string } = {
  compact: 'Compact rows',
  normal: 'Normal rows',
  comfortable: 'Comfortable rows',
};

/** Which columns the table shows, and how tall its rows are. */
export function TableMenu() {
  const { browser } = useActions();
  const layout = useAppState((state) => state.browser.layout);
  const rowHeight = useAppState((state) => state.browser.rowHeight);
  const shown = shownColumns(layout);
  return (
    <MenuButton
      label="Columns and rows"
      className="icon-button table-menu"
      staysOpen
      parts={[
        {
          title: 'Columns',
          entries: layout.order
            .filter((id) => id !== 'name' && !matchColumns.includes(id))
            .map((id) => ({
              id,
              name: columns[id].name,
              checked: shown.includes(id),
              run: () => browser.arrange(toggleColumn(layout, id)),
            })),
        },
        {
          title: 'Rows',
          entries: rowHeights.map((height) => ({
            id: height,
            name: heightWords[height],
            checked: height === rowHeight,
            run: () => browser.setRowHeight(height),
          })),
        },
        {
          title: 'All',
          entries: [{ id: 'reset', name: 'Columns as they were at first', run: () => browser.arrange(initialLayout) }],
        },
      ]}
    >
      <Icon name="columns" />
    </MenuButton>
  );
}
