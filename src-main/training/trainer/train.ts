/** Trains a run from where it is to its end. */
import { join } from 'node:path';
import type {
  DatasetScores,
  TrainingEpoch,
  TrainingNews,
  TrainingOutcome,
} from '../../../src-shared/training/index.ts';
import { type FloatTensor, writeSafetensors } from '../../encoder/index.ts';
import { type CheckpointState, readCheckpoint, writeAtomically, writeCheckpoint } from '../checkpoint/index.ts';
import { difficultyWeights, focalWeight, runningPerformance, type Stage, stagesOf } from '../mixing/index.ts';
import { lossParameterName } from '../model/index.ts';
import { bestFile, RUN_FILES } from '../run-folder/index.ts';
import { mixedSeed } from '../sampling/index.ts';
import { EpochBatches, stepsPerEpoch } from './epoch-batches.ts';
import { difficultyOf, evaluateDataset, probeDataset } from './evaluate.ts';
import { StopTraining, type TrainingHost } from './host.ts';
import { Optimiser } from './optimiser.ts';
import type { PreparedRun } from './prepare.ts';
import type { ProbedHead } from './probe-head.ts';
import { ProgressMeter } from './progress-meter.ts';
import { learningRateAt } from './schedule.ts';
import { meanMacroF1 } from './score.ts';
import { notANumber, trainStep } from './train-step.ts';
import { weightsFile } from './weights-file.ts';

const CHECKPOINT_SECONDS = 30;
/** Share of the newest loss in the one that is shown. */
const NEWEST = 0.1;
/** What a checkpoint calls the tensors of the best epoch. */
const BEST = 'best.';

type Mutable<State> = { -readonly [Key in keyof State]: State[Key] };

export class Training {
  readonly #prepared: PreparedRun;
  readonly #host: TrainingHost;
  readonly #optimiser: Optimiser;
  readonly #resumed: CheckpointState | null;
  #state: Mutable<CheckpointState>;
  #stages: readonly Stage[] = [];
  #best = new Map<string, FloatTensor>();
  #begun: number;
  #kept: number;

