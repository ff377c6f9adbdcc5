import type { ReactNode } from 'react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import type { TreeCounts } from '../../../src-shared/contract/facets.ts';
import { countWords, Icon } from '../../components/index.ts';
import { branchWords } from './facet-words.ts';

const WIDTH = '--width' as string;
const LEVEL = '--level' as string;

/** How much of a branch is labelled, how much is at least suggested. */
function CountBar({ counts }: { readonly counts: TreeCounts }) {
  const { sounds, labelled, suggested } = counts;
  const share = (part: number): string => `${sounds === 0 ? 0 : (part / sounds) * 100}%`;
  return (
    <span className="count-bar" role="img" aria-label={branchWords(counts)} title={branchWords(counts)}>
      <span className="count-labelled" style={{ [WIDTH]: share(labelled) }} />
      <span className="count-suggested" style={{ [WIDTH]: share(suggested) }} />
    </span>
  );
}

/**
 * Stands below a branch whose rows aren't here: a tree only opens what has rows, and until they come it says so.
 *
 * @param parent key of the branch
 */
export const waitingRow = (parent: string): ReactNode => (
  <TreeItem id={`waiting:${parent}`} textValue="Loading" className="branch branch-none" isDisabled>
    <BranchRow name="…" counts={null} />
  </TreeItem>
);

type BranchRowProps = {
  readonly name: string;
  readonly sign?: ReactNode;
  readonly counts: TreeCounts | null;
  /** Said in the place of a number. */
  readonly note?: string;
  readonly actions?: ReactNode;
};

/** What stands in a row of a tree. */
export function BranchRow({ name, sign, counts, note, actions }: BranchRowProps) {
  return (
    <TreeItemContent>
      {({ hasChildItems, level }) => (
        <div className="branch-row" style={{ [LEVEL]: level }}>
          {hasChildItems ? (
            <Button slot="chevron" className="branch-open">
              <Icon name="open" />
            </Button>
          ) : (
            <span className="branch-open" />
          )}
          {sign}
          <span className="branch-name" title={name} dir="auto">
            {name}
          </span>
          {note !== undefined && <span className="branch-note">{note}</span>}
          {note === undefined && counts !== null && (
            <>
              <CountBar counts={counts} />
              <span className="branch-count">{countWords(counts.sounds)}</span>
            </>
          )}
          {actions}
        </div>
      )}
    </TreeItemContent>
  );
}
