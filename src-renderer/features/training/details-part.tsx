import { useContext } from 'react';
import {
  LOSS_NAMES,
  type LossName,
  METRIC_LOSS_NAMES,
  type TrainingConfiguration,
} from '../../../src-shared/training/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Fold, MistakesContext, NumberField, type Option, SelectField, SwitchField } from './fields.tsx';
import { lossWords } from './loss-words.ts';
import { acrossNow, augmentationNow, lossNow, optimiserNow, samplingNow, splitsNow } from './summaries.ts';

const lossOptions: readonly Option[] = LOSS_NAMES.map((name) => ({ value: name, words: lossWords[name].name }));
const metricOptions: readonly Option[] = METRIC_LOSS_NAMES.map((name) => ({
  value: name,
  words: lossWords[name].name,
}));

function LossFold() {
  const { training } = useActions();
  const loss = useAppState((state) => state.training.draft.loss);
  const { words, options } = lossWords[loss.name];
  const metric = loss.options.metric;
  const ofMetric = METRIC_LOSS_NAMES.find((name) => name === metric);
  const begin = (name: string): void =>
    training.set('loss', {
      name,
      options: (name as LossName) === 'cross-entropy-with-metric' ? { metric: 'supervised-contrastive' } : {},
    });
  return (
    <Fold title="Loss" now={lossNow(loss)} places={['loss']}>
      <SelectField place="loss.name" name="Loss" words={words} options={lossOptions} onChange={begin} />
      {loss.name === 'cross-entropy-with-metric' && (
        <>
          <SelectField
            place="loss.options.metric"
            name="Metric loss"
            words={ofMetric === undefined ? 'It orders the space of sounds.' : lossWords[ofMetric].words}
            options={metricOptions}
            onChange={(name) =>
              training.set('loss.options', { ...loss.options, metric: name, metricOptions: undefined })
            }
          />
          <NumberField
            place="loss.options.weight"
            name="Weight"
            words="How much the metric loss counts against the cross-entropy."
            usual={ofMetric === 'center' ? 0.003 : 1}
          />
          {ofMetric !== undefined &&
            lossWords[ofMetric].options.map((option) => (
              <NumberField
                key={`${ofMetric}-${option.option}`}
                {...option}
                place={`loss.options.metricOptions.${option.option}`}
              />
            ))}
        </>
      )}
      {options.map((option) => (
        <NumberField key={`${loss.name}-${option.option}`} {...option} place={`loss.options.${option.option}`} />
      ))}
    </Fold>
  );
}

const mixingOptions: readonly (Option & { readonly told: string })[] = [
  { value: 'joint', words: 'Together', told: 'Every batch is drawn from all datasets, so that none is forgotten.' },
  {
    value: 'sequential',
    words: 'One after the other',
    told: 'The encoder goes from dataset to dataset; the last is remembered best.',
  },
  {
    value: 'within',
    words: 'Each alone',
    told: 'A plain training of one dataset; several would make several encoders.',
  },
];
const orderOptions: readonly Option[] = [
  { value: 'given', words: 'As they are listed' },
  { value: 'small-first', words: 'Small first' },
  { value: 'large-first', words: 'Large first' },
  { value: 'easy-first', words: 'Easy first' },
  { value: 'hard-first', words: 'Hard first' },
];
const drawingOptions: readonly Option[] = [
  { value: 'proportional', words: 'By size' },
  { value: 'equal', words: 'All alike' },
  { value: 'temperature', words: 'Between the two' },
];

const mixingOf = (kind: string): TrainingConfiguration['mixing'] =>
  kind === 'sequential'
    ? { kind, order: 'given' }
    : kind === 'joint'
      ? { kind, sampling: 'proportional', temperature: 2 }
      : { kind: 'within' };

function AcrossFold() {
  const { training } = useActions();
  const draft = useAppState((state) => state.training.draft);
  const mistake = useContext(MistakesContext).get('mixing');
  const { mixing } = draft;
  return (
    <Fold
      title="Across datasets"
      now={acrossNow(draft)}
      places={['mixing', 'difficultyWeighting', 'normalisation', 'focal']}
    >
      <SelectField
        place="mixing.kind"
        name="Datasets are trained on"
        words={mixingOptions.find(({ value }) => value === mixing.kind)?.told ?? ''}
        options={mixingOptions}
        onChange={(kind) => training.set('mixing', mixingOf(kind))}
      />
      {mistake !== undefined && (
        <p className="lab-mistake" role="alert">
          {mistake}
        </p>
      )}
      {mixing.kind === 'sequential' && (
        <SelectField
          place="mixing.order"
          name="Order"
          words="How hard a dataset is, is measured before: by how well the encoder of now tells its classes apart."
          options={orderOptions}
        />
      )}
      {mixing.kind === 'joint' && (
        <SelectField
          place="mixing.sampling"
          name="Drawn"
          words="How often a dataset comes up. By size, a large library may drown a small one."
          options={drawingOptions}
        />
      )}
      {mixing.kind === 'joint' && mixing.sampling === 'temperature' && (
        <NumberField place="mixing.temperature" name="Temperature" words="1 is by size; the higher, the more alike." />
      )}
      <NumberField
        place="difficultyWeighting"
        name="Weight of hard datasets"
        words="Datasets that are told apart badly count for more, anew each epoch. 0 is off; ours, the paper has no formula."
      />
      <NumberField
        place="focalDatasetRegularization"
        name="Focal Dataset Regularization"
        words="Datasets that go well already pull less at the shared encoder. 0 is off; ours, the paper has no formula."
      />
      <SwitchField
        name="Batch normalisation a dataset"
        words="One set of statistics for each dataset, and a merged one for sounds from elsewhere. Helps where libraries sound unlike."
        on={draft.normalisation === 'per-dataset'}
        onChange={(on) => training.set('normalisation', on ? 'per-dataset' : 'shared')}
      />
    </Fold>
  );
}

