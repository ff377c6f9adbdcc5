/** Files whose content is damaged, lies or is nothing, through the whole engine, beside good recordings. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AV_SAMPLE_FMT_S16 } from 'node-av/constants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type EncodedSound, encodeSound } from '../../audio/testing/encode-sound.test-support.ts';
import { testSound } from '../../audio/testing/tones.test-support.ts';
import { chunk, waveFile } from '../../audio/testing/wave-bytes.test-support.ts';
import { BadLibrary, expectPlainWords, type IndexedOnce } from './bad-library.test-support.ts';

const SECONDS = 1.5;
const planes = testSound(2, 44_100, SECONDS);
const whole = waveFile(planes, 44_100);
const quiet = (frames: number) => [new Float32Array(frames)];

// Offsets of a WAV file whose format chunk comes first and has 16 bytes.
const [CHANNELS, RATE, BITS, DATA_SIZE] = [22, 24, 34, 40] as const;

function lying(lie: (header: Buffer) => unknown): Buffer {
  const bytes = Buffer.from(whole);
  lie(bytes);
  return bytes;
}

function notNumbers(): Buffer {
  const broken = planes.map((plane) => plane.slice());
  for (const [index, value] of [NaN, Infinity, -Infinity].entries()) {
    broken[0]?.fill(value, 1_000 * index, 1_000 * index + 5);
  }
  return waveFile(broken, 44_100, { coding: 'f32' });
}

/** Vorbis as LMMS keeps it: a whole Ogg file in the data chunk of a WAV file. */
function vorbisInWave(ogg: Buffer): Buffer {
  const format = Buffer.alloc(18);
  format.writeUInt16LE(0x674f, 0);
  format.writeUInt16LE(2, 2);
  format.writeUInt32LE(44_100, 4);
  format.writeUInt32LE(16_000, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(16, 14);
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), chunk('data', ogg)]);
  return chunk('RIFF', body);
}

const CODED: Readonly<Record<string, EncodedSound>> = {
  flac: { muxer: 'flac', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 },
  ogg: { muxer: 'ogg', encoder: 'libvorbis', sampleRateHz: 44_100, bitRate: 128_000 },
  mp3: { muxer: 'mp3', encoder: 'libmp3lame', sampleRateHz: 44_100, bitRate: 192_000 },
  m4a: { muxer: 'ipod', encoder: 'aac', sampleRateHz: 44_100, bitRate: 128_000 },
  aiff: { muxer: 'aiff', encoder: 'pcm_s16be', sampleRateHz: 44_100 },
};
const TENTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Name → code of the failure that it must be. */
const FAILING: Readonly<Record<string, readonly [Buffer | string, RegExp]>> = {
  'empty.wav': ['', /^empty-file$/],
  'notes.wav': ['Door, wooden, slams.\n'.repeat(20), /^not-audio$/],
  'zeros.wav': [Buffer.alloc(5_000), /^not-audio$/],
  'header-only.wav': [waveFile(quiet(0), 44_100), /^no-samples$/],
  'no-channels.wav': [lying((header) => header.writeUInt16LE(0, CHANNELS)), /^impossible-format$/],
  'no-rate.wav': [lying((header) => header.writeUInt32LE(0, RATE)), /^impossible-format$/],
  'huge-rate.wav': [lying((header) => header.writeUInt32LE(0xffffffff, RATE)), /^(impossible-format|damaged)$/],
  'many-channels.wav': [lying((header) => header.writeUInt16LE(500, CHANNELS)), /^impossible-format$/],
  'no-bits.wav': [lying((header) => header.writeUInt16LE(0, BITS)), /^impossible-format$/],
};

/** Name → what is heard of it. */
const HEARD: Readonly<Record<string, readonly [Buffer, Partial<SoundRecord['format']>, readonly string[]]>> = {
  'too-long.wav': [
    lying((header) => header.writeUInt32LE(header.length * 2, DATA_SIZE)),
    { durationSeconds: SECONDS },
    ['The block "data" says that it is longer than the file; what is there was read.'],
  ],
  'endless.wav': [lying((header) => header.writeUInt32LE(0xffffffff, DATA_SIZE)), { durationSeconds: SECONDS }, []],
  'wrong-rate.wav': [
    lying((header) => header.writeUInt32LE(22_050, RATE)),
    { sampleRateHz: 22_050, durationSeconds: 2 * SECONDS },
    [],
  ],
  'wrong-channels.wav': [
    lying((header) => header.writeUInt16LE(1, CHANNELS)),
    { channels: 1, durationSeconds: 2 * SECONDS },
    [],
  ],
  'not-numbers.wav': [
    notNumbers(),
    { durationSeconds: SECONDS },
    ['15 samples were not numbers and count as silence.'],
  ],
  'silence.wav': [waveFile(quiet(44_100), 44_100), { durationSeconds: 1 }, []],
  'one-sample.wav': [waveFile([Float32Array.of(0.5)], 44_100), { durationSeconds: 1 / 44_100 }, []],
};

