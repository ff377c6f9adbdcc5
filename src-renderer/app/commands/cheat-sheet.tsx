import { Dialogue } from '../../components/index.ts';
import { useActions } from '../context.ts';
import { type Command, commands } from './commands.ts';
import { keyWords } from './keys.ts';

const groups: readonly Command['group'][] = ['Find', 'Listen', 'Decide', 'Libraries', 'Jobs', 'Window'];

/** All keys, by what they are for. */
export function CheatSheet() {
  const { shell } = useActions();
  return (
    <Dialogue title="Keys" onClose={shell.closeDialogue} wide>
      <div className="cheat-sheet">
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map(({ id, name, keys }) => (
                  <div key={id}>
                    <dt>{name}</dt>
                    <dd>
                      {keys.map((key) => (
                        <kbd key={key}>{keyWords(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialogue>
  );
}
