import { type KeyboardEvent, useState } from 'react';
import {
  type Command,
  commandGroups,
  commands,
  holderOf,
  isFixed,
  keysOf,
  keyWords,
  pressedKey,
  useActions,
  useAppState,
} from '../../app/index.ts';

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);
/** Esc leaves without a change, Tab goes on to the next control. */
const reserved: ReadonlySet<string> = new Set(['Escape', 'Tab']);

function KeyButton({ command }: { readonly command: Command }) {
  const { shell } = useActions();
  const bindings = useAppState((state) => state.shell.bindings);
  const [listening, setListening] = useState(false);
  const [taken, setTaken] = useState<{ readonly key: string; readonly by: Command } | null>(null);
  const keys = keysOf(command, bindings);

  function receive(event: KeyboardEvent): void {
    if (!listening || modifiers.has(event.key) || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const key = pressedKey(event);
    setListening(false);
    if (key === null || reserved.has(key)) return;
    const by = holderOf(key, command.id, bindings);
    if (by === undefined) shell.bind(command.id, key);
    else if (!isFixed(by)) setTaken({ key, by });
  }

  if (taken !== null)
    return (
      <span className="key-taken" role="alert">
        {keyWords(taken.key)} is “{taken.by.name}”.
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            shell.bind(command.id, taken.key);
            setTaken(null);
          }}
        >
          Take it
        </button>
        <button type="button" className="button button-small" onClick={() => setTaken(null)}>
          Leave it
        </button>
      </span>
    );
  return (
    <>
      {bindings[command.id] !== undefined && (
        <button
          type="button"
          className="button button-small"
          aria-label={`Reset the key of ${command.name}`}
          onClick={() => shell.unbind(command.id)}
        >
          Reset
        </button>
      )}
      <button
        type="button"
        className="button button-small key-button"
        aria-label={`${command.name}: ${listening ? 'press a key' : keys.map((key) => keyWords(key)).join(' or ') || 'no key'}. Change`}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={receive}
      >
        {listening ? 'Press a key…' : keys.map((key) => keyWords(key)).join(' or ') || 'no key'}
      </button>
    </>
  );
}

/** The key of each command, to be changed; one that another command has is only taken when a person says so. */
export function KeySettings() {
  const { shell } = useActions();
  const changed = useAppState((state) => Object.keys(state.shell.bindings).length > 0);
  return (
    <div className="settings-page key-settings">
      <div className="key-settings-head">
        <p className="settings-note">Press a key’s button, then the new key.</p>
        <button type="button" className="button button-small" disabled={!changed} onClick={shell.unbindAll}>
          Reset all keys
        </button>
      </div>
      {commandGroups.map((group) => (
        <section key={group} aria-label={group}>
          <h3>{group}</h3>
          <ul>
            {commands
              .filter((command) => command.group === group && !isFixed(command))
              .map((command) => (
                <li key={command.id}>
                  <span className="key-name">{command.name}</span>
                  <KeyButton command={command} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
