import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

type EditableTextProps = {
  readonly label: string;
  readonly value: string;
  /** Gives `false` where it could not be saved: then the text stays as typed and is saved with the next chance. */
  readonly onSave: (text: string) => Promise<boolean>;
  /** What to do once the keyboard is done with it. */
  readonly onLeave?: () => void;
  readonly id?: string;
  readonly placeholder?: string;
  /** Grows with its text; Enter begins a line, Ctrl+Enter saves. */
  readonly long?: boolean;
  readonly className?: string;
  readonly describedBy?: string | undefined;
};

/** Text that is edited in place and saved when it is left, whatever takes the keyboard away: another sound, another window. */
export function EditableText({
  label,
  value,
  onSave,
  onLeave,
  id,
  placeholder,
  long = false,
  className = '',
  describedBy,
}: EditableTextProps) {
  const [text, setText] = useState(value);
  const now = useRef({ text, saved: value, onSave });
  now.current = { ...now.current, text, onSave };

  // A newer value from elsewhere, unless something was typed meanwhile.
  useEffect(() => {
    if (now.current.text.trim() === now.current.saved) setText(value);
    now.current.saved = value;
  }, [value]);

  const save = useRef(async (): Promise<void> => {
    const { text: typed, saved, onSave: send } = now.current;
    const wanted = typed.trim();
    if (wanted === saved) return;
    now.current.saved = wanted;
    if (!(await send(wanted))) now.current.saved = saved;
  });

  useEffect(() => {
    const saving = save.current;
    const atEnd = (): void => void saving();
    window.addEventListener('pagehide', atEnd);
    return () => {
      window.removeEventListener('pagehide', atEnd);
      atEnd();
    };
  }, []);

  function steer(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      setText(now.current.saved);
      now.current.text = now.current.saved;
    } else if (event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)) void save.current();
    else return;
    event.preventDefault();
    event.stopPropagation();
    onLeave?.();
  }

  const shared = {
    id,
    className: `field editable ${long ? 'editable-long' : ''} ${className}`,
    'aria-label': label,
    'aria-describedby': describedBy,
    placeholder,
    value: text,
    dir: 'auto',
    onBlur: () => void save.current(),
    onKeyDown: steer,
  } as const;
  return long ? (
    <textarea {...shared} rows={1} onChange={(event) => setText(event.target.value)} />
  ) : (
    <input {...shared} type="text" autoComplete="off" onChange={(event) => setText(event.target.value)} />
  );
}