function SplitsFold() {
  const { training } = useActions();
  const splits = useAppState((state) => state.training.draft.splits);
  return (
    <Fold title="Splits" now={splitsNow(splits)} places={['splits']}>
      <NumberField
        place="splits.validation"
        name="To validate"
        words="Share of the sounds by which the best epoch is chosen."
      />
      <NumberField
        place="splits.test"
        name="Held back"
        words="Share of the sounds that the training never sees: before and after are compared on them."
      />
      <SwitchField
        name="Keep takes together"
        words="Near-duplicates and numbered takes stay on one side; apart, the scores would flatter."
        on={splits.grouped}
        onChange={(on) => training.set('splits.grouped', on)}
      />
    </Fold>
  );
}

function SamplingFold() {
  const sampling = useAppState((state) => state.training.draft.sampling);
  return (
    <Fold title="Sampling" now={samplingNow(sampling)} places={['sampling']}>
      <NumberField
        place="sampling.classBalance"
        name="Balance of classes"
        words="1: every class comes up as often; 0: as often as it has frames."
      />
      <NumberField
        place="sampling.silenceDb"
        name="Silence"
        words="Frames below this level teach nothing."
        unit="dBFS"
      />
      <NumberField
        place="sampling.framesPerSound"
        name="Frames of a sound"
        words="At most so many, spread over it: long recordings don’t drown short ones."
      />
    </Fold>
  );
}

function AugmentationFold() {
  const augmentation = useAppState((state) => state.training.draft.augmentation);
  const trains = useAppState((state) => state.training.draft.trains);
  return (
    <Fold title="Augmentation" now={augmentationNow(augmentation)} places={['augmentation']}>
      {trains === 'adapter' && (
        <p className="lab-note">An adapter learns from what the encoder heard once: only mixup can change that.</p>
      )}
      <NumberField
        place="augmentation.gainDb"
        name="Gain"
        words="Frames become louder or softer by up to so much."
        unit="dB"
      />
      <NumberField
        place="augmentation.timeShiftRows"
        name="Time shift"
        words="Frames begin up to so many spectra earlier or later; 50 is half a frame."
      />
      <NumberField
        place="augmentation.maskedBands"
        name="Masked bands"
        words="Up to so many of the 96 frequency bands are silenced (SpecAugment)."
      />
      <NumberField
        place="augmentation.maskedRows"
        name="Masked time"
        words="Up to so many of the 100 spectra of a frame are silenced (SpecAugment)."
      />
      <NumberField
        place="augmentation.mixupAlpha"
        name="Mixup"
        words="Frames of two classes are mixed, and so are their labels. 0 is off; 0.2 is usual."
      />
    </Fold>
  );
}

const scheduleOptions: readonly Option[] = [
  { value: 'cosine', words: 'Falls smoothly to nothing' },
  { value: 'step', words: 'Falls in steps' },
  { value: 'constant', words: 'Stays the same' },
];

function OptimiserFold() {
  const draft = useAppState((state) => state.training.draft);
  return (
    <Fold
      title="Optimiser and length"
      now={optimiserNow(draft)}
      places={['optimiser', 'batchFrames', 'epochs', 'patience', 'seed']}
    >
      <NumberField place="epochs" name="Epochs" words="How often it goes over the sounds, at most." />
      <NumberField
        place="patience"
        name="Patience"
        words="Ends after so many epochs that bring nothing better; 0: never early."
      />
      <NumberField place="batchFrames" name="Batch" words="Frames a step looks at together. Fewer need less memory." />
      <NumberField
        place="optimiser.learningRate"
        name="Learning rate"
        words="How far a step goes. Too high and the loss runs away, too low and nothing is learned."
      />
      <NumberField
        place="optimiser.encoderRate"
        name="Rate of the encoder"
        words="Of what was learned before, against what is new: low, so that it isn’t forgotten."
      />
      <NumberField place="optimiser.weightDecay" name="Weight decay" words="Keeps weights small (AdamW)." />
      <SelectField
        place="optimiser.schedule"
        name="Over the run the rate"
        words="After a short warm-up."
        options={scheduleOptions}
      />
      <NumberField place="optimiser.warmUpShare" name="Warm-up" words="Share of the run in which the rate rises." />
      <NumberField place="seed" name="Seed" words="Everything random follows from it: the same seed, the same run." />
    </Fold>
  );
}

/** Everything that has a good default. */
export function DetailsPart() {
  return (
    <section className="lab-part" aria-label="Details">
      <h2 className="lab-heading">Details</h2>
      <div className="lab-folds">
        <LossFold />
        <AcrossFold />
        <SplitsFold />
        <SamplingFold />
        <AugmentationFold />
        <OptimiserFold />
      </div>
    </section>
  );
}
