import type { Peaks } from './state.ts';
import { type WaveformColumn, waveformColumns } from './waveform-columns.ts';

/** Numbers 0…1 in place of samples: wavesurfer hands a slice back when it draws, and that tells which part it wants. */
export const placesOf = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => index / (count - 1));

export type BandColours = { readonly low: string; readonly middle: string; readonly high: string };

/** The colours of the three bands in the theme on show. */
export function bandColours(element: Element): BandColours {
  const style = getComputedStyle(element);
  const colour = (band: string): string => style.getPropertyValue(`--wave-${band}`);
  return { low: colour('low'), middle: colour('middle'), high: colour('high') };
}

const QUIETEST_PIXELS = 1;

type Lane = { readonly top: number; readonly height: number };

/**
 * Draws columns from the left, one a pixel. Each is split by what its bands contribute: low in the middle, high at the
 * edges, so that a thump and a hiss differ in colour and not only in shape.
 */
export function drawColumns(
  context: CanvasRenderingContext2D,
  columns: readonly WaveformColumn[],
  colours: BandColours,
  { top, height }: Lane,
): void {
  const half = height / 2;
  const middle = top + half;
  // A band at a time: a canvas reads a colour anew whenever it changes.
  for (const [colour, shareOf] of [
    [colours.high, () => 1],
    [colours.middle, ([low, mid]) => low + mid],
    [colours.low, ([low]) => low],
  ] as const satisfies readonly (readonly [string, (bands: WaveformColumn['bands']) => number])[]) {
    context.fillStyle = colour;
    for (const [x, { lowest, highest, bands }] of columns.entries()) {
      const share = shareOf(bands);
      if (share <= 0) continue;
      const above = Math.max(QUIETEST_PIXELS / 2, highest * (half - 1));
      const below = Math.max(QUIETEST_PIXELS / 2, -lowest * (half - 1));
      context.fillRect(x, middle - above * share, 1, (above + below) * share);
    }
  }
}

/** Draws a part of a sound: all channels in one, or each in a lane of its own. */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  peaks: Peaks,
  part: { readonly from: number; readonly to: number },
  colours: BandColours,
  apart: boolean,
): void {
  const { width, height } = context.canvas;
  const channels = peaks.levels[0]?.channels.length ?? 1;
  const lanes = apart ? channels : 1;
  for (let lane = 0; lane < lanes; lane += 1) {
    const columns = waveformColumns(peaks, part.from, part.to, width, apart ? lane : undefined);
    drawColumns(context, columns, colours, { top: (lane * height) / lanes, height: height / lanes });
  }
}
