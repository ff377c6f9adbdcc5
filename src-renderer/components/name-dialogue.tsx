import { type ReactNode, useState } from 'react';
import { Dialogue } from './dialogue.tsx';

type NameDialogueProps = {
  readonly title: string;
  readonly label: string;
  readonly name: string;
  readonly verb: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

const LONGEST = 200;

/** Asks for a name. */
export function NameDialogue({ title, label, name, verb, onName, onClose, children }: NameDialogueProps) {
  const [text, setText] = useState(name);
  const trimmed = text.trim();
  return (
    <Dialogue title={title} onClose={onClose}>
      <form
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== '') onName(trimmed);
        }}
      >
        <label className="name-label">
          {label}
          <input
            className="field"
            value={text}
            maxLength={LONGEST}
            autoComplete="off"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to type here
            autoFocus
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {children}
        <footer className="dialogue-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-main" disabled={trimmed === ''}>
            {verb}
          </button>
        </footer>
      </form>
    </Dialogue>
  );
}
