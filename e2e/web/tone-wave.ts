/**
 * A tone that fades, as a WAV file: mono, 44.1 kHz, 16 bit.
 * @param pitch another one makes another sound, which is no copy
 */
export function toneWave(seconds: number, pitch: number): Buffer {
  const samples = 44_100 * seconds;
  const wave = Buffer.alloc(44 + samples * 2);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(36 + samples * 2, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(44_100, 24);
  wave.writeUInt32LE(88_200, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1)
    wave.writeInt16LE(Math.round(9_000 * Math.exp(-at / 60_000) * Math.sin((at * pitch) / 60)), 44 + at * 2);
  return wave;
}
