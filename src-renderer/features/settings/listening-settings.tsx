import { useActions, useAppState } from '../../app/index.ts';
import { Choice, Icon } from '../../components/index.ts';

/** The encoder in use and why, and everything else that the engine leans on. */
export function ListeningSettings() {
  const { settings } = useActions();
  const encoder = useAppState((state) => state.settings.encoder);
  const precision = useAppState((state) => state.settings.settings?.encoderPrecision ?? 'best');
  const findings = useAppState((state) => state.settings.findings);
  const examining = useAppState((state) => state.settings.examining);
  return (
    <div className="settings-page">
      <dl className="settings-facts">
        <div>
          <dt>Encoder</dt>
          <dd>{encoder ?? 'It starts with the first sound that is listened to.'}</dd>
        </div>
      </dl>
      <Choice
        name="Precision, from the next start"
        value={precision}
        options={[
          { value: 'best', words: 'The fastest that fits' },
          { value: 'int8', words: 'int8' },
          { value: 'fp32', words: 'fp32' },
        ]}
        onChange={(encoderPrecision) => void settings.set({ encoderPrecision })}
      />
      <p className="settings-note">
        Of the ways this machine offers, the fastest that gives the same answers is taken. Look what they are:
      </p>
      <div>
        <button type="button" className="button" disabled={examining} onClick={() => void settings.examine()}>
          {examining ? 'Looking…' : 'Examine this machine'}
        </button>
      </div>
      <ul className="findings" aria-label="Findings" aria-busy={examining}>
        {findings.map(({ name, ok, optional, detail, howToGet }) => (
          <li key={name} className={ok ? 'finding' : optional ? 'finding finding-optional' : 'finding finding-bad'}>
            <Icon name={ok ? 'check' : 'warning'} />
            <div>
              <p>
                {name}
                <span className="only-read">{ok ? ', fine' : optional ? ', not there and not needed' : ', wrong'}</span>
              </p>
              <p className="settings-note">
                {detail}
                {!ok && howToGet !== null && `. ${howToGet}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
