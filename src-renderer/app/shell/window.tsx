import '@fontsource-variable/inter/index.css';
import '../theme/tokens.css';
import '../theme/base.css';
import './window.css';
import { useEffect } from 'react';
import { Icon } from '../../components/index.ts';
import {
  About,
  BulkDialogue,
  CategoryChooser,
  CollectionChooser,
  CollectionDialogue,
  Duplicates,
  EditsButton,
  FindAndReplace,
  FirstRun,
  FolderChooser,
  HistoryDialogue,
  ImportLabels,
  Inspector,
  JobsButton,
  JobsPanel,
  MapCollection,
  Panel,
  Player,
  QueryLine,
  RemoveLibrary,
  RenameSearch,
  RestoreBackup,
  Review,
  ReviewHead,
  SaveSearch,
  SearchBar,
  SendDialogue,
  SendLog,
  SendProgress,
  Settings,
  SoundTable,
  StagedEdits,
  TrainingDialogue,
  UseAnotherList,
} from '../../features/index.ts';
import { CheatSheet } from '../commands/cheat-sheet.tsx';
import { CommandButton } from '../commands/command-button.tsx';
import { placeNow } from '../commands/conditions.ts';
import { Palette } from '../commands/palette.tsx';
import { useKeys } from '../commands/use-keys.ts';
import { useMenuCommands } from '../commands/use-menu-commands.ts';
import { useAppState } from '../context.ts';
import { focusTable } from '../focus.ts';
import { ConnectionLine } from './connection-line.tsx';
import { DropPlace } from './drop-place.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { NoticeLines } from './notice-lines.tsx';
import { roomScreens } from './rooms.tsx';
import { RoomsRow } from './rooms-row.tsx';

function OpenDialogue() {
  const dialogue = useAppState((state) => state.shell.dialogue);
  switch (dialogue?.kind) {
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <CheatSheet />;
    case 'folders':
      return <FolderChooser />;
    case 'category':
      return <CategoryChooser />;
    case 'history':
      return <HistoryDialogue />;
    case 'replace':
      return <FindAndReplace />;
    case 'staged':
      return <StagedEdits />;
    case 'send':
      return <SendDialogue />;
    case 'send-log':
      return <SendLog />;
    case 'about':
      return <About />;
    case 'bulk':
      return <BulkDialogue />;
    case 'import-labels':
      return <ImportLabels />;
    case 'ucs-list':
      return <UseAnotherList />;
    case 'duplicates':
      return <Duplicates />;
    case 'settings':
      return <Settings part={dialogue.part} />;
    case 'save-search':
      return <SaveSearch />;
    case 'rename-search':
      return <RenameSearch search={dialogue.search} />;
    case 'collection':
      return <CollectionDialogue collection={dialogue.collection} addSelected={dialogue.addSelected} />;
    case 'add-to-collection':
      return <CollectionChooser />;
    case 'map-collection':
      return <MapCollection isShown={dialogue.isShown} />;
    case 'restore':
      return <RestoreBackup backup={dialogue.backup} />;
    case 'paste-configuration':
    case 'add-label-list':
    case 'import-version':
    case 'remove-run':
    case 'activate-version':
    case 'rename-version':
    case 'export-version':
    case 'remove-version':
      return <TrainingDialogue dialogue={dialogue} />;
    case 'remove-library':
      return <RemoveLibrary library={dialogue.library} />;
    default:
      return null;
  }
}

function Workplace() {
  useEffect(focusTable, []);
  return (
    <main className="workplace">
      <FaultBoundary name="The list of libraries">
        <Panel />
      </FaultBoundary>
      <FaultBoundary name="The table">
        <div className="middle">
          <QueryLine />
          <SoundTable />
        </div>
      </FaultBoundary>
      <FaultBoundary name="The inspector">
        <Inspector />
      </FaultBoundary>
      <FaultBoundary name="The player">
        <Player />
      </FaultBoundary>
    </main>
  );
}

type Place = ReturnType<typeof placeNow>;

function HeadOf({ place }: { readonly place: Place }) {
  if (place === 'review') return <ReviewHead />;
  const Head = roomScreens.find(({ room }) => room === place)?.Head ?? SearchBar;
  return <Head />;
}

function ScreenOf({ place }: { readonly place: Place }) {
  const ucsList = useAppState((state) => state.shell.ucsList);
  const room = roomScreens.find((screen) => screen.room === place);
  // Another UCS list names everything anew.
  if (place !== 'review' && room === undefined) return <Workplace key={ucsList} />;
  return (
    <FaultBoundary key={place} name={room === undefined ? 'The review' : `The screen “${room.name}”`}>
      {room === undefined ? <Review /> : <room.Screen />}
    </FaultBoundary>
  );
}

/** The whole window. */
export function Window() {
  useKeys();
  useMenuCommands();
  const announcement = useAppState((state) => state.shell.announcement);
  const place = useAppState(placeNow);
  const isEmpty = useAppState(({ library, jobs }) =>
    library.libraries === null
      ? null
      : library.libraries.length === 0 &&
        [...(jobs.byId?.values() ?? [])].every(({ finishedAt }) => finishedAt !== null),
  );
  return (
    <div className="window">
      <header className="top">
        {isEmpty === false && <RoomsRow />}
        {isEmpty === false ? <HeadOf place={place} /> : <span className="top-space" />}
        <EditsButton />
        <CommandButton id="window.theme" className="icon-button" isSign>
          <Icon name="contrast" />
        </CommandButton>
        <CommandButton id="window.settings" className="icon-button" isSign>
          <Icon name="settings" />
        </CommandButton>
        <CommandButton id="window.shortcuts" className="icon-button" isSign>
          <span className="sign" aria-hidden="true">
            ?
          </span>
        </CommandButton>
        <JobsButton />
      </header>
      {isEmpty === null ? (
        <main className="opening" aria-busy="true" aria-label="Opening" />
      ) : isEmpty ? (
        <FirstRun />
      ) : (
        <ScreenOf place={place} />
      )}
      <JobsPanel />
      <ConnectionLine />
      <NoticeLines />
      <SendProgress />
      <DropPlace />
      <OpenDialogue />
      <div className="only-read" role="status">
        {announcement}
      </div>
    </div>
  );
}
