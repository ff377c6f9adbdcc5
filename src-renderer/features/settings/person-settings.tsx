import { useState } from 'react';
import { useActions, useAppState } from '../../app/index.ts';

/** The name that labels carry. */
export function PersonSettings() {
  const { settings } = useActions();
  const kept = useAppState((state) => state.settings.settings?.authorName ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? kept;
  function keep(): void {
    if (typed !== null && typed.trim() !== kept) void settings.set({ authorName: typed.trim() });
    setTyped(null);
  }
  return (
    <form
      className="settings-page"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label className="settings-field">
        Your name
        <input
          className="field"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder="As the system knows you"
          value={name}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
        />
      </label>
      <p className="settings-note">
        Labels, notes and everything else you decide carry this name. Undo takes back what was decided under it.
      </p>
    </form>
  );
}
