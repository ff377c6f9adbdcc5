/** Runs and model versions of an engine that only remembers: in every state that the training lab shows. */
import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';
import type { WorkJob } from '../../src-shared/contract/jobs.ts';
import type { ModelVersionRecord } from '../../src-shared/contract/models.ts';
import type { RunEstimate, TrainableLibrary, TrainingRun } from '../../src-shared/contract/training.ts';
import { type TrainingEpoch, type TrainingStep, trainingConfiguration } from '../../src-shared/training/index.ts';

const names = ['Field recordings', 'Doors and gates', 'Weather of the north', 'صوت المطر', 'Vehicles', 'Rooms'];
const categories = ['DOORS', 'WEATHER', 'VEHICLES', 'AMBIENCE', 'GLASS', 'METAL', 'WATER', 'WIND'];

export const fakeTrainable: readonly TrainableLibrary[] = Array.from({ length: 40 }, (_library, at) => ({
  libraryId: at + 1,
  name: at < names.length ? (names[at] ?? '') : `Library ${at} with a name that is longer than most and still goes on`,
  connected: at !== 4,
  sounds: at === 5 ? 3 : 400 + at * 37,
  frames: 3_000 + at * 411,
  categories: categories
    .slice(0, at === 5 ? 1 : 8)
    .map((category, place) => ({ category, sounds: place === 7 ? 1 : 60 - place * 7, frames: 400 })),
}));

const configuration = trainingConfiguration.parse({
  name: '',
  datasets: names.slice(0, 4).map((name, at) => ({ name, source: { kind: 'library', libraryId: at + 1 } })),
  epochs: 20,
});

const scoresOf = (epoch: number) =>
  configuration.datasets.map(({ name: dataset }, at) => {
    const f1 = 0.72 - 0.09 * at - 0.38 * Math.exp(-epoch / (3 + at)) - 0.01 * Math.sin(epoch * (at + 2));
    const sounds = 60 + at * 31;
    return { dataset, sounds, frames: sounds * 7, loss: 2.6 - 2 * f1, frameMacroF1: f1, soundMacroF1: f1 + 0.05 };
  });

const epochsTo = (last: number): readonly TrainingEpoch[] =>
  Array.from({ length: last + 1 }, (_epoch, epoch) => {
    const validation = scoresOf(epoch);
    return {
      kind: 'epoch' as const,
      epoch,
      dataset: null,
      trainingLoss: epoch === 0 ? null : 0.4 + 2.1 * Math.exp(-epoch / 4),
      learningRate: 1e-3,
      validation,
      meanMacroF1: validation.reduce((sum, { frameMacroF1 }) => sum + frameMacroF1, 0) / validation.length,
      isBest: epoch <= 11,
      seconds: 31,
    };
  });

