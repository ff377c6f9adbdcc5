import { type ColourDifference, colourDifference } from './colours.ts';
import { type Envelope, onGrid } from './envelope.ts';

/** How one sound lies on another when it is laid where they fit best. */
export type Alignment = {
  /** Where the second begins in the first; negative: before it. */
  readonly offsetSeconds: number;
  /** Of the envelopes where both sound, −1…1. */
  readonly correlation: number;
  /** The same of the steps from one moment to the next: a different take with the same shape has little of it. */
  readonly detail: number;
  /** Of their colours where both sound; `null` where too little overlaps. */
  readonly colours: ColourDifference | null;
  /** How much louder the second is. */
  readonly gainDecibels: number;
  /** Share of the shorter that lies on the longer. */
  readonly overlap: number;
};

/** Fine enough to tell takes apart, and no finer than the peaks of sounds at 22 kHz. */
const finestStepSeconds = 0.012;
const mostSteps = 1500;
/** Parts of a step that the second is moved by for the last look. */
const fineMoves = [-0.5, -0.25, 0, 0.25, 0.5];
/** The same recording lies within the other but for what a codec adds; nothing else is tried. */
const leastOverlap = 0.94;
/** Worth a closer look. */
const leastCoarseCorrelation = 0.75;
const fewestSteps = 8;

/** Lays the second envelope on the first; `null` where they can't overlap enough or are nothing alike. */
export function align(first: Envelope, second: Envelope): Alignment | null {
  const longest = Math.max(first.durationSeconds, second.durationSeconds);
  const step = Math.max(finestStepSeconds, longest / mostSteps, first.pointSeconds, second.pointSeconds);
  const a = onGrid(first, step, 0, Math.ceil(first.durationSeconds / step));
  const stepsOfB = Math.ceil(second.durationSeconds / step);
  const b = onGrid(second, step, 0, stepsOfB);
  const needed = Math.max(fewestSteps, Math.ceil(Math.min(a.length, b.length) * leastOverlap));
  if (Math.min(a.length, b.length) < fewestSteps) return null;

  let coarse: { readonly offset: number; readonly correlation: number } | null = null;
  for (let offset = needed - b.length; offset <= a.length - needed; offset++) {
    const correlation = correlate(a, b, offset, 0);
    if (coarse === null || correlation > coarse.correlation) coarse = { offset, correlation };
  }
  if (coarse === null || coarse.correlation < leastCoarseCorrelation) return null;
  let best: Alignment | null = null;
  for (const nearby of [coarse.offset - 1, coarse.offset, coarse.offset + 1]) {
    for (const move of fineMoves) {
      const moved = move === 0 ? b : onGrid(second, step, -move * step, stepsOfB);
      const correlation = correlate(a, moved, nearby, 0);
      if (best !== null && correlation <= best.correlation) continue;
      const from = Math.max(0, nearby);
      const end = Math.min(a.length, nearby + b.length);
      best = {
        offsetSeconds: (nearby + move) * step,
        correlation,
        colours: null,
        detail: correlate(a, moved, nearby, 1),
        gainDecibels: gainOf(a, moved, nearby),
        overlap: (end - from) / Math.min(a.length, b.length),
      };
    }
  }
  return best && { ...best, colours: colourDifference(first.colours, second.colours, best.offsetSeconds) };
}

/** Pearson's correlation where both lie, of the values or (`order` 1) of their steps; 0 where either does not change. */
function correlate(a: Float32Array, b: Float32Array, offset: number, order: 0 | 1): number {
  const from = Math.max(order, offset + order);
  const end = Math.min(a.length, offset + b.length);
  const count = end - from;
  if (count < fewestSteps - 1) return 0;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let i = from; i < end; i++) {
    let x = a[i] as number;
    let y = b[i - offset] as number;
    if (order === 1) {
      x -= a[i - 1] as number;
      y -= b[i - offset - 1] as number;
    }
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    product += x * y;
  }
  const varianceA = squareA - (sumA * sumA) / count;
  const varianceB = squareB - (sumB * sumB) / count;
  if (varianceA <= 1e-9 || varianceB <= 1e-9) return 0;
  return (product - (sumA * sumB) / count) / Math.sqrt(varianceA * varianceB);
}

function gainOf(a: Float32Array, b: Float32Array, offset: number): number {
  let [energyA, energyB] = [0, 0];
  for (let i = Math.max(0, offset); i < Math.min(a.length, offset + b.length); i++) {
    // Grids hold square roots of amplitudes.
    energyA += (a[i] as number) ** 4;
    energyB += (b[i - offset] as number) ** 4;
  }
  return energyA > 0 && energyB > 0 ? 10 * Math.log10(energyB / energyA) : 0;
}
