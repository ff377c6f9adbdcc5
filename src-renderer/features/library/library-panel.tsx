import './library.css';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { countOf, countWords, Icon } from '../../components/index.ts';

function LibraryRow({ library, shown }: { readonly library: LibraryRecord; readonly shown: boolean }) {
  const { browser, library: actions, shell } = useActions();
  return (
    <li className={`library${library.connected ? '' : ' library-away'}`}>
      <button
        type="button"
        className="library-name"
        aria-current={shown}
        title={library.path}
        onClick={() => browser.showLibrary(shown ? null : library.id)}
      >
        <Icon name="folder" />
        <span className="library-words">{library.name}</span>
        {library.connected ? (
          <span className="library-count">{countWords(library.sounds)}</span>
        ) : (
          <span className="library-note">not connected</span>
        )}
      </button>
      <span className="library-actions">
        <button
          type="button"
          className="icon-button"
          aria-label={`Index ${library.name} again`}
          title="Index again"
          disabled={!library.connected}
          onClick={() => void actions.index([library.path])}
        >
          <Icon name="again" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Remove ${library.name}`}
          title="Remove"
          onClick={() => shell.open({ kind: 'remove-library', library })}
        >
          <Icon name="remove" />
        </button>
      </span>
    </li>
  );
}

/** Which folders are known; one of them can be shown alone. */
export function LibraryPanel() {
  const { browser, library } = useActions();
  const libraries = useAppState((state) => state.library.libraries);
  const failure = useAppState((state) => state.library.failure);
  const shown = useAppState((state) => state.browser.libraryId);
  const total = useAppState((state) => state.browser.totalSounds);
  const failed = useAppState((state) => state.browser.failedSounds);
  return (
    <nav className="panel libraries" aria-label="Libraries">
      <header className="panel-head">
        <h2>Libraries</h2>
        <CommandButton id="library.add" className="icon-button" isSign>
          <Icon name="plus" />
        </CommandButton>
      </header>
      {failure !== null && libraries === null && (
        <div className="panel-note">
          <p>{failure.message}</p>
          <button type="button" className="button" onClick={() => void library.refresh()}>
            Try again
          </button>
        </div>
      )}
      <ul className="library-list">
        <li className="library">
          <button
            type="button"
            className="library-name"
            aria-current={shown === null}
            onClick={() => browser.showLibrary(null)}
          >
            <span className="library-words">All sounds</span>
            <span className="library-count">{total === null ? '' : countWords(total)}</span>
          </button>
        </li>
        {libraries?.map((each) => (
          <LibraryRow key={each.id} library={each} shown={each.id === shown} />
        ))}
      </ul>
      {failed > 0 && (
        <CommandButton id="browser.show-failed" className="library-failed">
          <Icon name="warning" />
          {countOf(failed, 'file')} failed
        </CommandButton>
      )}
    </nav>
  );
}
