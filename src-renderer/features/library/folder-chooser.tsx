import './library.css';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Dialogue, Icon } from '../../components/index.ts';

/** Chooses a folder of the machine that the engine runs on, where the system's own dialogue can't be had. */
export function FolderChooser() {
  const { library, shell } = useActions();
  const listing = useAppState((state) => state.library.listing);
  const failure = useAppState((state) => state.library.listingFailure);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const folders = listing?.folders ?? [];
  const path = typed ?? listing?.path ?? '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens, where it was last time
  useEffect(() => {
    list.current?.focus();
    void library.browse(listing?.path ?? null);
  }, []);

  useEffect(() => {
    list.current?.querySelector(`[data-row="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  async function open(next: string | null): Promise<void> {
    await library.browse(next);
    setTyped(null);
    setActive(0);
  }

  function add(): void {
    if (path !== '') void library.addTyped(path);
  }

  function steer(event: KeyboardEvent): void {
    const steps: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    const folder = folders[active];
    if (step !== undefined) setActive(Math.min(folders.length - 1, Math.max(0, active + step)));
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(folders.length - 1);
    else if ((event.key === 'Enter' || event.key === 'ArrowRight') && !event.ctrlKey && !event.metaKey && folder)
      void open(folder.path);
    else if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && listing?.parent) void open(listing.parent);
    else return;
    event.preventDefault();
  }

  return (
    <Dialogue title="Add a folder" onClose={shell.closeDialogue} wide>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one key for the whole dialogue, its button does the same */}
      <div
        className="chooser"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
        }}
      >
        <div className="chooser-path">
          <button
            type="button"
            className="icon-button"
            aria-label="Folder above"
            title="Folder above (Backspace)"
            disabled={!listing?.parent}
            onClick={() => void open(listing?.parent ?? null)}
          >
            <Icon name="up" />
          </button>
          <input
            className="field"
            aria-label="Path"
            spellCheck={false}
            autoComplete="off"
            value={path}
            // Whoever types before the first folder is listed keeps what they typed, and nothing is put in front of it.
            onFocus={() => {
              if (listing === null) setTyped((text) => text ?? '');
            }}
            onBlur={() => setTyped((text) => text || null)}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              void open(path);
            }}
          />
        </div>
        <p className="chooser-problem" role="status">
          {failure !== null && `${failure.message}${failure.nextStep === null ? '' : ` ${failure.nextStep}`}`}
        </p>
        <div className="chooser-columns">
          <ul className="chooser-places" aria-label="Places">
            {listing?.places.map((place) => (
              <li key={place.path}>
                <button
                  type="button"
                  className="chooser-place"
                  title={place.path}
                  onClick={() => void open(place.path)}
                >
                  {place.name}
                </button>
              </li>
            ))}
          </ul>
          <div
            className="chooser-list"
            role="listbox"
            aria-label="Folders"
            aria-activedescendant={folders.length > 0 ? `folder-${active}` : undefined}
            tabIndex={0}
            ref={list}
            onKeyDown={steer}
          >
            {folders.map((folder, row) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its options
              <div
                key={folder.path}
                id={`folder-${row}`}
                data-row={row}
                className="chooser-option"
                role="option"
                tabIndex={-1}
                aria-selected={row === active}
                onClick={() => setActive(row)}
                onDoubleClick={() => void open(folder.path)}
              >
                <Icon name="folder" />
                <span>{folder.name}</span>
              </div>
            ))}
          </div>
          {listing !== null && folders.length === 0 && <p className="chooser-none">No folders in this one.</p>}
        </div>
      </div>
      <footer className="dialogue-foot">
        <span className="chooser-count">
          {typed !== null && typed !== listing?.path
            ? 'Enter opens this path.'
            : listing !== null &&
              `${countOf(listing.soundFiles, 'sound')} directly in this folder; folders within count too.`}
        </span>
        <button type="button" className="button" onClick={shell.closeDialogue}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-main"
          title="Add this folder (Ctrl+Enter)"
          disabled={path === ''}
          onClick={add}
        >
          Add this folder
        </button>
      </footer>
    </Dialogue>
  );
}
