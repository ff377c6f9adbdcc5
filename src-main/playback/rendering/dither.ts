/**
 * Adds triangular noise of two steps (TPDF) before samples are rounded to `bits`, so that what rounding loses is hiss and
 * not distortion. Lipshitz, Wannamaker, Vanderkooy: Quantization and Dither, JAES 40 (1992). The noise is the same each
 * time: rendering twice gives the same file.
 */
export class Dither {
  readonly #step: number;
  #state: number;

  constructor(bits: number, seed = 0x50_4e_4f) {
    this.#step = 2 ** (1 - bits);
    this.#state = seed;
  }

  add(planes: readonly Float64Array[]): void {
    for (const plane of planes) {
      for (let index = 0; index < plane.length; index++) {
        plane[index] = (plane[index] ?? 0) + (this.#random() - this.#random()) * this.#step;
      }
    }
  }

  /** 0…1 (mulberry32). */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
