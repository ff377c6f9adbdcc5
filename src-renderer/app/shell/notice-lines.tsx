import { Icon } from '../../components/index.ts';
import { WorkingLines } from '../../features/index.ts';
import { CommandButton, CommandKey } from '../commands/command-button.tsx';
import { useActions, useAppState } from '../context.ts';

/** What a notice's button says of the command that it offers. */
const offerWords: { readonly [id: string]: string } = { 'label.undo': 'Undo', 'history.redo': 'Redo' };

/** What was done or went wrong, without taking the focus; the newest at the bottom. */
export function NoticeLines() {
  const { shell } = useActions();
  const notices = useAppState((state) => state.shell.notices);
  return (
    // Said and in reach above an open dialogue too: the attribute is the kit's.
    <div className="notice-place" role="status" aria-label="Notices" data-react-aria-top-layer="true">
      <WorkingLines />
      {notices.map(({ number, text, nextStep, isFailure, command }) => (
        <div
          key={number}
          className={`notice${isFailure ? ' notice-failure' : ''}`}
          onPointerEnter={() => shell.keepNotice(number)}
        >
          {isFailure && <Icon name="warning" />}
          <p>
            {text}
            {nextStep !== null && <span className="notice-next"> {nextStep}</span>}
          </p>
          {command !== undefined && (
            <CommandButton id={command} className="button button-small">
              {offerWords[command] ?? 'Do it'} <CommandKey id={command} />
            </CommandButton>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            title={isFailure ? 'Dismiss (Esc)' : 'Dismiss'}
            onClick={() => shell.dismissNotice(number)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
