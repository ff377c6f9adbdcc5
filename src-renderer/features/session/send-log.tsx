import './session.css';
import type { SentSound, SessionSend } from '../../../src-shared/contract/session.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Dialogue, dateWords, nameOfPath, withinWords } from '../../components/index.ts';

function Sent({
  sound,
  send,
  place,
}: {
  readonly sound: SentSound;
  readonly send: SessionSend;
  readonly place: number;
}) {
  const { session } = useActions();
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  const { output, name, failure } = sound;
  if (output === null)
    return (
      <li className="sent sent-failed">
        <span>
          {withinWords(name)}: {failure?.message ?? 'not sent'} {failure?.nextStep}
        </span>
      </li>
    );
  return (
    <li className="sent">
      <span className="sent-name" title={output}>
        {withinWords(nameOfPath(output))}
        {nameOfPath(output) !== name && <span className="sent-from"> from {withinWords(name)}</span>}
      </span>
      {onDesktop && (
        <button
          type="button"
          className="button button-small"
          aria-label={`Show ${nameOfPath(output)} in its folder`}
          onClick={() => void session.revealSent(send.id, place)}
        >
          Show
        </button>
      )}
      <button
        type="button"
        className="button button-small"
        aria-label={`Copy path of ${nameOfPath(output)}`}
        onClick={() => void session.copyPath(output)}
      >
        Copy path
      </button>
    </li>
  );
}

/** What was sent where, newest first. */
export function SendLog() {
  const { shell } = useActions();
  const history = useAppState((state) => state.session.history);
  return (
    <Dialogue title="What was sent" onClose={shell.closeDialogue} wide>
      {history?.length === 0 && <p className="send-empty">Nothing was sent yet. S sends the selected sounds.</p>}
      <ul className="sends" aria-label="Sends" aria-busy={history === null}>
        {history?.map((send) => (
          <li key={send.id}>
            <h3>
              {dateWords(send.at)}, to <span className="path">{send.folder}</span>
              {send.insertedInto === 'reaper' && ', inserted into Reaper'}
            </h3>
            {send.insertFailure !== null && (
              <p className="sent-failed">
                Not inserted. {send.insertFailure.message} {send.insertFailure.nextStep}
              </p>
            )}
            <ul>
              {send.sounds.map((sound, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a send never changes
                <Sent key={place} sound={sound} send={send} place={place} />
              ))}
            </ul>
            {send.soundsLeftOut > 0 && <p className="send-empty">and {countOf(send.soundsLeftOut, 'more sound')}</p>}
          </li>
        ))}
      </ul>
    </Dialogue>
  );
}
