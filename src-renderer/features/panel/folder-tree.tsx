import type { ReactNode } from 'react';
import { Button, Tree, TreeItem } from 'react-aria-components';
import type { FolderBranch, TreeCounts } from '../../../src-shared/contract/facets.ts';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Icon } from '../../components/index.ts';
import { ROWS_AT_FIRST } from './actions.ts';
import { ALL_SOUNDS, chosenKeys, folderKey, MORE } from './branch-keys.ts';
import { BranchRow } from './branch-row.tsx';
import type { PanelState } from './state.ts';

type FoldersProps = { readonly parent: string; readonly libraryId: number; readonly panel: PanelState };

/** Rows right below a branch, as far as they are here; a function, because the tree wants its items as they are. */
function foldersBelow({ parent, libraryId, panel }: FoldersProps): ReactNode {
  const rows = panel.folders.get(parent);
  if (rows === undefined) return null;
  const shown = panel.shownRows.get(parent) ?? ROWS_AT_FIRST;
  return (
    <>
      {rows.slice(0, shown).map((row) => folderItem(row, libraryId, panel))}
      {rows.length > shown && (
        <TreeItem id={MORE + parent} textValue="More folders" className="branch">
          <BranchRow name={`${countOf(rows.length - shown, 'more folder')}…`} counts={null} />
        </TreeItem>
      )}
    </>
  );
}

function folderItem(row: FolderBranch, libraryId: number, panel: PanelState): ReactNode {
  const key = folderKey(libraryId, row.path);
  return (
    <TreeItem
      key={key}
      id={key}
      textValue={row.name}
      hasChildItems={row.hasFolders}
      className={`branch${row.sounds === 0 ? ' branch-none' : ''}`}
    >
      <BranchRow name={row.name} counts={row} />
      {panel.openBranches.includes(key) && foldersBelow({ parent: key, libraryId, panel })}
    </TreeItem>
  );
}

function LibraryButtons({ library }: { readonly library: LibraryRecord }) {
  const { library: actions, shell } = useActions();
  return (
    <span className="branch-actions">
      <Button
        className="icon-button"
        aria-label={`Index ${library.name} again`}
        isDisabled={!library.connected}
        onPress={() => void actions.index([library.path])}
      >
        <Icon name="again" />
      </Button>
      <Button
        className="icon-button"
        aria-label={`Remove ${library.name}`}
        onPress={() => shell.open({ kind: 'remove-library', library })}
      >
        <Icon name="remove" />
      </Button>
    </span>
  );
}

const nothing: TreeCounts = { sounds: 0, labelled: 0, suggested: 0, unreviewed: 0 };

/** Libraries with their folders: each branch is fetched when it is opened. */
export function FolderTree() {
  const { panel: actions } = useActions();
  const panel = useAppState((state) => state.panel);
  const records = useAppState((state) => state.library.libraries);
  const chosen = useAppState((state) => state.browser.query.narrowing);
  const counts = new Map(panel.libraries?.map((branch) => [branch.libraryId, branch]));
  const all = panel.libraries?.reduce(
    (sum, { sounds, labelled, suggested, unreviewed }) => ({
      sounds: sum.sounds + sounds,
      labelled: sum.labelled + labelled,
      suggested: sum.suggested + suggested,
      unreviewed: sum.unreviewed + unreviewed,
    }),
    nothing,
  );
  return (
    <Tree
      className="branches"
      aria-label="Libraries"
      selectionMode="single"
      selectedKeys={chosenKeys({ ...(chosen.folder === undefined ? {} : { folder: chosen.folder }) })}
      expandedKeys={panel.openBranches}
      onExpandedChange={(keys) => actions.openBranches([...keys].map(String))}
      onSelectionChange={(keys) => {
        const key = keys === 'all' ? undefined : [...keys].map(String)[0];
        if (key?.startsWith(MORE)) actions.showMore(key.slice(MORE.length));
        else actions.choose('folders', key);
      }}
    >
      <TreeItem id={ALL_SOUNDS} textValue="All sounds" className="branch">
        <BranchRow name="All sounds" counts={all ?? null} />
      </TreeItem>
      {(records ?? []).map((library) => {
        const key = folderKey(library.id, '');
        const branch = counts.get(library.id);
        return (
          <TreeItem
            key={key}
            id={key}
            textValue={library.name}
            hasChildItems={branch?.hasFolders ?? false}
            className={`branch${library.connected ? '' : ' branch-none'}`}
          >
            <BranchRow
              name={library.name}
              sign={<Icon name="folder" />}
              counts={panel.libraries === null ? null : (branch ?? nothing)}
              {...(library.connected ? {} : { note: 'not connected' })}
              actions={<LibraryButtons library={library} />}
            />
            {panel.openBranches.includes(key) && foldersBelow({ parent: key, libraryId: library.id, panel })}
          </TreeItem>
        );
      })}
    </Tree>
  );
}
