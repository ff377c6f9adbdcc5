import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AV_SAMPLE_FMT_S16 } from 'node-av/constants';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { inspectFile, passOverFile } from './index.ts';
import { type EncodedSound, encodeSound } from './testing/encode-sound.test-support.ts';
import { listen, temporaryFolder } from './testing/listen.test-support.ts';
import { testSound } from './testing/tones.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

const SECONDS = 2;
const planes = testSound(2, 44_100, SECONDS);
// Offsets of a WAV file whose format chunk comes first and has 16 bytes.
const [RIFF_SIZE, FORMAT_SIZE, TAG, CHANNELS, RATE, BYTE_RATE, ALIGN, BITS, DATA_SIZE] = [
  4, 16, 20, 22, 24, 28, 32, 34, 40,
] as const;
type Lie = (header: Buffer) => void;

function lyingWave(lie: Lie): string {
  const bytes = waveFile(planes, 44_100);
  lie(bytes);
  const file = join(temporaryFolder(), 'file.wav');
  writeFileSync(file, bytes);
  return file;
}

describe('WAV headers that lie about sizes are read as far as there is sound', () => {
  it.each<[string, Lie, number]>([
    ['no block size', (header) => header.writeUInt16LE(0, ALIGN), SECONDS],
    ['a wrong block size', (header) => header.writeUInt16LE(3, ALIGN), SECONDS],
    ['no byte rate', (header) => header.writeUInt32LE(0, BYTE_RATE), SECONDS],
    ['data larger than the file', (header) => header.writeUInt32LE(header.length * 2, DATA_SIZE), SECONDS],
    ['data smaller than what is there', (header) => header.writeUInt32LE(44_100 * 4, DATA_SIZE), 1],
    ['no data', (header) => header.writeUInt32LE(0, DATA_SIZE), SECONDS],
    ['endless data', (header) => header.writeUInt32LE(0xffffffff, DATA_SIZE), SECONDS],
    ['an endless file', (header) => header.writeUInt32LE(0xffffffff, RIFF_SIZE), SECONDS],
    ['an empty file', (header) => header.writeUInt32LE(0, RIFF_SIZE), SECONDS],
  ])('%s', (_, lie, seconds) => {
    const { format } = listen(lyingWave(lie)).pass;
    expect(format.codec).toBe('pcm_s16le');
    expect(format.durationSeconds).toBeCloseTo(seconds, 2);
  });
});

describe('WAV headers that say nothing usable fail in plain words', () => {
  it.each<[string, Lie, string]>([
    ['no rate', (header) => header.writeUInt32LE(0, RATE), "The header can't be right: it says 0 samples a second."],
    [
      'a huge rate',
      (header) => header.writeUInt32LE(1e9, RATE),
      "The header can't be right: it says 1000000000 samples a second.",
    ],
    ['no channels', (header) => header.writeUInt16LE(0, CHANNELS), "The header can't be right: it says 0 channels."],
    [
      'too many channels',
      (header) => header.writeUInt16LE(500, CHANNELS),
      "The header can't be right: it says 500 channels.",
    ],
    ['no bits', (header) => header.writeUInt16LE(0, BITS), "The header can't be right: it says 0 bits a sample."],
    [
      'an unknown coding',
      (header) => header.writeUInt16LE(0x1234, TAG),
      "Sound coded as format 4660 can't be decoded.",
    ],
    [
      'a format chunk beyond the end',
      (header) => header.writeUInt32LE(0xffffff, FORMAT_SIZE),
      'This begins like a WAV file, but the rest of its header is missing or wrong.',
    ],
  ])('%s', (_, lie, sentence) => {
    const file = lyingWave(lie);
    expect(() => listen(file)).toThrow(sentence);
    expect(() => listen(file)).toThrow(SonothequeError);
    expect(() => inspectFile(file)).toThrow(sentence);
  });
});

describe('extensions that lie', () => {
  const sounds: readonly (readonly [string, EncodedSound])[] = [
    ['mp3', { muxer: 'mp3', encoder: 'libmp3lame', sampleRateHz: 44_100, bitRate: 128_000 }],
    ['flac', { muxer: 'flac', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 }],
    ['vorbis', { muxer: 'ogg', encoder: 'libvorbis', sampleRateHz: 44_100, bitRate: 128_000 }],
    ['aac', { muxer: 'adts', encoder: 'aac', sampleRateHz: 44_100, bitRate: 128_000 }],
    ['pcm_s16le', { muxer: 'wav', encoder: 'pcm_s16le', sampleRateHz: 44_100 }],
  ];
  it.each(sounds)('%s is known by its bytes, whatever its name', (codec, sound) => {
    for (const extension of ['wav', 'mp3', 'flac', 'ogg', 'm4a', 'txt']) {
      const file = join(temporaryFolder(), `file.${extension}`);
      encodeSound(file, planes, sound);
      expect(inspectFile(file).format).toMatchObject({ codec, channels: 2, sampleRateHz: 44_100 });
    }
  });
});

describe('three gigabytes', () => {
  it('of WAV are opened at once and read piece by piece', () => {
    const bytes = 3_000_000_000;
    const header = waveFile([new Float32Array(), new Float32Array()], 44_100);
    header.writeUInt32LE(bytes + 36, RIFF_SIZE);
    header.writeUInt32LE(bytes, DATA_SIZE);
    const file = join(temporaryFolder(), 'large.wav');
    const descriptor = openSync(file, 'w');
    writeSync(descriptor, header);
    // Holes take no room on the disk.
    ftruncateSync(descriptor, header.length + bytes);
    closeSync(descriptor);
    const steps = passOverFile(file);
    for (const firstBlock of [0, 16, 32]) expect(steps.next().value).toMatchObject({ firstBlock });
    steps.return(undefined as never);
  });
});
