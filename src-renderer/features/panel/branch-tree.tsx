import type { ReactNode } from 'react';
import { ListLayout, Tree, Virtualizer } from 'react-aria-components';

type BranchTreeProps = {
  readonly label: string;
  /** How many rows there are with all that is open. */
  readonly rows: number;
  readonly chosen: readonly string[];
  readonly open: readonly string[];
  readonly onOpen: (keys: readonly string[]) => void;
  /** `undefined`: the chosen one was pressed again. */
  readonly onChoose: (key: string | undefined) => void;
  /** Items of the tree. */
  readonly children: ReactNode;
};

const ROW_PIXELS = 24;
const ROWS = '--rows' as string;

/** A tree of which only the rows in sight are drawn; arrows walk and open, Enter or Space chooses. */
export function BranchTree({ label, rows, chosen, open, onOpen, onChoose, children }: BranchTreeProps) {
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: ROW_PIXELS }}>
      <Tree
        className="branches"
        aria-label={label}
        style={{ [ROWS]: rows }}
        selectionMode="single"
        selectedKeys={chosen}
        expandedKeys={open}
        onExpandedChange={(keys) => onOpen([...keys].map(String))}
        onSelectionChange={(keys) => onChoose(keys === 'all' ? undefined : [...keys].map(String)[0])}
      >
        {children}
      </Tree>
    </Virtualizer>
  );
}