  /** Takes up the run's checkpoint, if there is one of the same configuration and data. */
  constructor(prepared: PreparedRun, host: TrainingHost) {
    this.#prepared = prepared;
    this.#host = host;
    const { run, opened, parameters } = prepared;
    this.#optimiser = new Optimiser(opened.core, parameters);
    this.#begun = host.now();
    this.#kept = this.#begun;
    const checkpoint = readCheckpoint(run.folder);
    this.#resumed = checkpoint?.state.fingerprint === run.fingerprint ? checkpoint.state : null;
    this.#state = this.#resumed ?? beginning(run.fingerprint, run.datasets.length);
    if (!this.#resumed || !checkpoint) return;
    for (const [name, tensor] of checkpoint.tensors) {
      if (name.startsWith(BEST)) this.#best.set(name.slice(BEST.length), tensor);
      else if (!/^(first|second)\./.test(name)) parameters.fill(name, tensor);
    }
    this.#optimiser.fill(checkpoint.tensors, this.#state.moves);
  }

  /** The epoch from which it goes on; `null`: it begins anew. */
  get resumedFromEpoch(): number | null {
    return this.#resumed?.epoch ?? null;
  }

  /** @throws SonothequeError where it can't go on; the last checkpoint is good. */
  async run(): Promise<TrainingOutcome> {
    this.#writeNews(null);
    try {
      await this.#measureDifficulty();
      while (this.#state.stage < this.#stages.length) await this.#runStage(this.#stages[this.#state.stage] as Stage);
    } catch (error) {
      if (!(error instanceof StopTraining)) throw error;
      return this.#outcome('stopped');
    }
    const ended = this.#state.ended.includes('no-better') ? 'no-better' : 'all-epochs';
    return this.#outcome(ended);
  }

  /** Before the first step, where something depends on it. */
  async #measureDifficulty(): Promise<void> {
    const { configuration, datasets } = this.#prepared.run;
    const { mixing, difficultyWeighting } = configuration;
    const isOrdered = mixing.kind === 'sequential' && /^(easy|hard)-first$/.test(mixing.order);
    if (this.#state.difficulty.length === 0) {
      const difficulty: number[] = [];
      for (const index of datasets.keys())
        difficulty.push(
          isOrdered || difficultyWeighting > 0 ? await difficultyOf(this.#prepared, index, this.#host.gate) : 1,
        );
      this.#state.difficulty = difficulty;
      this.#state.startDifficulty = difficulty;
    }
    this.#stages = stagesOf(
      mixing,
      datasets.map((_, index) => ({
        frames: this.#prepared.frames(index, 'training').classOfFrame.length,
        difficulty: this.#state.startDifficulty[index] ?? 1,
      })),
    );
  }

  async #runStage(stage: Stage): Promise<void> {
    const { epochs, patience } = this.#prepared.run.configuration;
    const steps = stepsPerEpoch(this.#prepared, stage.datasets);
    const meter = new ProgressMeter(this.#host, this.#plan());
    if (this.#state.epoch === 0) await this.#endEpoch(stage, null, 0, meter);
    const isOver = () => this.#state.epoch > epochs || (patience > 0 && this.#state.epochsWithoutBetter >= patience);
    while (!isOver()) await this.#runEpoch(stage, steps, meter);
    const ended = this.#state.epoch > epochs ? 'all-epochs' : 'no-better';
    await this.#endStage(stage, ended);
  }

  async #runEpoch(stage: Stage, steps: number, meter: ProgressMeter): Promise<void> {
    const { configuration } = this.#prepared.run;
    const state = this.#state;
    const begun = this.#host.now();
    const seed = mixedSeed(configuration.seed, state.stage, state.epoch);
    const batches = new EpochBatches(this.#prepared, stage.datasets, seed, state.step);
    const wantsPerformance = configuration.focalDatasetRegularization > 0;
    const rateAt = (step: number) =>
      learningRateAt(configuration.optimiser, (state.epoch - 1) * steps + step, steps * configuration.epochs);
    for (;;) {
      await this.#gateOrKeep();
      const batch = await meter.waitFor(() => batches.next());
      if (!batch) break;
      const { loss, performance } = await trainStep(this.#prepared, this.#optimiser, batch, {
        learningRate: rateAt(state.step),
        lossWeight: this.#lossWeight(stage, batch.dataset),
        wantsPerformance,
      });
      if (performance !== null)
        state.performance[batch.dataset] = runningPerformance(state.performance[batch.dataset] ?? 0, performance);
      state.step += 1;
      state.lossSum += loss;
      state.smoothedLoss =
        state.smoothedLoss === null ? loss : state.smoothedLoss + NEWEST * (loss - state.smoothedLoss);
      meter.stepDone({
        epoch: state.epoch,
        step: this.#stepsBefore(state.stage) + (state.epoch - 1) * steps + state.step,
        frames: batch.labels.length,
        loss: state.smoothedLoss,
      });
      if (this.#host.now() - this.#kept > (this.#host.checkpointSeconds ?? CHECKPOINT_SECONDS) * 1_000)
        await this.#keep();
    }
    await this.#endEpoch(stage, state.lossSum / Math.max(1, state.step), rateAt(Math.max(0, steps - 1)), meter, begun);
  }

  /** Steps of the stages before one, had they all their epochs. */
  #stepsBefore(stage: number): number {
    const { epochs } = this.#prepared.run.configuration;
    return this.#stages
      .slice(0, stage)
      .reduce((sum, { datasets }) => sum + epochs * stepsPerEpoch(this.#prepared, datasets), 0);
  }

  #plan(): { readonly steps: number; readonly epochs: number } {
    const { epochs } = this.#prepared.run.configuration;
    return { steps: this.#stepsBefore(this.#stages.length), epochs: epochs * this.#stages.length };
  }

  #lossWeight(stage: Stage, dataset: number): number {
    const { difficultyWeighting, focalDatasetRegularization } = this.#prepared.run.configuration;
    const difficulties = stage.datasets.map((index) => this.#state.difficulty[index] ?? 1);
    const weights = difficultyWeights(difficulties, difficultyWeighting);
    const focal = focalWeight(this.#state.performance[dataset] ?? 0, focalDatasetRegularization);
    return (weights[stage.datasets.indexOf(dataset)] ?? 1) * focal;
  }

  async #endEpoch(
    stage: Stage,
    trainingLoss: number | null,
    learningRate: number,
    meter: ProgressMeter,
    begun: number = this.#host.now(),
  ): Promise<void> {
    const { run } = this.#prepared;
    const state = this.#state;
    const evaluating = this.#host.now();
    const validation: DatasetScores[] = [];
    for (const dataset of stage.datasets)
      validation.push(await evaluateDataset(this.#prepared, dataset, 'validation', () => this.#gateOrKeep()));
    if (validation.some(({ loss }) => !Number.isFinite(loss))) throw notANumber(learningRate);
    meter.evaluated(this.#host.now() - evaluating);
    for (const [index, { frames, frameMacroF1 }] of validation.entries())
      if (frames > 0 && state.epoch > 0) state.difficulty[stage.datasets[index] as number] = 1 - frameMacroF1;
    const mean = meanMacroF1(validation);
    const judged = validation.some(({ frames }) => frames > 0);
    // Without validation sounds nothing can be said of an epoch: the last one counts.
    const loss = validation.reduce((sum, one) => sum + one.loss, 0) / Math.max(1, validation.length);
    const isBest = !state.best || !judged || isBetter({ meanMacroF1: mean, loss }, state.best);
    // Patience is with the score: a loss that creeps on is no reason to go on.
    const isHigher = !state.best || !judged || mean > state.best.meanMacroF1;
    state.epochsWithoutBetter = isHigher ? 0 : state.epochsWithoutBetter + 1;
    if (isBest) {
      state.best = { epoch: state.epoch, meanMacroF1: mean, loss };
      this.#best = await this.#prepared.parameters.read();
      if (stage.kept) this.#writeBest(stage, []);
    }
    const news: TrainingEpoch = {
      kind: 'epoch',
      epoch: state.epoch,
      dataset: this.#stages.length > 1 ? (run.datasets[stage.datasets[0] as number]?.name ?? null) : null,
      trainingLoss,
      learningRate,
      validation,
      meanMacroF1: mean,
      isBest,
      seconds: (this.#host.now() - begun) / 1_000,
    };
    state.history.push(news);
    state.epoch += 1;
    state.step = 0;
    state.lossSum = 0;
    await this.#keep();
    this.#writeNews(null);
    this.#host.tell(news);
  }

  /** Goes back to the best epoch, and scores it where it is kept. */
  async #endStage(stage: Stage, ended: 'all-epochs' | 'no-better'): Promise<void> {
    const { parameters, model } = this.#prepared;
    const state = this.#state;
    const { gate } = this.#host;
    for (const [name, tensor] of this.#best) parameters.fill(name, tensor);
    const best = state.best?.epoch ?? 0;
    if (stage.kept) {
      const datasets = this.#datasetsOfFile(stage);
      const heads: (ProbedHead | null)[] = [];
      const scores: { validation: DatasetScores[]; test: DatasetScores[] } = { validation: [], test: [] };
      for (const dataset of datasets) {
        // A head that learned stages ago no longer fits the encoder.
        const fits = model.hasHead && stage.datasets.includes(dataset);
        const head = fits ? null : await probeDataset(this.#prepared, dataset, gate);
        heads.push(head);
        for (const split of ['validation', 'test'] as const)
          scores[split].push(await evaluateDataset(this.#prepared, dataset, split, gate, head));
      }
      this.#writeBest(stage, heads);
      state.scores.push({ ...scores, bestEpoch: best });
    }
    state.ended.push(ended);
    state.stage += 1;
    state.epoch = 0;
    state.step = 0;
    state.lossSum = 0;
    state.smoothedLoss = null;
    state.best = null;
    state.epochsWithoutBetter = 0;
    this.#best.clear();
    this.#optimiser.clear();
    if (this.#stages[state.stage]?.anew) this.#prepared.fillStart();
    await this.#keep();
  }

  /** A sequence ends with heads for all that it saw. */
  #datasetsOfFile(stage: Stage): readonly number[] {
    const isSequence = this.#prepared.run.configuration.mixing.kind === 'sequential';
    return isSequence ? [...this.#prepared.run.datasets.keys()] : stage.datasets;
  }

  #writeBest(stage: Stage, probed: readonly (ProbedHead | null)[]): void {
    const { run, model, hasAdapter } = this.#prepared;
    const datasets = this.#datasetsOfFile(stage);
    const heads = datasets.map((dataset, index) => {
      const head = probed[index];
      if (head) return head;
      const weight = this.#best.get(lossParameterName(dataset, 'W'));
      const bias = this.#best.get(lossParameterName(dataset, 'b'));
      return model.hasHead && weight && bias ? { weight, bias } : null;
    });
    const frames = datasets.map((dataset) => this.#prepared.frames(dataset, 'training').classOfFrame.length);
    const bytes = writeSafetensors(weightsFile({ run, datasets, frames, tensors: this.#best, hasAdapter, heads }));
    const isOne = this.#stages.filter(({ kept }) => kept).length === 1;
    const file = isOne ? RUN_FILES.best : bestFile(stage.datasets[0] as number);
    writeAtomically(join(run.folder, file), bytes, this.#writing());
  }

  async #gateOrKeep(): Promise<void> {
    try {
      await this.#host.gate();
    } catch (error) {
      if (error instanceof StopTraining) await this.#keep();
      throw error;
    }
  }

  /** Writes a checkpoint, unless the weights are no numbers any more. */
  async #keep(): Promise<void> {
    const { parameters, run } = this.#prepared;
    const tensors = await parameters.read();
    const { learningRate } = run.configuration.optimiser;
    for (const { values } of tensors.values()) if (!values.every(Number.isFinite)) throw notANumber(learningRate);
    for (const [name, tensor] of await this.#optimiser.read()) tensors.set(name, tensor);
    for (const [name, tensor] of this.#best) tensors.set(`${BEST}${name}`, tensor);
    const now = this.#host.now();
    this.#state.seconds += (now - this.#begun) / 1_000;
    this.#begun = now;
    this.#state.moves = this.#optimiser.moves;
    writeCheckpoint(run.folder, { tensors, state: this.#state }, this.#host.writer);
    this.#kept = this.#host.now();
  }

  #writeNews(outcome: TrainingOutcome | null): void {
    const lines: readonly TrainingNews[] = [...this.#state.history, ...(outcome ? [outcome] : [])];
    const text = lines.map((news) => `${JSON.stringify(news)}\n`).join('');
    writeAtomically(join(this.#prepared.run.folder, RUN_FILES.news), Buffer.from(text), this.#writing());
  }

  #writing() {
    return this.#host.writer ? { writer: this.#host.writer } : {};
  }

  #outcome(ended: TrainingOutcome['ended']): TrainingOutcome {
    const { scores, history } = this.#state;
    const lastBest = history.findLast(({ isBest }) => isBest);
    const outcome: TrainingOutcome = {
      kind: 'outcome',
      ended,
      bestEpoch: scores.at(-1)?.bestEpoch ?? lastBest?.epoch ?? 0,
      validation: scores.length > 0 ? scores.flatMap(({ validation }) => validation) : (lastBest?.validation ?? []),
      test: scores.flatMap(({ test }) => test),
      backend: this.#prepared.opened.backend,
      seconds: this.#state.seconds + (this.#host.now() - this.#begun) / 1_000,
    };
    if (ended !== 'stopped') this.#writeNews(outcome);
    this.#host.tell(outcome);
    return outcome;
  }
}

type Judged = { readonly meanMacroF1: number; readonly loss: number };

/** Of equal scores, the smaller loss. */
function isBetter(one: Judged, other: Judged): boolean {
  return one.meanMacroF1 > other.meanMacroF1 || (one.meanMacroF1 === other.meanMacroF1 && one.loss < other.loss);
}

function beginning(fingerprint: string, datasets: number): CheckpointState {
  return {
    version: 1,
    fingerprint,
    stage: 0,
    epoch: 0,
    step: 0,
    lossSum: 0,
    smoothedLoss: null,
    moves: {},
    best: null,
    epochsWithoutBetter: 0,
    difficulty: [],
    startDifficulty: [],
    performance: new Array<number>(datasets).fill(0),
    ended: [],
    scores: [],
    history: [],
    seconds: 0,
  };
}
