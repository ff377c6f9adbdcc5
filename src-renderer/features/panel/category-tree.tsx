import { TreeItem } from 'react-aria-components';
import type { CategoryBranch } from '../../../src-shared/contract/facets.ts';
import { ucsInForce } from '../../../src-shared/ucs/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { familyOf } from '../category/families.ts';
import { categoryKey, catIdKey, chosenKeys } from './branch-keys.ts';
import { BranchRow, waitingRow } from './branch-row.tsx';
import { BranchTree } from './branch-tree.tsx';

const subcategoryName = (catId: string): string => ucsInForce().byCatId.get(catId.toLowerCase())?.subCategory ?? catId;
const none = { sounds: 0, labelled: 0, suggested: 0, unreviewed: 0 };

/** With the chosen branch, also where nothing of it is left. */
function withChosen(
  branches: readonly CategoryBranch[],
  category: string | undefined,
  catId: string | undefined,
): readonly CategoryBranch[] {
  const wanted =
    category ?? (catId === undefined ? undefined : ucsInForce().byCatId.get(catId.toLowerCase())?.category);
  if (wanted === undefined) return branches;
  const known = branches.find((branch) => branch.category === wanted) ?? { category: wanted, ...none, catIds: [] };
  const catIds =
    catId === undefined || known.catIds.some((row) => row.catId === catId)
      ? known.catIds
      : [...known.catIds, { catId, ...none }];
  return [...branches.filter((branch) => branch.category !== wanted), { ...known, catIds }].sort((a, b) =>
    a.category < b.category ? -1 : 1,
  );
}

/** Categories of the sounds that are asked for, with their CatIDs. */
export function CategoryTree() {
  const { panel: actions } = useActions();
  const categories = useAppState((state) => state.panel.categories);
  const openBranches = useAppState((state) => state.panel.openBranches);
  const narrowing = useAppState((state) => state.browser.query.narrowing);
  if (categories === null) return <div className="part-wait" aria-busy="true" />;
  const branches = withChosen(categories, narrowing.category, narrowing.catId);
  if (branches.length === 0) return <p className="panel-note">Nothing is labelled or suggested here yet.</p>;
  return (
    <BranchTree
      label="Categories"
      rows={branches.reduce(
        (sum, { category, catIds }) => sum + 1 + (openBranches.includes(categoryKey(category)) ? catIds.length : 0),
        0,
      )}
      chosen={chosenKeys(narrowing)}
      open={openBranches}
      onOpen={actions.openBranches}
      onChoose={(key) => actions.choose('categories', key)}
    >
      {branches.map((branch) => {
        const key = categoryKey(branch.category);
        return (
          <TreeItem
            key={key}
            id={key}
            textValue={branch.category}
            hasChildItems={branch.catIds.length > 0}
            className="branch"
          >
            <BranchRow
              name={branch.category}
              sign={<span className={`category-mark family-${familyOf(branch.category)}`} aria-hidden="true" />}
              counts={branch}
            />
            {branch.catIds.length > 0 && !openBranches.includes(key) && waitingRow(key)}
            {openBranches.includes(key) &&
              branch.catIds.map((row) => (
                <TreeItem
                  key={row.catId}
                  id={catIdKey(row.catId)}
                  textValue={subcategoryName(row.catId)}
                  className="branch"
                >
                  <BranchRow name={subcategoryName(row.catId)} counts={row} />
                </TreeItem>
              ))}
          </TreeItem>
        );
      })}
    </BranchTree>
  );
}
