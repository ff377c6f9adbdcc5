import './session.css';
import { useActions, useAppState } from '../../app/index.ts';
import { Bar, countWords, Icon } from '../../components/index.ts';

/** How far a send is, and the way to stop it. */
export function SendProgress() {
  const { session } = useActions();
  const running = useAppState((state) => state.session.running);
  if (running === null) return null;
  const { place, total, done } = running;
  return (
    <section className="send-progress" aria-label="Sending">
      <span>Sending {total === 1 ? '' : `${countWords(place)} of ${countWords(total)}`}</span>
      <Bar name="Sending" share={(place - 1 + done) / total} />
      <button
        type="button"
        className="icon-button"
        aria-label="Stop sending"
        title="Stop sending"
        onClick={session.stop}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
