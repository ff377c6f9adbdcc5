import { Dialogue } from '../../components/index.ts';
import { useActions, useAppState } from '../context.ts';
import { keysOf } from './bindings.ts';
import { commandGroups } from './command.ts';
import { commands } from './commands.ts';
import { keyWords } from './keys.ts';

/** All keys, by what they are for. */
export function CheatSheet() {
  const { shell } = useActions();
  const bindings = useAppState((state) => state.shell.bindings);
  return (
    <Dialogue title="Keys" onClose={shell.closeDialogue} wide>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="cheat-sheet" tabIndex={0} role="region" aria-label="All keys">
        {commandGroups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter(({ id, group: of }) => of === group && !id.startsWith('table.extend-'))
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.name}</dt>
                    <dd>
                      {keysOf(command, bindings).map((key) => (
                        <kbd key={key}>{keyWords(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <footer className="dialogue-foot">
        <p className="cheat-sheet-note">Shift with a movement in the table selects what lies between.</p>
        <button type="button" className="button" onClick={() => shell.open({ kind: 'settings', part: 'keys' })}>
          Change keys
        </button>
      </footer>
    </Dialogue>
  );
}
