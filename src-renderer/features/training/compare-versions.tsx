import { useId } from 'react';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { EmbeddingComparison, PairedDifference } from '../../../src-shared/evaluation/index.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { Bar, countWords } from '../../components/index.ts';
import { otherVersion } from './version-words.ts';

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/** `0.412 → 0.530 (+0.118, between +0.060 and +0.171)`. */
function Difference({ of: found }: { readonly of: PairedDifference | null }) {
  if (found === null || found.before === null || found.after === null) return <td>not measured</td>;
  const { before, after, difference, low, high } = found;
  const isClear = low !== null && high !== null && (low > 0 || high < 0);
  return (
    <td>
      {before.toFixed(3)} → <strong>{after.toFixed(3)}</strong>
      {difference !== null && (
        <span className="lab-note lab-interval">
          {signed(difference)}
          {low !== null && high !== null && `, ${signed(low)} to ${signed(high)}`}
          {isClear ? '' : ', may be chance'}
        </span>
      )}
    </td>
  );
}

function Table({ rows }: { readonly rows: readonly EmbeddingComparison[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className="lab-scores" role="region" aria-label="Compared scores" tabIndex={0}>
      <table>
        <caption>Before → after, with the difference and where it lies in 95 of 100 draws of the sounds</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Sounds</th>
            <th scope="col">First suggestion right</th>
            <th scope="col">Macro-F1 of sounds</th>
            <th scope="col">Macro-F1 of frames</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.dataset ?? ''}>
              <th scope="row" dir="auto">
                {row.dataset ?? 'All datasets'}
              </th>
              <td>{countWords(row.sounds)}</td>
              <Difference of={row.suggestedTop1} />
              <Difference of={row.soundMacroF1} />
              <Difference of={row.frameMacroF1} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State() {
  const comparison = useAppState((state) => state.training.comparison);
  switch (comparison.kind) {
    case 'none':
      return null;
    case 'working':
      return (
        <div className="lab-progress" role="status">
          <Bar name="Comparing" share={null} />
          <p className="lab-note">{comparison.sentence}</p>
        </div>
      );
    case 'failed':
      return (
        <div role="alert">
          <p className="lab-mistake">{comparison.failure.message}</p>
          <p className="lab-note">{comparison.failure.nextStep}</p>
        </div>
      );
    default:
      return (
        <>
          <Table rows={comparison.rows} />
          <p className="lab-note">
            {comparison.isHeldBack
              ? 'Scored are the sounds that the run held back: neither version has seen them.'
              : 'No run says what was held back: scored is a share of all labelled sounds, some of which a version may have learned from.'}
          </p>
        </>
      );
  }
}

/** This version against another, on sounds that neither was trained on. */
export function CompareVersions({ version }: { readonly version: ModelVersionRecord }) {
  const { training } = useActions();
  const versions = useAppState((state) => state.training.versions) ?? [];
  const comparedWith = useAppState((state) => state.training.comparedWith);
  const isWorking = useAppState((state) => state.training.comparison.kind === 'working');
  const id = useId();
  const others = versions.filter((each) => each.id !== version.id);
  const other = others.find((each) => each.id === comparedWith) ?? otherVersion(version, others);
  if (other === undefined) return null;
  const unheard = [other, version].find(({ soundsCovered }) => soundsCovered === 0);
  return (
    <section className="lab-part" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Compare on held-back sounds</h3>
      <div className="lab-compare">
        <label htmlFor={id}>Before</label>
        <select
          id={id}
          className="field lab-select"
          value={other.id}
          onChange={({ target }) => training.compareWith(target.value as ModelVersionId)}
        >
          {others.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <span>
          After: <strong dir="auto">{version.name}</strong>
        </span>
        <button
          type="button"
          className="button"
          disabled={unheard !== undefined || isWorking}
          onClick={() => void training.compare(other, version)}
        >
          Compare
        </button>
        <CommandButton id="room.evaluation" className="lab-link">
          Look closer in the evaluation lab
        </CommandButton>
      </div>
      {unheard !== undefined && (
        <p className="lab-note">
          “{unheard.name}” has listened to no sound here yet: activate it once, then the two can be compared. Its run
          shows how it did on the sounds held back.
        </p>
      )}
      <State />
    </section>
  );
}
