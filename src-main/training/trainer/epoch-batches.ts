/** The batches of one epoch, ordered ahead of the step that wants them. */

import { shuffled } from '../../learning/index.ts';
import { datasetShares } from '../mixing/index.ts';
import { betaNumber, mixedSeed, type PlannedBatch, planEpoch } from '../sampling/index.ts';
import { changedOrder } from './frames.ts';
import type { PreparedRun } from './prepare.ts';

/** Batches that are read while a step runs. */
const AHEAD = 3;

export type Batch = {
  readonly dataset: number;
  readonly labels: Int32Array;
  readonly values: Float32Array;
  readonly mixed: { readonly labels: Int32Array; readonly share: number } | null;
};

/** Steps in an epoch of some datasets: a pass over as many frames as they have. */
export function stepsPerEpoch(prepared: PreparedRun, datasets: readonly number[]): number {
  const frames = datasets.reduce((sum, dataset) => sum + prepared.frames(dataset, 'training').classOfFrame.length, 0);
  return Math.max(1, Math.ceil(frames / prepared.run.configuration.batchFrames));
}

export class EpochBatches {
  readonly #prepared: PreparedRun;
  readonly #datasets: readonly number[];
  readonly #plan: readonly PlannedBatch[];
  readonly #seed: number;
  readonly #waiting: { readonly batch: Omit<Batch, 'values'>; readonly values: Promise<Float32Array> }[] = [];
  #ordered: number;

  /** @param from batches that are done already. */
  constructor(prepared: PreparedRun, datasets: readonly number[], seed: number, from: number) {
    const { run, loss } = prepared;
    const frames = datasets.map((dataset) => prepared.frames(dataset, 'training'));
    this.#prepared = prepared;
    this.#datasets = datasets;
    this.#seed = seed;
    this.#ordered = from;
    this.#plan = planEpoch({
      datasets: frames,
      shares: datasetShares(
        run.configuration.mixing,
        frames.map(({ classOfFrame }) => classOfFrame.length),
      ),
      batches: stepsPerEpoch(prepared, datasets),
      batchFrames: run.configuration.batchFrames,
      classBalance: run.configuration.sampling.classBalance,
      framesPerClass: loss.framesPerClass,
      seed,
    });
  }

  /** The next batch; `null` at the end. */
  async next(): Promise<Batch | null> {
    while (this.#waiting.length < AHEAD && this.#ordered < this.#plan.length) this.#order();
    const first = this.#waiting.shift();
    if (!first) return null;
    if (this.#ordered < this.#plan.length) this.#order();
    return { ...first.batch, values: await first.values };
  }

  #order(): void {
    const place = this.#ordered;
    this.#ordered += 1;
    const { dataset: index, frames: places } = this.#plan[place] as PlannedBatch;
    const dataset = this.#datasets[index] as number;
    const { source, layout, run } = this.#prepared;
    const { augmentation } = run.configuration;
    const frames = this.#prepared.frames(dataset, 'training');
    const seed = mixedSeed(this.#seed, 3, place);
    const labels = Int32Array.from(places, (frame) => frames.classOfFrame[frame] as number);
    const mix =
      augmentation.mixupAlpha > 0
        ? {
            partners: Int32Array.from(shuffled(places.keys(), seed)),
            share: betaNumber(augmentation.mixupAlpha, mixedSeed(seed, 4)),
          }
        : null;
    const mixed = mix && { labels: mix.partners.map((partner) => labels[partner] as number), share: mix.share };
    const values = source.get(changedOrder(layout, frames, places, augmentation, { seed, mix }));
    this.#waiting.push({ batch: { dataset, labels, mixed }, values });
  }
}
