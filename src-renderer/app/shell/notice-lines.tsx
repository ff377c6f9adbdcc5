import { Icon } from '../../components/index.ts';
import { useActions, useAppState } from '../context.ts';

/** What was done or went wrong, without taking the focus; the newest at the bottom. */
export function NoticeLines() {
  const { shell } = useActions();
  const notices = useAppState((state) => state.shell.notices);
  return (
    // Said and in reach above an open dialogue too: the attribute is the kit's.
    <div className="notice-place" role="status" aria-label="Notices" data-react-aria-top-layer="true">
      {notices.map(({ number, text, nextStep, isFailure }) => (
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
