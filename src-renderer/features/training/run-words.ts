/** A run in words and in lines of a chart. */
import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import type { DatasetScores, TrainingEpoch, TrainingOutcome } from '../../../src-shared/training/index.ts';
import type { ChartLine } from '../../components/charts/index.ts';
import { countOf, countWords, remainingWords } from '../../components/index.ts';
import type { LiveSteps } from './state.ts';

export const isUnderWay = ({ state }: TrainingRun): boolean =>
  state === 'queued' || state === 'running' || state === 'paused';

const phaseWords = {
  gathering: 'Reading sounds',
  training: 'Training',
  finishing: 'Building the model version',
} as const;
const stateWords = {
  queued: 'Waiting',
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;

/** Where a run is, in a word or two. */
export const stateOf = ({ state, phase }: TrainingRun): string =>
  state === 'running' && phase !== null ? phaseWords[phase] : stateWords[state];

/** A score between 0 and 1 as it is compared: `0.614`. */
export const scoreWords = (score: number): string => score.toFixed(3);

export const bestEpoch = ({ epochs }: Pick<TrainingRun, 'epochs'>): TrainingEpoch | undefined =>
  epochs.findLast(({ isBest }) => isBest);

/** A run in a list: `Running · epoch 3 of 10 · F1 0.614`. */
export function runLine(run: TrainingRun): string {
  const best = bestEpoch(run);
  const last = run.epochs.at(-1)?.epoch ?? 0;
  return [
    stateOf(run),
    isUnderWay(run) && last > 0 ? `epoch ${last} of ${run.configuration.epochs}` : null,
    best === undefined ? null : `F1 ${scoreWords(best.meanMacroF1)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Lines of a chart beyond which only the largest datasets are drawn. */
const DRAWN_DATASETS = 7;

/** Validation macro-F1 by dataset; the mean first. Beyond seven, those with most sounds, and how many are only in the table. */
export function scoreLines(epochs: readonly TrainingEpoch[]): {
  readonly lines: readonly ChartLine[];
  readonly left: number;
} {
  const last = epochs.at(-1)?.validation ?? [];
  const bySize = [...last].sort((a, b) => b.sounds - a.sounds).slice(0, DRAWN_DATASETS);
  const drawn = last.filter((each) => bySize.includes(each));
  const lineOf = ({ dataset }: DatasetScores): ChartLine => ({
    name: dataset,
    points: epochs.flatMap(({ epoch, validation }) => {
      const scores = validation.find((each) => each.dataset === dataset);
      return scores === undefined ? [] : [{ x: epoch, y: scores.frameMacroF1 }];
    }),
  });
  const mean: ChartLine = {
    name: last.length === 1 ? (last[0]?.dataset ?? 'Mean') : 'Mean of the datasets',
    isMain: true,
    points: epochs.map(({ epoch, meanMacroF1 }) => ({ x: epoch, y: meanMacroF1 })),
  };
  return { lines: last.length > 1 ? [mean, ...drawn.map(lineOf)] : [mean], left: last.length - drawn.length };
}

/** Loss by epoch, of training and of validation sounds, and of the steps that were seen here. */
export function lossLines(
  { epochs, configuration }: Pick<TrainingRun, 'epochs' | 'configuration'>,
  live: LiveSteps | null,
): readonly ChartLine[] {
  const training = epochs.flatMap(({ epoch, trainingLoss }) =>
    trainingLoss === null ? [] : [{ x: epoch, y: trainingLoss }],
  );
  const validation = epochs.flatMap((each) => {
    const scores = each.validation.filter(({ loss }) => Number.isFinite(loss));
    const mean = scores.reduce((sum, { loss }) => sum + loss, 0) / scores.length;
    return scores.length === 0 ? [] : [{ x: each.epoch, y: mean }];
  });
  const steps = live?.last?.steps ?? 0;
  const seen = (live?.losses ?? []).map(({ step, loss }) => ({ x: (step / steps) * configuration.epochs, y: loss }));
  const lines: readonly ChartLine[] = [
    { name: 'Training', isMain: true, points: training },
    { name: 'Validation', points: validation },
    { name: 'Last batches', isDense: true, points: seen },
  ];
  return lines.filter(({ points }) => points.length > 0);
}

/** The facts of a run under way, or of one that ended. */
export function runFacts(
  run: TrainingRun,
  live: LiveSteps | null,
): readonly { readonly name: string; readonly value: string }[] {
  const best = bestEpoch(run);
  const step = live?.runId === run.id && run.state === 'running' && run.phase === 'training' ? live.last : null;
  const left = step?.secondsLeft ?? run.progress?.secondsLeft ?? null;
  const facts: (readonly [string, string | null])[] = [
    ['Time left', isUnderWay(run) && left !== null ? remainingWords(left) : null],
    ['Rate', step === null ? null : `${countWords(Math.round(step.framesPerSecond))} frames/s`],
    ['Waited for input', step === null ? null : `${(step.waitingShare * 100).toFixed(1)} % of the time`],
    ['Best epoch', best === undefined ? null : `${best.epoch}: mean macro-F1 ${scoreWords(best.meanMacroF1)}`],
    ['Ended', run.outcome === null ? null : outcomeWords(run.outcome, run)],
    ['Took', run.outcome === null ? null : tookWords(run.outcome.seconds)],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

function outcomeWords({ ended, bestEpoch: best }: TrainingOutcome, { configuration, epochs }: TrainingRun): string {
  if (ended === 'all-epochs') return `after all ${countOf(configuration.epochs, 'epoch')}`;
  if (ended === 'no-better')
    return `after epoch ${epochs.at(-1)?.epoch ?? best}: nothing was better than epoch ${best}`;
  return 'stopped before its end';
}

/** `48 s`, `12 min`, `3.4 h`. */
export function tookWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

/** Scores of every dataset before (epoch 0) and after (the best epoch), where both are known. */
export function beforeAndAfter(
  run: TrainingRun,
): readonly { readonly dataset: string; readonly before: DatasetScores | null; readonly after: DatasetScores }[] {
  const first = run.epochs.find(({ epoch }) => epoch === 0)?.validation ?? [];
  const after = run.outcome?.validation ?? bestEpoch(run)?.validation ?? [];
  return after.map((scores) => ({
    dataset: scores.dataset,
    before: first.find(({ dataset }) => dataset === scores.dataset) ?? null,
    after: scores,
  }));
}
