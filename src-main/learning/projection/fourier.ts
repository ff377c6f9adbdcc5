/** Lines that are transformed side by side: what fits a processor's cache. */
const SIDE_BY_SIDE = 8;

/**
 * Complex numbers of a square grid, row after row, `stride` numbers from one to the next: columns of a power of two would
 * all fall into the same few lines of the processor's cache.
 */
export type ComplexGrid = { readonly real: Float64Array; readonly imaginary: Float64Array };

/**
 * The discrete Fourier transform of a square of complex numbers, in place and unscaled (Stockham's autosort form of Cooley
 * and Tukey; Van Loan 1992, "Computational Frameworks for the Fast Fourier Transform", section 1.7). Backwards: exchange
 * real and imaginary before and after.
 */
export class SquareTransform {
  readonly side: number;
  readonly stride: number;
  readonly #stages: readonly Stage[];
  readonly #lines: [Float64Array, Float64Array, Float64Array, Float64Array];

  /** @param side of no factors but 2 and 3 @throws RangeError for others */
  constructor(side: number) {
    this.side = side;
    this.stride = side + SIDE_BY_SIDE;
    this.#stages = stagesOf(side);
    const values = () => new Float64Array(side * SIDE_BY_SIDE);
    this.#lines = [values(), values(), values(), values()];
  }

  /** A grid of zeros. */
  grid(): ComplexGrid {
    const values = () => new Float64Array(this.side * this.stride);
    return { real: values(), imaginary: values() };
  }

  /** @param filledRows rows from the first that hold anything but zeros @param wantedColumns columns that are wanted of the result */
  apply({ real, imaginary }: ComplexGrid, filledRows = this.side, wantedColumns = this.side): void {
    const { stride } = this;
    for (let row = 0; row < filledRows; row += SIDE_BY_SIDE)
      this.#lineUp(real, imaginary, row * stride, stride, 1, filledRows - row);
    for (let column = 0; column < wantedColumns; column += SIDE_BY_SIDE) {
      this.#lineUp(real, imaginary, column, 1, stride, wantedColumns - column);
    }
  }

  /** Transforms a few lines: `between` numbers from line to line, `along` from value to value. */
  #lineUp(
    real: Float64Array,
    imaginary: Float64Array,
    first: number,
    between: number,
    along: number,
    left: number,
  ): void {
    const { side } = this;
    const lines = Math.min(SIDE_BY_SIDE, left);
    let [fromReal, fromImaginary, toReal, toImaginary] = this.#lines;
    for (let at = 0; at < side; at += 1) {
      for (let line = 0; line < lines; line += 1) {
        const place = first + line * between + at * along;
        fromReal[at * SIDE_BY_SIDE + line] = real[place] as number;
        fromImaginary[at * SIDE_BY_SIDE + line] = imaginary[place] as number;
      }
    }
    for (const stage of this.#stages) {
      transformStage(stage, fromReal, fromImaginary, toReal, toImaginary);
      [fromReal, toReal] = [toReal, fromReal];
      [fromImaginary, toImaginary] = [toImaginary, fromImaginary];
    }
    for (let at = 0; at < side; at += 1) {
      for (let line = 0; line < lines; line += 1) {
        const place = first + line * between + at * along;
        real[place] = fromReal[at * SIDE_BY_SIDE + line] as number;
        imaginary[place] = fromImaginary[at * SIDE_BY_SIDE + line] as number;
      }
    }
  }
}

/** One step: `groups` transforms of `radix` values for each of `stride` neighbours. */
type Stage = {
  readonly radix: 2 | 3 | 4;
  readonly groups: number;
  readonly stride: number;
  /** Cosine and sine of each group's first, second and third turn. */
  readonly turns: Float64Array;
};

function stagesOf(side: number): Stage[] {
  const stages: Stage[] = [];
  let length = side;
  let stride = SIDE_BY_SIDE;
  while (length > 1) {
    const radix = length % 4 === 0 ? 4 : length % 3 === 0 ? 3 : 2;
    if (length % radix !== 0) throw new RangeError(`A side of ${side} has other factors than 2 and 3`);
    const groups = length / radix;
    const turns = new Float64Array(groups * 6);
    for (let group = 0; group < groups; group += 1) {
      for (let turn = 1; turn <= 3; turn += 1) {
        const angle = (-2 * Math.PI * group * turn) / length;
        turns[group * 6 + turn * 2 - 2] = Math.cos(angle);
        turns[group * 6 + turn * 2 - 1] = Math.sin(angle);
      }
    }
    stages.push({ radix, groups, stride, turns });
    length = groups;
    stride *= radix;
  }
  return stages;
}

function transformStage(
  stage: Stage,
  fromReal: Float64Array,
  fromImaginary: Float64Array,
  toReal: Float64Array,
  toImaginary: Float64Array,
): void {
  if (stage.radix === 4) fours(stage, fromReal, fromImaginary, toReal, toImaginary);
  else if (stage.radix === 3) threes(stage, fromReal, fromImaginary, toReal, toImaginary);
  else twos(stage, fromReal, fromImaginary, toReal, toImaginary);
}

