/**
 * Changes of spectra that leave their class as it is. Spectra are rows (time) × bands (frequency), each value
 * log10(1 + 10,000 · power) / 9.4578, as the front end gives it.
 */
import type { TrainingAugmentation } from '../../../src-shared/training/index.ts';
import { MEL_DIVISOR } from '../../encoder/index.ts';
import { seededRandom } from '../../learning/index.ts';

/** What is done to one frame; chosen by chance, then followed to the letter. */
export type FrameChange = {
  /** Spectrum frames by which it begins later (or earlier, if negative). */
  readonly shiftRows: number;
  readonly gainDb: number;
  /** First masked band and how many; rows alike. */
  readonly bands: readonly [number, number];
  readonly rows: readonly [number, number];
};

export const NO_CHANGE: FrameChange = { shiftRows: 0, gainDb: 0, bands: [0, 0], rows: [0, 0] };

/** Draws the change of one frame. */
export function drawChange(
  augmentation: TrainingAugmentation,
  size: { readonly rows: number; readonly bands: number },
  seed: number,
): FrameChange {
  const random = seededRandom(seed);
  const between = (most: number) => (2 * random() - 1) * most;
  // SpecAugment's widths: uniform up to the most, then a uniform place (Park et al., Interspeech 2019, section 2).
  const mask = (most: number, all: number): readonly [number, number] => {
    const width = Math.floor(random() * (most + 1));
    return [Math.floor(random() * (all - width + 1)), width];
  };
  return {
    shiftRows: Math.round(between(augmentation.timeShiftRows)),
    gainDb: between(augmentation.gainDb),
    bands: mask(augmentation.maskedBands, size.bands),
    rows: mask(augmentation.maskedRows, size.rows),
  };
}

/** Whether anything but mixup is asked for. */
export function changesFrames(augmentation: TrainingAugmentation): boolean {
  const { gainDb, timeShiftRows, maskedBands, maskedRows } = augmentation;
  return gainDb > 0 || timeShiftRows > 0 || maskedBands > 0 || maskedRows > 0;
}

/**
 * Applies gain and masks in place; the shift was made by reading elsewhere. Masked places become silence (0). A gain of
 * g decibels multiplies power by 10^(g/10), before the logarithm.
 */
export function changeSpectrum(spectrum: Float32Array, bands: number, change: FrameChange): void {
  if (change.gainDb !== 0) {
    const factor = 10 ** (change.gainDb / 10);
    for (let index = 0; index < spectrum.length; index += 1) {
      // (10^(v·d) − 1) · factor + 1, with no loss of digits near silence.
      const power = Math.expm1((spectrum[index] as number) * MEL_DIVISOR * Math.LN10);
      spectrum[index] = Math.log1p(power * factor) / Math.LN10 / MEL_DIVISOR;
    }
  }
  const rows = spectrum.length / bands;
  const [firstBand, bandCount] = change.bands;
  if (bandCount > 0)
    for (let row = 0; row < rows; row += 1)
      spectrum.fill(0, row * bands + firstBand, row * bands + firstBand + bandCount);
  const [firstRow, rowCount] = change.rows;
  if (rowCount > 0) spectrum.fill(0, firstRow * bands, (firstRow + rowCount) * bands);
}

/** mixup: each frame becomes share · itself + (1 − share) · its partner (Zhang et al., ICLR 2018, eq. 1). */
export function mixFrames(frames: Float32Array, frameSize: number, partners: ArrayLike<number>, share: number): void {
  const before = frames.slice();
  for (let frame = 0; frame < partners.length; frame += 1) {
    const [own, other] = [frame * frameSize, (partners[frame] as number) * frameSize];
    for (let index = 0; index < frameSize; index += 1)
      frames[own + index] = share * (before[own + index] as number) + (1 - share) * (before[other + index] as number);
  }
}
