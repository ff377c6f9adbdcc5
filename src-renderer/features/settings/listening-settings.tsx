import type { Finding } from '../../../src-shared/contract/app.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Choice, Icon } from '../../components/index.ts';
import { isInUse, namedEncoder } from './encoder-words.ts';

function FindingLine({ finding, inUse }: { readonly finding: Finding; readonly inUse: boolean }) {
  const { name, ok, optional, detail, howToGet } = finding;
  return (
    <li className={ok ? 'finding' : optional ? 'finding finding-optional' : 'finding finding-bad'}>
      <Icon name={ok ? 'check' : 'warning'} />
      <div>
        <p>
          {namedEncoder(finding) ?? name}
          {inUse && <span className="finding-used"> in use</span>}
          <span className="only-read">{ok ? ', fine' : optional ? ', not there and not needed' : ', wrong'}</span>
        </p>
        <p className="settings-note">
          {detail}
          {!ok && howToGet !== null && `. ${howToGet}`}
        </p>
      </div>
    </li>
  );
}

/** The encoder in use and why it is that one on this machine. */
function EncoderFacts() {
  const encoder = useAppState((state) => state.settings.encoder);
  const inUse = useAppState((state) => state.training.versions?.find(({ active }) => active)?.name);
  if (encoder === null)
    return <p className="settings-note">The encoder is chosen with the first sound that is listened to.</p>;
  const { modelVersion, backend, precision, isOpen, chosen, refused } = encoder;
  return (
    <>
      <dl className="settings-facts">
        <div>
          <dt>Encoder</dt>
          <dd dir="auto">{inUse ?? modelVersion}</dd>
        </div>
        <div>
          <dt>{isOpen ? 'Runs on' : 'Ran last on'}</dt>
          <dd>
            {backend}, {precision}
          </dd>
        </div>
        <div>
          <dt>Why</dt>
          <dd>
            {chosen}.{' '}
            {refused.length === 0
              ? 'It comes first in the order in which ways are tried here; the others were not needed.'
              : 'What would have been faster can’t be used here:'}
          </dd>
        </div>
      </dl>
      {refused.length > 0 && (
        <ul className="refusals" aria-label="Not used">
          {refused.map((refusal) => (
            <li key={refusal}>{refusal}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The encoder in use and why, every way that this machine offers, and everything else that the engine leans on. */
export function ListeningSettings() {
  const { settings } = useActions();
  const encoder = useAppState((state) => state.settings.encoder);
  const precision = useAppState((state) => state.settings.settings?.encoderPrecision ?? 'best');
  const findings = useAppState((state) => state.settings.findings);
  const examining = useAppState((state) => state.settings.examining);
  const ways = findings.filter((finding) => namedEncoder(finding) !== null);
  const others = findings.filter((finding) => namedEncoder(finding) === null);
  return (
    <div className="settings-page">
      <EncoderFacts />
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
        Ways to run the encoder are tried from the fastest to the slowest; the first that gives the known answer for a
        known sound is taken. All of them, with their speed here:
      </p>
      <div>
        <button type="button" className="button" disabled={examining} onClick={() => void settings.examine()}>
          {examining ? 'Measuring…' : 'Measure this machine'}
        </button>
      </div>
      {ways.length > 0 && (
        <ul className="findings" aria-label="Ways to run the encoder">
          {ways.map((finding) => (
            <FindingLine key={finding.name} finding={finding} inUse={isInUse(finding, encoder)} />
          ))}
        </ul>
      )}
      <ul className="findings" aria-label="Findings" aria-busy={examining}>
        {others.map((finding) => (
          <FindingLine key={finding.name} finding={finding} inUse={false} />
        ))}
      </ul>
    </div>
  );
}
