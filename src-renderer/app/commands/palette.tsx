import { Dialogue, Picker } from '../../components/index.ts';
import { useApp } from '../context.ts';
import { CommandKey } from './command-button.tsx';
import { command, commands } from './commands.ts';
import { findCommands } from './find-commands.ts';

/** Every command by its name. */
export function Palette() {
  const app = useApp();
  const close = app.actions.shell.closeDialogue;
  return (
    <Dialogue title="Find a command" onClose={close} bare>
      <Picker
        label="Commands"
        placeholder="What do you want to do?"
        emptyWords="No command has such a name."
        options={(text) =>
          findCommands(text, commands, { ...app.store.getState() }).map((found) => ({
            id: found.id,
            content: (
              <>
                <span className="palette-name">{found.name}</span>
                <span className="palette-group">{found.group}</span>
                <CommandKey id={found.id} />
              </>
            ),
          }))
        }
        onPick={(id) => {
          close();
          // After the dialogue has given the focus back, so that the command may move it.
          setTimeout(() => command(id).run(app));
        }}
      />
    </Dialogue>
  );
}
