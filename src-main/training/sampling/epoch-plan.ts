/** Which frames make up each batch of an epoch: pure, and the same for a seed. */
import { seededRandom } from '../../learning/index.ts';
import { mixedSeed } from './random.ts';

/** A dataset's training frames. */
export type SampledDataset = {
  /** The class of each frame. */
  readonly classOfFrame: ArrayLike<number>;
  /** The sound of each frame; frames of two sounds make better pairs than two of one. */
  readonly soundOfFrame: ArrayLike<number>;
};

export type PlannedBatch = {
  /** Index of the dataset: all frames of a batch are of one. */
  readonly dataset: number;
  /** Places among the dataset's frames. */
  readonly frames: Int32Array;
};

export type EpochOptions = {
  readonly datasets: readonly SampledDataset[];
  /** How often a batch is of each dataset; sums to 1. */
  readonly shares: readonly number[];
  readonly batches: number;
  readonly batchFrames: number;
  /** 0: classes as often as they have frames; 1: all alike often; between: frames^(1 − balance). */
  readonly classBalance: number;
  /** Frames of a class in a batch; 1 where the loss needs no pairs. */
  readonly framesPerClass: number;
  /** Differs from epoch to epoch. */
  readonly seed: number;
};

/** Batches of an epoch. Every frame of a class comes once before one comes again. */
export function planEpoch(options: EpochOptions): readonly PlannedBatch[] {
  const { datasets, shares, batches, seed } = options;
  const order = spread(shares, batches, seededRandom(mixedSeed(seed, 1)));
  const drawers = datasets.map((dataset, index) => new Drawer(dataset, options, mixedSeed(seed, 2, index)));
  return order.map((dataset) => ({ dataset, frames: (drawers[dataset] as Drawer).batch() }));
}

/** As many batches of each dataset as its share says, up to rounding, in random order. */
function spread(shares: readonly number[], batches: number, random: () => number): readonly number[] {
  const counts = shares.map((share) => Math.floor(share * batches));
  let left = batches - counts.reduce((sum, count) => sum + count, 0);
  // The rest by chance, so that a small dataset isn't left out of every epoch.
  while (left > 0) {
    const chosen = weightedChoice(
      shares.map((share, index) => Math.max(share > 0 ? 1e-9 : 0, share * batches - (counts[index] ?? 0))),
      random,
    );
    counts[chosen] = (counts[chosen] ?? 0) + 1;
    left -= 1;
  }
  const order = counts.flatMap((count, dataset) => new Array<number>(count).fill(dataset));
  for (let last = order.length - 1; last > 0; last -= 1) {
    const place = Math.floor(random() * (last + 1));
    [order[last], order[place]] = [order[place] as number, order[last] as number];
  }
  return order;
}

function weightedChoice(weights: readonly number[], random: () => number): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let place = random() * sum;
  for (const [index, weight] of weights.entries()) {
    place -= weight;
    if (place < 0 && weight > 0) return index;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

/** Draws the frames of one dataset. */
class Drawer {
  readonly #options: EpochOptions;
  readonly #random: () => number;
  readonly #queues: Queue[];
  readonly #weights: readonly number[];
  readonly #frames: number;

  constructor(dataset: SampledDataset, options: EpochOptions, seed: number) {
    this.#options = options;
    this.#random = seededRandom(seed);
    this.#frames = dataset.classOfFrame.length;
    const framesOf = new Map<number, number[]>();
    for (let frame = 0; frame < this.#frames; frame += 1) {
      const one = dataset.classOfFrame[frame] as number;
      const list = framesOf.get(one);
      if (list) list.push(frame);
      else framesOf.set(one, [frame]);
    }
    const classes = [...framesOf].sort(([a], [b]) => a - b);
    this.#queues = classes.map(([, frames]) => new Queue(frames, dataset.soundOfFrame, this.#random));
    this.#weights = classes.map(([, frames]) => frames.length ** (1 - options.classBalance));
  }

  batch(): Int32Array {
    const { batchFrames, framesPerClass } = this.#options;
    const size = framesPerClass > 1 ? Math.min(batchFrames, this.#frames) : batchFrames;
    const drawn: number[] = [];
    if (framesPerClass === 1) {
      while (drawn.length < size) drawn.push(this.#queue(this.#weights).next());
      return Int32Array.from(drawn);
    }
    const taken = new Set<number>();
    let weights = [...this.#weights];
    while (drawn.length < size) {
      if (weights.every((weight) => weight === 0)) weights = [...this.#weights];
      const chosen = weightedChoice(weights, this.#random);
      weights[chosen] = 0;
      const queue = this.#queues[chosen] as Queue;
      const wanted = Math.min(framesPerClass, queue.length, size - drawn.length);
      for (const frame of queue.several(wanted))
        if (!taken.has(frame)) {
          taken.add(frame);
          drawn.push(frame);
        }
      if (taken.size >= this.#frames) break;
    }
    return Int32Array.from(drawn);
  }

  #queue(weights: readonly number[]): Queue {
    return this.#queues[weightedChoice(weights, this.#random)] as Queue;
  }
}

/** The frames of a class in random order, again and again. */
class Queue {
  readonly #frames: readonly number[];
  readonly #soundOf: ArrayLike<number>;
  readonly #random: () => number;
  #waiting: number[] = [];

  constructor(frames: readonly number[], soundOf: ArrayLike<number>, random: () => number) {
    this.#frames = frames;
    this.#soundOf = soundOf;
    this.#random = random;
  }

  get length(): number {
    return this.#frames.length;
  }

  next(): number {
    this.#refill(1);
    return this.#waiting.pop() as number;
  }

  /** Different frames, of different sounds as far as those that wait allow. */
  several(count: number): readonly number[] {
    this.#refill(count);
    const chosen: number[] = [];
    const sounds = new Set<number>();
    for (const mayRepeat of [false, true])
      for (let place = this.#waiting.length - 1; place >= 0 && chosen.length < count; place -= 1) {
        const frame = this.#waiting[place] as number;
        const sound = this.#soundOf[frame] as number;
        if (chosen.includes(frame) || (!mayRepeat && sounds.has(sound))) continue;
        sounds.add(sound);
        chosen.push(frame);
        this.#waiting.splice(place, 1);
      }
    return chosen;
  }

  #refill(wanted: number): void {
    if (this.#waiting.length >= wanted) return;
    const fresh = [...this.#frames];
    for (let last = fresh.length - 1; last > 0; last -= 1) {
      const place = Math.floor(this.#random() * (last + 1));
      [fresh[last], fresh[place]] = [fresh[place] as number, fresh[last] as number];
    }
    // What waited longest comes first; it may be in both halves, which `several` minds.
    this.#waiting = [...fresh, ...this.#waiting];
  }
}
