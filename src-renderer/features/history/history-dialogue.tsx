import './history.css';
import { useEffect, useState } from 'react';
import type { HistoryRecord } from '../../../src-shared/contract/history.ts';
import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Dialogue, momentWords } from '../../components/index.ts';

const PAGE = 100;

function Entry({ entry }: { readonly entry: HistoryRecord }) {
  const { history } = useActions();
  const { title, author, device, at, state } = entry;
  const words = state === 'done' ? 'Undo to here' : 'Redo to here';
  return (
    <li className={`history-entry${state === 'undone' ? ' history-undone' : ''}`}>
      <span className="history-title">
        {title}
        {state === 'undone' && <span className="only-read">, taken back</span>}
      </span>
      <span className="history-who" title={device}>
        {author === '' ? '' : `${author}, `}
        {momentWords(at)}
      </span>
      <button
        type="button"
        className="button button-small"
        aria-label={`${words}: ${title}`}
        onClick={() => void history.stepTo(entry)}
      >
        {words}
      </button>
    </li>
  );
}

/** Everything that this person did, newest first, and the way back to any moment of it. */
export function HistoryDialogue() {
  const { shell, history } = useActions();
  const undo = useAppState((state) => state.history.undo);
  const redo = useAppState((state) => state.history.redo);
  const [entries, setEntries] = useState<readonly HistoryRecord[] | null>(null);
  const [hasMore, setHasMore] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what undo and redo would do changes the list
  useEffect(() => {
    let isLate = false;
    history.page().then(
      (page) => {
        if (isLate) return;
        setEntries(page);
        setHasMore(page.length === PAGE);
      },
      () => {},
    );
    return () => {
      isLate = true;
    };
  }, [history, undo?.number, redo?.number]);

  async function showEarlier(): Promise<void> {
    const page = await history.page(entries?.at(-1)?.number);
    setEntries([...(entries ?? []), ...page]);
    setHasMore(page.length === PAGE);
  }

  return (
    <Dialogue title="History" onClose={shell.closeDialogue} wide>
      <div className="history-head">
        <CommandButton id="label.undo">
          Undo <CommandKey id="label.undo" />
        </CommandButton>
        <CommandButton id="history.redo">
          Redo <CommandKey id="history.redo" />
        </CommandButton>
        <p className="history-note">It is kept with the catalogue and has no end.</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="history-list" aria-busy={entries === null} tabIndex={0} role="region" aria-label="Commands">
        {entries?.length === 0 && (
          <p className="history-note">Nothing was decided yet. Labels, marks, notes and edits will stand here.</p>
        )}
        <ol>
          {entries?.map((entry) => (
            <Entry key={entry.number} entry={entry} />
          ))}
        </ol>
        {hasMore && (
          <button type="button" className="button" onClick={() => void showEarlier()}>
            Show earlier ones
          </button>
        )}
      </div>
    </Dialogue>
  );
}
