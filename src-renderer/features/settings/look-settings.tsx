import { useActions, useAppState } from '../../app/index.ts';
import { Choice } from '../../components/index.ts';

/** Theme and the height of rows. */
export function LookSettings() {
  const { shell, browser } = useActions();
  const theme = useAppState((state) => state.shell.theme);
  const rowHeight = useAppState((state) => state.browser.rowHeight);
  return (
    <div className="settings-page">
      <Choice
        name="Theme"
        value={theme}
        options={[
          { value: 'system', words: 'As the system' },
          { value: 'dark', words: 'Dark' },
          { value: 'light', words: 'Light' },
        ]}
        onChange={shell.setTheme}
      />
      <Choice
        name="Rows of the table"
        value={rowHeight}
        options={[
          { value: 'compact', words: 'Compact' },
          { value: 'normal', words: 'Normal' },
          { value: 'comfortable', words: 'Comfortable' },
        ]}
        onChange={browser.setRowHeight}
      />
      <p className="settings-note">Columns are chosen, moved and resized in the head of the table.</p>
    </div>
  );
}
