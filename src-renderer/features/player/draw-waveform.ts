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
  columns.forEach(({ lowest, highest, bands }, x) => {
    const above = Math.max(QUIETEST_PIXELS / 2, highest * (half - 1));
    const below = Math.max(QUIETEST_PIXELS / 2, -lowest * (half - 1));
    const [low, mid] = bands;
    for (const [share, colour] of [
      [1, colours.high],
      [low + mid, colours.middle],
      [low, colours.low],
    ] as const) {
      if (share <= 0) continue;
      context.fillStyle = colour;
      context.fillRect(x, middle - above * share, 1, (above + below) * share);
    }
  });
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
