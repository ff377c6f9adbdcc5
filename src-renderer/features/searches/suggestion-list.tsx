import { useEffect, useRef } from 'react';

export type Suggested = { readonly id: string; readonly words: string; readonly meaning: string };

type SuggestionListProps = {
  readonly id: string;
  readonly label: string;
  readonly items: readonly Suggested[];
  /** −1: none yet; the field keeps the keyboard. */
  readonly active: number;
  readonly onPick: (at: number) => void;
};

export const suggestionId = (list: string, at: number): string => `${list}-${at}`;

/** What could stand in the search, below its field. */
export function SuggestionList({ id, label, items, active, onPick }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-row="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="offers" role="listbox" id={id} aria-label={label} ref={list} tabIndex={-1}>
      {items.map(({ id: key, words, meaning }, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys of this list
        <div
          key={key}
          id={suggestionId(id, at)}
          data-row={at}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          className="offer"
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(at)}
        >
          <span className="offer-words">{words}</span>
          <span className="offer-meaning">{meaning}</span>
        </div>
      ))}
    </div>
  );
}
