import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { countOf, Switch } from '../../components/index.ts';
import { watchingWords } from './watching-words.ts';

function Folder({ library, watchable }: { readonly library: LibraryRecord; readonly watchable: boolean }) {
  const { settings, library: actions, shell } = useActions();
  const unwatched = useAppState((state) => state.settings.settings?.unwatchedLibraries.includes(library.id) ?? false);
  const { name, path, sounds, watching } = library;
  return (
    <li className="settings-folder">
      <div className="settings-folder-words">
        <p>
          {name} <span className="settings-note">{countOf(sounds, 'sound')}</span>
        </p>
        <p className="path">{path}</p>
        <p className="settings-note">{watchingWords[unwatched || !watchable ? 'off' : watching]}</p>
      </div>
      <div className="settings-folder-actions">
        <Switch
          on={watchable && !unwatched}
          onChange={(on) => void settings.setWatched(library.id, on)}
          disabled={!watchable}
        >
          Watch<span className="only-read"> {name}</span>
        </Switch>
        <button
          type="button"
          className="button button-small"
          aria-label={`Index again: ${name}`}
          disabled={!library.connected}
          onClick={() => void actions.index([path])}
        >
          Index again
        </button>
        <button
          type="button"
          className="button button-small"
          aria-label={`Remove ${name}`}
          onClick={() => shell.open({ kind: 'remove-library', library })}
        >
          Remove…
        </button>
      </div>
    </li>
  );
}

/** Folders that are known, and whether what changes in them is noticed. */
export function FolderSettings() {
  const { settings } = useActions();
  const libraries = useAppState((state) => state.library.libraries);
  const watchFolders = useAppState((state) => state.settings.settings?.watchFolders ?? true);
  return (
    <div className="settings-page">
      <div className="settings-head">
        <Switch on={watchFolders} onChange={(on) => void settings.set({ watchFolders: on })}>
          Notice what changes in folders while Sonotheque is open
        </Switch>
        <CommandButton id="library.add" className="button button-small">
          Add a folder…
        </CommandButton>
      </div>
      {libraries?.length === 0 && <p className="settings-note">There are no folders yet.</p>}
      <ul className="settings-folders" aria-label="Folders">
        {libraries?.map((library) => (
          <Folder key={library.id} library={library} watchable={watchFolders} />
        ))}
      </ul>
    </div>
  );
}
