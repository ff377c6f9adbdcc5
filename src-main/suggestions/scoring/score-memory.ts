/** Features of all sounds in memory, and what a head makes of them. */
import { categories } from '../../../src-shared/ucs/index.ts';
import { type PackedFeatures, type SoundFeatures, unpackFeatures } from '../features.ts';
import { featureLength, type Head } from '../starter.ts';
import { addresses, rowBytes, soundsAtOnce, startScoring } from './score-module.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

const PAGE_BYTES = 65_536;
const LARGEST_WEIGHT = 32_767;
const WINS_AT = 4 + featureLength;

/** Scores of a run of sounds: 82 a sound. */
export type ScoreMemory = {
  /** Slots in use: 0…count − 1. */
  readonly count: () => number;
  /** Puts features of a sound into a slot, the next one or one in use. */
  readonly put: (slot: number, packed: PackedFeatures) => void;
  /** Whether there is something to score by: not of silence, and not before features were made. */
  readonly has: (slot: number) => boolean;
  readonly clear: (slot: number) => void;
  /** What was put there. */
  readonly featuresOf: (slot: number) => SoundFeatures | null;
  /** Features from one on, as many as there is room. */
  readonly readFeatures: (slot: number, from: number, into: Float32Array) => void;
  /** The head that `scoresOf` goes by from now on. */
  readonly goBy: (head: Head) => void;
  /** @param count at most 512  @param take is given each slot with its 82 scores, which are gone afterwards */
  readonly score: (slot: number, count: number, take: (slot: number, scores: Float64Array) => void) => void;
  /** Scores of some slots that have something to score by, in any order: 82 a slot. */
  readonly scoreThese: (these: readonly number[], into: Float64Array) => void;
  /** Cosines with one slot's features, of all slots; 0 where there is nothing. */
  readonly likeness: (slot: number) => Float32Array;
  /** Cosines with one slot's features, of some slots in any order; gone with the next call. */
  readonly likenessOf: (slot: number, these: readonly number[]) => Float32Array;
};

