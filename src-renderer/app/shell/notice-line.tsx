import { Icon } from '../../components/index.ts';
import { useActions, useAppState } from '../context.ts';

/** What was done or went wrong, without taking the focus. */
export function NoticeLine() {
  const { shell } = useActions();
  const notice = useAppState((state) => state.shell.notice);
  return (
    <div className="notice-place" role="status">
      {notice !== null && (
        <div className={`notice${notice.isFailure ? ' notice-failure' : ''}`}>
          {notice.isFailure && <Icon name="warning" />}
          <p>
            {notice.text}
            {notice.nextStep !== null && <span className="notice-next"> {notice.nextStep}</span>}
          </p>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            title="Dismiss (Esc)"
            onClick={shell.dismissNotice}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