const run = (number: number, values: Partial<TrainingRun>): TrainingRun => ({
  id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  name: 'adapter on 4 datasets, joint',
  folder: '/runs',
  createdAt: new Date(2026, 10, 20 + number, 9, 30),
  configuration,
  jobId: `10000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  state: 'done',
  phase: null,
  progress: null,
  datasets: configuration.datasets.map(({ name, classes }) => ({
    name,
    classKind: classes,
    classes: categories,
    sounds: { training: 431, validation: 93, test: 92 },
    frames: 4_120,
  })),
  fingerprint: 'a'.repeat(64),
  notes: ['“Rooms” has one sound each of WATER, WIND: they are learned from and can’t be scored.'],
  backend: 'node',
  epochs: [],
  outcome: null,
  modelVersion: null,
  failure: null,
  ...values,
});

export const fakeRuns: readonly TrainingRun[] = [
  run(5, {
    name: 'Last blocks over everything that was recorded outside since the spring, second try',
    state: 'running',
    phase: 'training',
    epochs: epochsTo(7),
    progress: { share: 0.37, sentence: 'Epoch 8 of 20', rate: '74 frames a second', secondsLeft: 1_240 },
  }),
  run(4, {
    state: 'done',
    epochs: epochsTo(14),
    modelVersion: 'mine' as ModelVersionId,
    outcome: {
      kind: 'outcome',
      ended: 'no-better',
      bestEpoch: 11,
      validation: scoresOf(11),
      test: scoresOf(10),
      backend: 'node',
      seconds: 471,
    },
  }),
  run(3, {
    name: 'Everything at a tenth',
    state: 'failed',
    epochs: epochsTo(3),
    failure: {
      code: 'not-a-number',
      message: 'The training has run away: its loss is no longer a number, at a learning rate of 0.10.',
      nextStep: 'Start again with a learning rate ten times lower. The last good state is kept.',
    },
  }),
  run(2, { name: 'Doors only', state: 'cancelled', epochs: [] }),
];

export const fakeSteps: readonly TrainingStep[] = Array.from({ length: 160 }, (_step, at) => ({
  kind: 'step',
  epoch: 8,
  step: at * 5 + 1,
  steps: 2_160,
  loss: 0.4 + 2.1 * Math.exp(-at / 80) + 0.09 * Math.sin(at * 1.7),
  framesPerSecond: 74.4,
  waitingShare: 0.012,
  secondsLeft: 1_240,
}));

const version = (values: Partial<ModelVersionRecord>): ModelVersionRecord => ({
  id: 'aisfx-x-sequential-ce' as ModelVersionId,
  name: 'aiSFX',
  active: true,
  createdAt: new Date(2026, 10, 1),
  soundsCovered: 99_120,
  soundsTotal: 100_000,
  isShipped: true,
  isPrevious: false,
  width: 64,
  hasAdapter: false,
  embeddingSize: 512,
  lineage: {
    parents: [],
    madeFrom: 'shipped',
    trains: null,
    datasets: [],
    datasetsFingerprint: null,
    configuration: null,
    outcome: null,
    productVersion: null,
    licences: ['CC BY 4.0: A. B. Ma and A. Lerch'],
  },
  parity: null,
  hasSuggestionHead: true,
  disk: { files: 42_100_000, vectors: 1_310_000_000 },
  problem: null,
  ...values,
});

const shipped = version({});

export const fakeVersions: readonly ModelVersionRecord[] = [
  shipped,
  version({
    id: 'mine' as ModelVersionId,
    name: 'Adapter on 4 datasets',
    active: false,
    isShipped: false,
    hasAdapter: true,
    soundsCovered: 0,
    createdAt: new Date(2026, 10, 24, 9, 45),
    lineage: {
      parents: [shipped.id],
      madeFrom: 'run',
      trains: 'adapter',
      datasets: configuration.datasets.map(({ name }) => ({
        name,
        classKind: 'category',
        classes: 8,
        sounds: 616,
      })),
      datasetsFingerprint: 'a1b2c3d4e5f6a7b8',
      configuration,
      outcome: fakeRuns[1]?.outcome ?? null,
      productVersion: '0.7.0',
      licences: ['CC BY 4.0: A. B. Ma and A. Lerch'],
    },
    parity: { fp32Cosine: 0.9999998, int8Cosine: 0.9991, usesInt8: true, int8Refusal: null, blocks: 100 },
    disk: { files: 43_000_000, vectors: 0 },
  }),
  version({
    id: 'coming' as ModelVersionId,
    name: 'Last blocks, northern weather',
    active: false,
    isShipped: false,
    soundsCovered: 31_000,
    lineage: { ...shipped.lineage, parents: [shipped.id], madeFrom: 'run', trains: 'last-blocks' },
  }),
  version({
    id: 'gone' as ModelVersionId,
    name: 'From a colleague',
    active: false,
    isShipped: false,
    soundsCovered: 0,
    lineage: { ...shipped.lineage, madeFrom: 'file', trains: 'encoder' },
    problem: { code: 'version-damaged', message: 'Its weights are not there any more.', nextStep: 'Import it again.' },
  }),
];

/** The version that is being brought into use. */
export const fakeActivation: WorkJob = {
  id: '20000000-0000-7000-8000-000000000001',
  kind: 're-embed',
  subject: 'coming',
  title: 'Activate “Last blocks, northern weather”',
  state: 'running',
  priority: 'normal',
  heldBackBy: null,
  createdAt: new Date(2026, 10, 24),
  startedAt: new Date(2026, 10, 24),
  finishedAt: null,
  failure: null,
  failedFiles: 0,
  warnedFiles: 0,
  progress: {
    share: 0.31,
    sentence: 'Listens to 31,000 of 100,000 sounds',
    rate: '210 frames a second',
    secondsLeft: 9_400,
  },
  report: null,
};

export const fakeEstimate: RunEstimate = {
  backend: 'wasm',
  refused: [
    { backend: 'node-gpu', reason: 'TensorFlow for graphics cards is not installed.' },
    { backend: 'webgpu', reason: 'WebGPU finds no graphics adapter.' },
    { backend: 'node', reason: 'TensorFlow is not installed.' },
  ],
  framesPerSecond: 3.2,
  frames: 12_410,
  seconds: 41_000,
  memoryMegabytes: 1_530,
  diskMegabytes: 812,
  warning:
    'This will take about 11.4 hours here. Native TensorFlow is many times faster: run "npm run native:tensorflow".',
  datasets: fakeRuns[0]?.datasets ?? [],
  notes: fakeRuns[0]?.notes ?? [],
  soundSecondsToDecode: 38_000,
};