/** @throws SonothequeError `asset-missing` */
export function createScoreMemory(): ScoreMemory {
  const kernels = startScoring();
  let bytes = new Uint8Array(kernels.memory.buffer);
  let scales = new Float32Array(1024);
  /** Lengths of the features with their scales. */
  let norms = new Float32Array(1024);
  /** What follows the features of each sound, all in one piece: an object a sound would take more than it holds. */
  let tails = new Uint8Array(65_536);
  let tailEnd = 0;
  let tailStarts = new Uint32Array(1024);
  let tailLengths = new Uint16Array(1024);
  let slots = 0;
  const rowScales = new Float64Array(categories.length);
  const biases = new Float64Array(categories.length);
  const scores = new Float64Array(categories.length);
  let amongThese = new Float32Array(soundsAtOnce);

  const makeRoom = (slot: number): void => {
    const needed = addresses.ROWS + (slot + 1) * rowBytes;
    if (needed > bytes.length) {
      // An eighth more each time: growing copies nothing, but pages that nobody uses count as used.
      kernels.memory.grow(Math.ceil(Math.max(needed - bytes.length, bytes.length / 8) / PAGE_BYTES));
    }
    // Growing detaches what was there.
    if (bytes.buffer !== kernels.memory.buffer) bytes = new Uint8Array(kernels.memory.buffer);
    if (slot >= scales.length) {
      scales = widened(scales, slot);
      norms = widened(norms, slot);
      tailStarts = widened(tailStarts, slot);
      tailLengths = widened(tailLengths, slot);
    }
  };

  const clear = (slot: number): void => {
    makeRoom(slot);
    slots = Math.max(slots, slot + 1);
    scales[slot] = 0;
    norms[slot] = 0;
    tailLengths[slot] = 0;
  };

  const score: ScoreMemory['score'] = (slot, count, take) => {
    if (count > soundsAtOnce) throw new RangeError(`At most ${soundsAtOnce} sounds can be scored at once.`);
    kernels.score(addresses.ROWS + slot * rowBytes, count, addresses.WEIGHTS, addresses.SUMS);
    const sums = new Int32Array(kernels.memory.buffer, addresses.SUMS, count * categories.length);
    for (let place = 0; place < count; place += 1) {
      const scale = scales[slot + place] as number;
      if (scale === 0) continue;
      const from = place * categories.length;
      for (let category = 0; category < categories.length; category += 1) {
        scores[category] =
          (sums[from + category] as number) * scale * (rowScales[category] as number) + (biases[category] as number);
      }
      take(slot + place, scores);
    }
  };

  /** What slots are compared with from now on. */
  const compareWith = (slot: number): void => {
    const query = new Int16Array(kernels.memory.buffer, addresses.QUERY, rowBytes);
    query.fill(0);
    const at = addresses.ROWS + slot * rowBytes;
    for (let feature = 0; feature < featureLength; feature += 1) {
      query[feature] = ((bytes[at + feature] as number) << 24) >> 24;
    }
  };

  /** Cosines of slots that follow each other with what `compareWith` was given. */
  const compareRun = (slot: number, from: number, count: number, into: Float32Array, at: number): void => {
    const own = (norms[slot] as number) / (scales[slot] as number);
    kernels.compare(addresses.ROWS + from * rowBytes, count, addresses.QUERY, addresses.SUMS);
    const sums = new Int32Array(kernels.memory.buffer, addresses.SUMS, count);
    for (let place = 0; place < count; place += 1) {
      const norm = norms[from + place] as number;
      into[at + place] = norm > 0 ? ((sums[place] as number) * (scales[from + place] as number)) / (norm * own) : 0;
    }
  };

  return {
    count: () => slots,
    has: (slot) => (scales[slot] ?? 0) > 0,
    clear,
    put: (slot, packed) => {
      clear(slot);
      const features = unpackFeatures(packed);
      if (features === null) return;
      const at = addresses.ROWS + slot * rowBytes;
      bytes.set(packed.subarray(4, WINS_AT), at);
      scales[slot] = features.scale;
      norms[slot] = features.scale * Math.sqrt(features.values.reduce((sum, value) => sum + value * value, 0));
      const length = packed.length - WINS_AT;
      if (tailEnd + length > tails.length) tails = widened(tails, tailEnd + length);
      tails.set(packed.subarray(WINS_AT), tailEnd);
      tailStarts[slot] = tailEnd;
      tailLengths[slot] = length;
      tailEnd += length;
    },
    featuresOf: (slot) => {
      const length = tailLengths[slot] ?? 0;
      if (length === 0) return null;
      const start = tailStarts[slot] ?? 0;
      const tail = tails.subarray(start, start + length);
      const packed = new Uint8Array(WINS_AT + tail.length);
      new DataView(packed.buffer).setFloat32(0, scales[slot] ?? 0, true);
      packed.set(bytes.subarray(addresses.ROWS + slot * rowBytes, addresses.ROWS + slot * rowBytes + featureLength), 4);
      packed.set(tail, WINS_AT);
      return unpackFeatures(packed);
    },
    readFeatures: (slot, from, into) => {
      const at = addresses.ROWS + slot * rowBytes + from;
      const scale = scales[slot] as number;
      for (let place = 0; place < into.length; place += 1) {
        into[place] = (((bytes[at + place] as number) << 24) >> 24) * scale;
      }
    },
    goBy: (head) => {
      const weights = new Int16Array(kernels.memory.buffer, addresses.WEIGHTS, categories.length * rowBytes);
      weights.fill(0);
      for (let category = 0; category < categories.length; category += 1) {
        const row = head.weights.subarray(category * featureLength, (category + 1) * featureLength);
        const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const scale = largest / LARGEST_WEIGHT;
        rowScales[category] = scale;
        biases[category] = head.biases[category] ?? 0;
        if (scale === 0) continue;
        for (const [at, value] of row.entries()) weights[category * rowBytes + at] = Math.round(value / scale);
      }
    },
    score,
    scoreThese: (these, into) => {
      let place = 0;
      for (const { from, count } of runsOf(these)) {
        score(from, count, (_, values) => {
          into.set(values, place * categories.length);
          place += 1;
        });
      }
    },
    likeness: (slot) => {
      const cosines = new Float32Array(slots);
      compareWith(slot);
      for (let from = 0; from < slots; from += soundsAtOnce) {
        compareRun(slot, from, Math.min(soundsAtOnce, slots - from), cosines, from);
      }
      return cosines;
    },
    likenessOf: (slot, these) => {
      if (these.length > amongThese.length) amongThese = new Float32Array(these.length);
      compareWith(slot);
      let place = 0;
      for (const { from, count } of runsOf(these)) {
        compareRun(slot, from, count, amongThese, place);
        place += count;
      }
      return amongThese;
    },
  };
}

/** Slots that follow each other, so that they lie in one piece: at most as many as are scored at once. */
function* runsOf(slots: readonly number[]): Generator<{ readonly from: number; readonly count: number }> {
  for (let at = 0; at < slots.length; ) {
    const from = slots[at] as number;
    let count = 1;
    while (count < soundsAtOnce && slots[at + count] === from + count) count += 1;
    yield { from, count };
    at += count;
  }
}

type Numbers =
  | Float32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>;

function widened<Kind extends Numbers>(old: Kind, slot: number): Kind {
  const wide = new (old.constructor as new (length: number) => Kind)(Math.max(slot + 1, Math.ceil(old.length * 1.5)));
  wide.set(old);
  return wide;
}
