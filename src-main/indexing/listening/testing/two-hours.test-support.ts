import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

const SAMPLE_RATE_HZ = 8_000;
const SECONDS = 7_200;

/** Writes a two-hour WAV (8 kHz, 8 bit, mono: quick to write, as long to listen to as any) of the bytes of `material`. */
export function writeTwoHours(file: string, material: string): void {
  const bytes = SAMPLE_RATE_HZ * SECONDS;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  const sound = readFileSync(material);
  const target = openSync(file, 'w');
  try {
    writeSync(target, header);
    for (let left = bytes; left > 0; left -= sound.length) writeSync(target, sound.subarray(0, left));
  } finally {
    closeSync(target);
  }
}
