/** What a run will take here, from a short measured part of it. */
import { statSync } from 'node:fs';
import type { TrainingEstimate } from '../../../src-shared/training/index.ts';
import { EpochBatches, stepsPerEpoch } from './epoch-batches.ts';
import { timeEvaluation } from './evaluate.ts';
import type { TrainingHost } from './host.ts';
import { Optimiser } from './optimiser.ts';
import type { PreparedRun } from './prepare.ts';
import { inputFile } from './read-run.ts';
import { trainStep } from './train-step.ts';

/** The first step makes what later ones use again. */
const WARM_UP_STEPS = 1;
const MOST_STEPS = 20;
const ENOUGH_MILLISECONDS = 4_000;
const LONG_SECONDS = 3_600;
const MEGABYTE = 1e6;

/** Trains a few steps and throws them away. Nothing in the folder changes. */
export async function estimate(prepared: PreparedRun, host: TrainingHost): Promise<TrainingEstimate> {
  const { run, opened, parameters } = prepared;
  const { configuration, datasets } = run;
  const all = [...datasets.keys()];
  const optimiser = new Optimiser(opened.core, parameters);
  const batches = new EpochBatches(prepared, all, configuration.seed, 0);
  let [steps, frames, milliseconds, resident] = [0, 0, 0, 0];
  while (steps < MOST_STEPS + WARM_UP_STEPS && milliseconds < ENOUGH_MILLISECONDS) {
    await host.gate();
    const begun = host.now();
    const batch = await batches.next();
    if (!batch) break;
    await trainStep(prepared, optimiser, batch, { learningRate: 1e-9, lossWeight: 1, wantsPerformance: false });
    steps += 1;
    resident = Math.max(resident, process.memoryUsage.rss());
    // An epoch of one step has no other than the first.
    if (steps <= WARM_UP_STEPS && stepsPerEpoch(prepared, all) > WARM_UP_STEPS) continue;
    milliseconds += host.now() - begun;
    frames += batch.labels.length;
  }
  const framesPerSecond = (1_000 * frames) / Math.max(1e-3, milliseconds);
  const secondsAFrame = await timeEvaluation(prepared, host);
  const count = (split: 'training' | 'validation' | 'test') =>
    all.reduce((sum, dataset) => sum + prepared.frames(dataset, split).classOfFrame.length, 0);
  const trained = count('training') * configuration.epochs;
  // Without a head, neighbours among training frames say the class.
  const asked = prepared.model.hasHead ? 0 : Math.min(2_000 * all.length, count('training'));
  const scored = (count('validation') + asked) * (configuration.epochs + 2) + count('test');
  const seconds = trained / Math.max(1e-9, framesPerSecond) + scored * secondsAFrame;
  const weightBytes = (await parameters.read()).values().reduce((sum, { values }) => sum + values.byteLength, 0);
  return {
    backend: opened.backend,
    refused: opened.refused,
    framesPerSecond,
    frames: count('training'),
    seconds,
    memoryMegabytes: resident / MEGABYTE,
    // Two checkpoints of weights, two moments and the best weights; the best again; what comes in.
    diskMegabytes: (weightBytes * 9 + statSync(inputFile(run)).size) / MEGABYTE,
    warning: seconds > LONG_SECONDS ? warningOf(prepared, seconds) : null,
  };
}

function warningOf({ run, opened }: PreparedRun, seconds: number): string {
  const hours = (seconds / LONG_SECONDS).toFixed(1);
  const { trains } = run.configuration;
  const slow = opened.backend === 'wasm' || opened.backend === 'cpu';
  const faster = slow
    ? 'Native TensorFlow is many times faster: run "npm run native:tensorflow".'
    : trains === 'adapter'
      ? 'Fewer epochs or fewer frames a sound make it shorter.'
      : trains === 'encoder'
        ? 'Training the last blocks only takes about a third of it, an adapter a minute or two.'
        : 'An adapter takes a minute or two; fewer frames a sound make this shorter.';
  return `This will take about ${hours} hours here. ${faster}`;
}