function fours(
  { groups, stride, turns }: Stage,
  fromReal: Float64Array,
  fromImaginary: Float64Array,
  toReal: Float64Array,
  toImaginary: Float64Array,
): void {
  const step = groups * stride;
  for (let group = 0; group < groups; group += 1) {
    const at = group * 6;
    const [c1, s1, c2] = [turns[at] as number, turns[at + 1] as number, turns[at + 2] as number];
    const [s2, c3, s3] = [turns[at + 3] as number, turns[at + 4] as number, turns[at + 5] as number];
    for (let from = group * stride; from < (group + 1) * stride; from += 1) {
      const [ar, br] = [fromReal[from] as number, fromReal[from + step] as number];
      const [cr, dr] = [fromReal[from + 2 * step] as number, fromReal[from + 3 * step] as number];
      const [ai, bi] = [fromImaginary[from] as number, fromImaginary[from + step] as number];
      const [ci, di] = [fromImaginary[from + 2 * step] as number, fromImaginary[from + 3 * step] as number];
      const [er, ei, fr, fi] = [ar + cr, ai + ci, ar - cr, ai - ci];
      const [gr, gi, hr, hi] = [br + dr, bi + di, br - dr, bi - di];
      const to = from + 3 * group * stride;
      toReal[to] = er + gr;
      toImaginary[to] = ei + gi;
      // Forwards: the second is turned by −i.
      const [pr, pi] = [fr + hi, fi - hr];
      toReal[to + stride] = pr * c1 - pi * s1;
      toImaginary[to + stride] = pr * s1 + pi * c1;
      const [qr, qi] = [er - gr, ei - gi];
      toReal[to + 2 * stride] = qr * c2 - qi * s2;
      toImaginary[to + 2 * stride] = qr * s2 + qi * c2;
      const [tr, ti] = [fr - hi, fi + hr];
      toReal[to + 3 * stride] = tr * c3 - ti * s3;
      toImaginary[to + 3 * stride] = tr * s3 + ti * c3;
    }
  }
}

const HALF_ROOT_OF_THREE = Math.sqrt(3) / 2;

function threes(
  { groups, stride, turns }: Stage,
  fromReal: Float64Array,
  fromImaginary: Float64Array,
  toReal: Float64Array,
  toImaginary: Float64Array,
): void {
  const step = groups * stride;
  for (let group = 0; group < groups; group += 1) {
    const at = group * 6;
    const [c1, s1, c2] = [turns[at] as number, turns[at + 1] as number, turns[at + 2] as number];
    const s2 = turns[at + 3] as number;
    for (let from = group * stride; from < (group + 1) * stride; from += 1) {
      const [ar, br, cr] = [fromReal[from], fromReal[from + step], fromReal[from + 2 * step]] as [
        number,
        number,
        number,
      ];
      const [ai, bi, ci] = [fromImaginary[from], fromImaginary[from + step], fromImaginary[from + 2 * step]] as [
        number,
        number,
        number,
      ];
      const [sr, si] = [br + cr, bi + ci];
      const [mr, mi] = [ar - sr / 2, ai - si / 2];
      const [nr, ni] = [HALF_ROOT_OF_THREE * (bi - ci), -HALF_ROOT_OF_THREE * (br - cr)];
      const to = from + 2 * group * stride;
      toReal[to] = ar + sr;
      toImaginary[to] = ai + si;
      const [pr, pi, qr, qi] = [mr + nr, mi + ni, mr - nr, mi - ni];
      toReal[to + stride] = pr * c1 - pi * s1;
      toImaginary[to + stride] = pr * s1 + pi * c1;
      toReal[to + 2 * stride] = qr * c2 - qi * s2;
      toImaginary[to + 2 * stride] = qr * s2 + qi * c2;
    }
  }
}

function twos(
  { groups, stride, turns }: Stage,
  fromReal: Float64Array,
  fromImaginary: Float64Array,
  toReal: Float64Array,
  toImaginary: Float64Array,
): void {
  const step = groups * stride;
  for (let group = 0; group < groups; group += 1) {
    const [c1, s1] = [turns[group * 6] as number, turns[group * 6 + 1] as number];
    for (let from = group * stride; from < (group + 1) * stride; from += 1) {
      const [ar, br] = [fromReal[from] as number, fromReal[from + step] as number];
      const [ai, bi] = [fromImaginary[from] as number, fromImaginary[from + step] as number];
      const to = from + group * stride;
      toReal[to] = ar + br;
      toImaginary[to] = ai + bi;
      const [pr, pi] = [ar - br, ai - bi];
      toReal[to + stride] = pr * c1 - pi * s1;
      toImaginary[to + stride] = pr * s1 + pi * c1;
    }
  }
}
