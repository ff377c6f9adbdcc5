import { useContext, useId } from 'react';
import type { TrainingConfiguration } from '../../../src-shared/training/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { MistakesContext, NumberField } from './fields.tsx';
import { type Preset, presetOf, presets } from './presets.ts';
import { WordedChoice } from './worded-choice.tsx';

/** Where to begin. */
export function PresetPart() {
  const { training } = useActions();
  const preset = useAppState((state) => presetOf(state.training.draft));
  return (
    <WordedChoice<Preset['id']>
      label={preset === null ? 'Preset (changed since)' : 'Preset'}
      value={preset}
      options={presets.map(({ id, name, words }) => ({ value: id, name, words }))}
      onChange={(id) => {
        const chosen = presets.find((each) => each.id === id);
        if (chosen !== undefined) training.setPreset(chosen);
      }}
    />
  );
}

const trainsOptions: readonly {
  readonly value: TrainingConfiguration['trains'];
  readonly name: string;
  readonly words: string;
}[] = [
  {
    value: 'adapter',
    name: 'An adapter',
    words: 'A layer on the encoder’s output. Fast; vectors are made anew without listening again.',
  },
  {
    value: 'last-blocks',
    name: 'The last blocks',
    words: 'The encoder’s last stages too. Stronger; every sound is listened to again to use it.',
  },
  {
    value: 'encoder',
    name: 'The whole encoder',
    words: 'Everything. Slowest, and needs the most labelled sounds.',
  },
];

/** 64 is the published encoder; the others do about (width/64)² of its work. */
const widths = [64, 32, 16, 8, 4] as const;
const SCRATCH = 'scratch-';

/** What the run starts from. */
function StartField() {
  const { training } = useActions();
  const start = useAppState((state) => state.training.draft.start);
  const versions = useAppState((state) => state.training.versions);
  const id = useId();
  const known = versions ?? [];
  const value = start.kind === 'version' ? start.modelVersion : `${SCRATCH}${start.width}`;
  const isKnown = start.kind === 'scratch' || known.some((version) => version.id === start.modelVersion);
  return (
    <div className="lab-field">
      <div className="lab-field-words">
        <label htmlFor={id}>Starts from</label>
        <p id={`${id}-words`} className="lab-note">
          {start.kind === 'version'
            ? 'What this version has learned is kept as far as the new sounds agree with it.'
            : start.width === 64
              ? 'Random weights, of the size of the published encoder.'
              : `Random weights; with ${start.width} channels it does about 1/${(64 / start.width) ** 2} of the published encoder’s work, and hears less.`}
        </p>
      </div>
      <select
        id={id}
        className="field lab-select"
        aria-describedby={`${id}-words`}
        value={value}
        onChange={({ target }) =>
          training.set(
            'start',
            target.value.startsWith(SCRATCH)
              ? { kind: 'scratch', width: Number(target.value.slice(SCRATCH.length)) }
              : { kind: 'version', modelVersion: target.value },
          )
        }
      >
        <optgroup label="A model version">
          {!isKnown && <option value={value}>{value}</option>}
          {known.map((version) => (
            <option key={version.id} value={version.id}>
              {version.name}
              {version.active ? ' (in use)' : ''}
            </option>
          ))}
        </optgroup>
        <optgroup label="Random weights">
          {widths.map((width) => (
            <option key={width} value={`${SCRATCH}${width}`}>
              {width === 64 ? 'Full width, 64 channels' : `${width} channels`}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

/** What is trained, and from what. */
export function TrainedPart() {
  const { training } = useActions();
  const trains = useAppState((state) => state.training.draft.trains);
  const mistake = useContext(MistakesContext).get('trains');
  return (
    <section className="lab-part">
      <WordedChoice
        label="What is trained"
        value={trains}
        options={trainsOptions}
        mistake={mistake}
        onChange={(next) => training.set('trains', next)}
      />
      {trains === 'last-blocks' && (
        <NumberField place="lastBlocks" name="Stages" words="How many of the encoder’s four stages, from the last." />
      )}
      <StartField />
    </section>
  );
}
