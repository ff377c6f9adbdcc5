import type { ReactNode } from 'react';
import { Button, TreeItem } from 'react-aria-components';
import type { FolderBranch, TreeCounts } from '../../../src-shared/contract/facets.ts';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Icon } from '../../components/index.ts';
import { ROWS_AT_FIRST } from './actions.ts';
import { ALL_SOUNDS, folderKey, MORE } from './branch-keys.ts';
import { BranchRow, waitingRow } from './branch-row.tsx';
import { BranchTree } from './branch-tree.tsx';
import type { PanelState } from './state.ts';

type Below = Pick<PanelState, 'folders' | 'openBranches' | 'shownRows'>;

/** Rows below an open branch, with all that is open in it. */
function rowsBelow(parent: string, libraryId: number, below: Below): number {
  if (!below.openBranches.includes(parent)) return 0;
  const rows = below.folders.get(parent);
  if (rows === undefined) return 1;
  const shown = rows.slice(0, below.shownRows.get(parent) ?? ROWS_AT_FIRST);
  const deeper = shown.reduce(
    (sum, { path, hasFolders }) => sum + 1 + (hasFolders ? rowsBelow(folderKey(libraryId, path), libraryId, below) : 0),
    0,
  );
  return deeper + (rows.length > shown.length ? 1 : 0);
}

/** Rows right below a branch, as far as they are here; a function, because the tree wants its items as they are. */
function foldersBelow(parent: string, libraryId: number, below: Below): ReactNode {
  const rows = below.folders.get(parent);
  if (rows === undefined || !below.openBranches.includes(parent)) return waitingRow(parent);
  const shown = below.shownRows.get(parent) ?? ROWS_AT_FIRST;
  return (
    <>
      {rows.slice(0, shown).map((row) => folderItem(row, libraryId, below))}
      {rows.length > shown && (
        <TreeItem id={MORE + parent} textValue="More folders" className="branch">
          <BranchRow name={`${countOf(rows.length - shown, 'more folder')}…`} counts={null} />
        </TreeItem>
      )}
    </>
  );
}

/** Items of branches that are closed, which depend on nothing else: given again as they were, the tree passes over them. */
const closedItems = new WeakMap<FolderBranch, ReactNode>();

function folderItem(row: FolderBranch, libraryId: number, below: Below): ReactNode {
  const key = folderKey(libraryId, row.path);
  const isClosed = !below.openBranches.includes(key);
  const known = isClosed ? closedItems.get(row) : undefined;
  if (known !== undefined) return known;
  const item = (
    <TreeItem
      key={key}
      id={key}
      textValue={row.name}
      hasChildItems={row.hasFolders}
      className={`branch${row.sounds === 0 ? ' branch-none' : ''}`}
    >
      <BranchRow name={row.name} counts={row} />
      {row.hasFolders && foldersBelow(key, libraryId, below)}
    </TreeItem>
  );
  if (isClosed) closedItems.set(row, item);
  return item;
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
  const libraries = useAppState((state) => state.panel.libraries);
  const below: Below = {
    folders: useAppState((state) => state.panel.folders),
    openBranches: useAppState((state) => state.panel.openBranches),
    shownRows: useAppState((state) => state.panel.shownRows),
  };
  const records = useAppState((state) => state.library.libraries);
  const folder = useAppState((state) => state.browser.query.narrowing.folder);
  const counts = new Map(libraries?.map((branch) => [branch.libraryId, branch]));
  const all = libraries?.reduce(
    (sum, { sounds, labelled, suggested, unreviewed }) => ({
      sounds: sum.sounds + sounds,
      labelled: sum.labelled + labelled,
      suggested: sum.suggested + suggested,
      unreviewed: sum.unreviewed + unreviewed,
    }),
    nothing,
  );
  return (
    <BranchTree
      label="Libraries"
      rows={
        1 +
        (records ?? []).reduce(
          (sum, { id }) => sum + 1 + (counts.get(id)?.hasFolders ? rowsBelow(folderKey(id, ''), id, below) : 0),
          0,
        )
      }
      chosen={folder === undefined ? [] : [folderKey(folder.libraryId, folder.path)]}
      open={below.openBranches}
      onOpen={actions.openBranches}
      onChoose={(key) => {
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
              counts={libraries === null ? null : (branch ?? nothing)}
              {...(library.connected ? {} : { note: 'not connected' })}
              actions={<LibraryButtons library={library} />}
            />
            {branch?.hasFolders && foldersBelow(key, library.id, below)}
          </TreeItem>
        );
      })}
    </BranchTree>
  );
}
