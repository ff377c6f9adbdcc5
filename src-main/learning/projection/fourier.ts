import FFT from 'fft.js';

/**
 * Complex numbers of a square grid, row after row, `stride` numbers from one to the next: columns of a power of two would
 * all fall into the same few lines of the processor's cache.
 */
export type ComplexGrid = { readonly real: Float64Array; readonly imaginary: Float64Array };

/**
 * The discrete Fourier transform of a square of complex numbers, in place and unscaled, line by line. Backwards: exchange
 * real and imaginary before and after.
 */
export class SquareTransform {
  readonly side: number;
  readonly stride: number;
  readonly #transform: FFT;
  /** Real and imaginary parts of a line by turns, before and after. */
  readonly #line: Float64Array;
  readonly #transformed: Float64Array;

  /** @param side a power of two @throws Error for others */
  constructor(side: number) {
    this.side = side;
    this.stride = side + 8;
    this.#transform = new FFT(side);
    this.#line = new Float64Array(2 * side);
    this.#transformed = new Float64Array(2 * side);
  }

  /** A grid of zeros. */
  grid(): ComplexGrid {
    const values = () => new Float64Array(this.side * this.stride);
    return { real: values(), imaginary: values() };
  }

  /** @param filledRows rows from the first that hold anything but zeros @param wantedColumns columns that are wanted of the result */
  apply(grid: ComplexGrid, filledRows = this.side, wantedColumns = this.side): void {
    for (let row = 0; row < filledRows; row += 1) this.#applyLine(grid, row * this.stride, 1);
    for (let column = 0; column < wantedColumns; column += 1) this.#applyLine(grid, column, this.stride);
  }

  #applyLine({ real, imaginary }: ComplexGrid, first: number, step: number): void {
    const [line, transformed] = [this.#line, this.#transformed];
    for (let at = 0, place = first; at < line.length; at += 2, place += step) {
      line[at] = real[place] as number;
      line[at + 1] = imaginary[place] as number;
    }
    this.#transform.transform(transformed, line);
    for (let at = 0, place = first; at < line.length; at += 2, place += step) {
      real[place] = transformed[at] as number;
      imaginary[place] = transformed[at + 1] as number;
    }
  }
}
