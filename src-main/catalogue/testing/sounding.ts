import { encodePeaks, storedByteOf } from '../../../src-shared/peaks/index.ts';
import { randomNumbers } from './fixtures.ts';

const sampleRateHz = 48_000;
const samplesPerPoint = 256;
const pointsPerSecond = sampleRateHz / samplesPerPoint;

/** A take: amplitudes and three bands over time that no other number gives. */
export type Take = { readonly amplitudes: readonly number[]; readonly colours: readonly (readonly number[])[] };

/** Bursts that come and go like steps in gravel. */
export function take(number: number, seconds: number): Take {
  const random = randomNumbers(number);
  const points = Math.round(seconds * pointsPerSecond);
  const amplitudes: number[] = [];
  const colours: number[][] = [];
  let level = 0;
  let colour = [120, 150, 100];
  for (let point = 0; point < points; point++) {
    if (random() < 0.03) {
      level = 0.1 + 0.9 * random();
      colour = colour.map(() => 80 + 100 * random());
    }
    level *= 0.97;
    amplitudes.push(level * (0.7 + 0.3 * random()));
    colours.push(colour.map((band) => band + 50 * Math.log10(level + 1e-3)));
  }
  return { amplitudes, colours };
}

/** What is stored of a take as it was cut and made louder. */
export function peaksOf(
  { amplitudes, colours }: Take,
  { fromSeconds = 0, toSeconds = Number.POSITIVE_INFINITY, gainDecibels = 0 } = {},
): Uint8Array {
  const gain = 10 ** (gainDecibels / 20);
  const from = Math.round(fromSeconds * pointsPerSecond);
  const end = Math.min(amplitudes.length, toSeconds * pointsPerSecond);
  const cut = amplitudes.slice(from, end).map((amplitude) => amplitude * gain);
  const scale = Math.max(...cut);
  const channel = Int8Array.from({ length: cut.length * 2 }, (_, at) =>
    storedByteOf((at % 2 === 0 ? -1 : 1) * (cut[at >> 1] ?? 0), scale),
  );
  const rowsPerSecond = pointsPerSecond / 4;
  const rows = Array.from({ length: Math.floor(cut.length / 4) }, (_, row) => colours[from + row * 4] ?? [0, 0, 0]);
  return encodePeaks({
    sampleRateHz,
    frames: cut.length * samplesPerPoint,
    scale,
    samplesPerPoint,
    channels: [channel],
    colours: Uint8Array.from(rows.flat(), (value) => Math.max(0, Math.round(value + 2.5 * gainDecibels))),
    colourRowsPerSecond: rowsPerSecond,
  });
}
