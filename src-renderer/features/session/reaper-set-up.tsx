import { useActions, useAppState } from '../../app/index.ts';

/** Whether Reaper will take what is sent, and how it learns to. */
export function ReaperSetUp() {
  const { session } = useActions();
  const reaper = useAppState((state) => state.session.reaper);
  if (reaper === null) return <p className="send-reaper">Looking for Reaper…</p>;
  if (reaper.listening)
    return (
      <p className="send-reaper">
        Reaper listens: sounds come in at the edit cursor of the track that is selected there.
      </p>
    );
  return (
    <section className="send-reaper" aria-label="Setting up Reaper">
      <p>Reaper does not listen now. Files are sent to the folder all the same. Once, in Reaper:</p>
      <ol>
        <li>Actions, Show action list, New action, Load ReaScript…</li>
        <li>
          Choose the script <span className="path">{reaper.script}</span>{' '}
          <button type="button" className="button button-small" onClick={() => void session.copyPath(reaper.script)}>
            Copy its path
          </button>
        </li>
        <li>Run it. It listens until Reaper closes.</li>
      </ol>
    </section>
  );
}
