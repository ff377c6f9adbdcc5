import { waveFile } from '../wave-file.ts';

const RATE_HZ = 44_100;

/**
 * A tone that fades, as a WAV file: mono, 44.1 kHz, 16 bit.
 * @param pitch another one makes another sound, which is no copy
 */
export const toneWave = (seconds: number, pitch: number): Buffer =>
  waveFile(
    RATE_HZ,
    Int16Array.from(
      { length: RATE_HZ * seconds },
      (_, at) => 9_000 * Math.exp(-at / 60_000) * Math.sin((at * pitch) / 60),
    ),
  );
