import { encodePeaks, storedByteOf } from '../../src-shared/peaks/index.ts';
import { PEAK_WINDOW } from './front-end/memory-layout.ts';

/**
 * Values kept at most (16 MiB); beyond, four points become one, so that length and channels don't decide about memory.
 * Stereo at 48 kHz keeps points of 256 samples for an hour and a half.
 */
const MOST_VALUES = 2 ** 22;
const SLAB_VALUES = 2 ** 16;
const MERGED = 4;

/** Collects peaks while a sound goes by. */
export class PeakStore {
  readonly #values: number;
  #slabs: Float32Array[] = [];
  #points = 0;
  #samplesPerPoint = PEAK_WINDOW;
  /** Point under construction while points are merged: values so far and how many windows they hold. */
  #merging: Float32Array;
  #merged = 0;
  readonly #pointsPerSlab: number;
  largest = 0;

  constructor(channels: number) {
    this.#values = channels * 2;
    this.#pointsPerSlab = Math.floor(SLAB_VALUES / this.#values);
    this.#merging = new Float32Array(this.#values);
  }

  /** Adds points of [channel][min, max]. */
  add(peaks: Float32Array, points: number): void {
    for (let index = 0; index < points * this.#values; index++) {
      this.largest = Math.max(this.largest, Math.abs(peaks[index] ?? 0));
    }
    for (let point = 0; point < points; point++) {
      const from = point * this.#values;
      this.#addWindow(peaks.subarray(from, from + this.#values), PEAK_WINDOW);
    }
  }

  /** The stored form of everything collected. */
  encode(frames: number, sampleRateHz: number, colours: Uint8Array, colourRowsPerSecond: number): Uint8Array {
    if (this.#merged > 0) this.#push(this.#merging);
    this.#merged = 0;
    const channels = Array.from({ length: this.#values / 2 }, () => new Int8Array(this.#points * 2));
    for (const [channel, bytes] of channels.entries()) {
      for (let point = 0; point < this.#points; point++) {
        const slab = this.#slabs[Math.floor(point / this.#pointsPerSlab)];
        const at = (point % this.#pointsPerSlab) * this.#values + channel * 2;
        bytes[point * 2] = storedByteOf(slab?.[at] ?? 0, this.largest);
        bytes[point * 2 + 1] = storedByteOf(slab?.[at + 1] ?? 0, this.largest);
      }
    }
    return encodePeaks({
      sampleRateHz,
      frames,
      scale: this.largest,
      samplesPerPoint: this.#samplesPerPoint,
      channels,
      colours,
      colourRowsPerSecond,
    });
  }

  #addWindow(values: Float32Array, samples: number): void {
    if (this.#samplesPerPoint === PEAK_WINDOW && samples === PEAK_WINDOW) this.#push(values);
    else {
      this.#merge(values);
      this.#merged += samples;
      if (this.#merged >= this.#samplesPerPoint) {
        this.#merged = 0;
        this.#push(this.#merging);
      }
    }
  }

  #merge(values: Float32Array): void {
    if (this.#merged === 0) {
      this.#merging.set(values);
      return;
    }
    for (let at = 0; at < this.#values; at += 2) {
      this.#merging[at] = Math.min(this.#merging[at] ?? 0, values[at] ?? 0);
      this.#merging[at + 1] = Math.max(this.#merging[at + 1] ?? 0, values[at + 1] ?? 0);
    }
  }

  #push(values: Float32Array): void {
    const place = this.#points % this.#pointsPerSlab;
    if (place === 0) this.#slabs.push(new Float32Array(this.#pointsPerSlab * this.#values));
    this.#slabs.at(-1)?.set(values, place * this.#values);
    this.#points++;
    if (this.#points * this.#values >= MOST_VALUES) this.#coarsen();
  }

  #coarsen(): void {
    const slabs = this.#slabs;
    const points = this.#points;
    const samples = this.#samplesPerPoint;
    this.#slabs = [];
    this.#points = 0;
    this.#samplesPerPoint *= MERGED;
    this.#merging = new Float32Array(this.#values);
    for (let point = 0; point < points; point++) {
      const at = (point % this.#pointsPerSlab) * this.#values;
      const slab = slabs[Math.floor(point / this.#pointsPerSlab)];
      if (slab) this.#addWindow(slab.subarray(at, at + this.#values), samples);
    }
  }
}
