import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export type PickerOption = { readonly id: string; readonly content: ReactNode };

type PickerProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly options: (text: string) => readonly PickerOption[];
  readonly onPick: (id: string) => void;
  /** What to say where nothing fits. */
  readonly emptyWords: string;
};

/** A text field with a list below it that narrows down; arrows and Enter choose without leaving the field. */
export function Picker({ label, placeholder, options, onPick, emptyWords }: PickerProps) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = options(text);
  const current = Math.min(active, shown.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-row="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function steer(event: KeyboardEvent): void {
    const steps: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    const picked = shown[current];
    if (step !== undefined) setActive(Math.min(shown.length - 1, Math.max(0, current + step)));
    else if (event.key === 'Enter' && picked !== undefined) onPick(picked.id);
    else return;
    event.preventDefault();
  }

  return (
    <div className="picker">
      <input
        className="field picker-field"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to type here
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={steer}
      />
      <div className="picker-list" id={`${id}-list`} role="listbox" aria-label={label} ref={list} tabIndex={-1}>
        {shown.map((option, row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys of this list
          <div
            key={option.id}
            id={`${id}-${row}`}
            data-row={row}
            className="picker-option"
            role="option"
            tabIndex={-1}
            aria-selected={row === current}
            onClick={() => onPick(option.id)}
          >
            {option.content}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="picker-empty">{emptyWords}</p>}
    </div>
  );
}