let library: BadLibrary;
let first: IndexedOnce;
let rows: ReadonlyMap<string, SoundRecord>;
const cut: string[] = [];

beforeAll(async () => {
  library = await BadLibrary.make();
  library.putNeighbours();
  for (const [name, [bytes]] of [...Object.entries(FAILING), ...Object.entries(HEARD)]) library.write(name, bytes);
  const wholes = new Map<string, Buffer>([['wav', whole]]);
  for (const [extension, sound] of Object.entries(CODED)) {
    const file = path.join(library.folder, `whole.${extension}`);
    encodeSound(file, planes, sound);
    wholes.set(extension, readFileSync(file));
  }
  for (const [extension, bytes] of wholes) {
    for (const tenth of TENTHS) {
      const name = path.join('cut', `${tenth}.${extension}`);
      library.write(name, bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)));
      cut.push(name);
    }
  }
  library.write('vorbis-in-wave.wav', vorbisInWave(wholes.get('ogg') ?? Buffer.alloc(0)));
  first = await library.index();
  rows = await library.rows();
}, 240_000);
afterAll(() => library.remove());

describe('a file of the wrong content', () => {
  it.each(Object.entries(FAILING))('%s is a failed row and a file of the job, in plain words', (name, [, code]) => {
    const row = rows.get(name);
    expect(row).toMatchObject({ status: 'failed', frames: 0 });
    expect(row?.failure?.code).toMatch(code);
    expectPlainWords(row?.failure);
    expect(first.files.get(name)).toMatchObject({ kind: 'failed', failure: row?.failure });
  });

  it.each(Object.entries(HEARD))('%s is heard as far as it goes', (name, [, format, warnings]) => {
    const row = rows.get(name);
    expect(row).toMatchObject({ status: 'indexed', failure: null, warnings });
    expect(row?.frames).toBeGreaterThan(0);
    const { durationSeconds, ...rest } = format ?? {};
    expect(row?.format).toMatchObject(rest);
    expect(row?.format?.durationSeconds).toBeCloseTo(durationSeconds ?? 0, 3);
    if (warnings.length > 0) expect(first.files.get(name)).toMatchObject({ kind: 'warned', warnings });
  });

  it('suggests something finite for silence', () => {
    for (const { probability } of rows.get('silence.wav')?.suggestions ?? []) expect(probability).toBeGreaterThan(0);
    expect(rows.get('silence.wav')?.loudness).toEqual({ samplePeakDbfs: null, integratedLufs: null });
  });

  it('is heard where it is Vorbis in a WAV file', () => {
    const row = rows.get('vorbis-in-wave.wav');
    expect(row).toMatchObject({ status: 'indexed', format: { container: 'wav', codec: 'vorbis' }, warnings: [] });
    expect(row?.format?.durationSeconds).toBeCloseTo(SECONDS, 1);
  });
});

describe('a file cut at any tenth of its length', () => {
  it('is heard in part with a warning, or fails in plain words; none is left out', () => {
    for (const name of cut) {
      const row = rows.get(name);
      const told = first.files.get(name);
      if (row?.status === 'indexed') {
        expect(row.format?.durationSeconds, name).toBeLessThan(SECONDS * 1.05);
        expect(row.warnings.length, name).toBeGreaterThan(0);
        expect(told, name).toMatchObject({ kind: 'warned', warnings: row.warnings });
      } else {
        expect(row?.status, name).toBe('failed');
        expectPlainWords(row?.failure);
        expect(told, name).toMatchObject({ kind: 'failed', failure: row?.failure });
      }
    }
  });

  it.each(['wav', 'flac', 'mp3', 'aiff'])('of %s is heard wherever half of it is there', (extension) => {
    expect(rows.get(path.join('cut', `5.${extension}`))).toMatchObject({ status: 'indexed' });
  });
});

it('takes nothing from the good sounds beside it', () => library.expectNeighboursIndexed());

it('is told of again by the next index, which listens to nothing twice', async () => {
  const again = await library.index();
  const failed = [...rows.values()].filter(({ status }) => status === 'failed').length;
  expect(again.report).toMatchObject({ indexed: 0, unchanged: rows.size - failed, failed, missing: 0, frames: 0 });
  expect(await library.rows()).toEqual(rows);
});
