import { useId, useState } from 'react';
import { useActions } from '../../app/index.ts';
import { Dialogue } from '../../components/index.ts';
import type { Pasted } from './mistakes.ts';

/** A configuration as text: what the draft says now, to be copied or replaced. The same file is what `sonotheque train` takes. */
export function PasteConfiguration() {
  const { training, shell } = useActions();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Pasted | null>(null);
  const id = useId();
  const mistakes = answer?.kind === 'wrong' ? answer.mistakes : [];
  return (
    <Dialogue title="Paste a configuration" onClose={shell.closeDialogue} wide>
      <form
        className="paste"
        onSubmit={(event) => {
          event.preventDefault();
          setAnswer(training.paste(text));
        }}
      >
        <label htmlFor={id} className="lab-note">
          JSON, the same file that <code>sonotheque train</code> takes. It replaces what is set up now; what it leaves
          out is as it came.
        </label>
        <textarea
          id={id}
          className="field paste-text"
          value={text}
          rows={14}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to paste here
          autoFocus
          placeholder={training.configurationText()}
          aria-describedby={`${id}-mistakes`}
          aria-invalid={mistakes.length > 0 ? true : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setAnswer(null);
          }}
        />
        <div id={`${id}-mistakes`} role="alert">
          <ul className="paste-mistakes" aria-label="Mistakes">
            {mistakes.map(({ place, sentence }) => (
              <li key={`${place} ${sentence}`}>
                {place !== '' && <code>{place}</code>} {sentence}
              </li>
            ))}
          </ul>
        </div>
        <footer className="dialogue-foot">
          <button type="button" className="button" onClick={() => setText(training.configurationText())}>
            Fill in what is set up now
          </button>
          <button type="button" className="button" onClick={shell.closeDialogue}>
            Cancel
          </button>
          <button type="submit" className="button button-main" disabled={text.trim() === ''}>
            Take it
          </button>
        </footer>
      </form>
    </Dialogue>
  );
}
