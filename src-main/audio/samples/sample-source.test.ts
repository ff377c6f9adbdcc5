import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P, AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S32P } from 'node-av/constants';
import { describe, expect, it } from 'vitest';
import { type EncodedSound, encodeSound } from '../testing/encode-sound.test-support.ts';
import { listen, temporaryFolder } from '../testing/listen.test-support.ts';
import { testSound } from '../testing/tones.test-support.ts';
import { type WaveCoding, waveFile } from '../testing/wave-bytes.test-support.ts';
import { SampleSource } from './sample-source.ts';

const SECONDS = 4;
const RATE_HZ = 48_000;
/** Samples read at each place. */
const READ = 3_000;

/** `addsNoise`: the decoder fills bands with noise of its own, other noise each time; all else is equal. */
type Case = { readonly name: string; readonly sound: EncodedSound; readonly addsNoise: boolean };

const of = (muxer: string, encoder: string, more: Partial<EncodedSound> = {}, addsNoise = false): Case => ({
  name: `${encoder} in ${muxer}`,
  sound: { muxer, encoder, sampleRateHz: RATE_HZ, ...more },
  addsNoise,
});
const lossy = { bitRate: 128_000 };
const opus = { ...lossy, sampleFormat: AV_SAMPLE_FMT_S16 };

const CASES: readonly Case[] = [
  ...['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le', 'pcm_alaw'].map((e) => of('wav', e)),
  ...['adpcm_ms', 'adpcm_ima_wav', 'libmp3lame'].map((e) => of('wav', e, lossy)),
  ...['pcm_s16le', 'pcm_s24le'].map((encoder) => of('w64', encoder)),
  ...['pcm_s8', 'pcm_s16be', 'pcm_s24be', 'pcm_f32be', 'pcm_f64be'].map((encoder) => of('aiff', encoder)),
  ...['pcm_s16be', 'pcm_s24be', 'pcm_f32le'].map((encoder) => of('caf', encoder)),
  of('caf', 'alac', { sampleFormat: AV_SAMPLE_FMT_S16P }),
  of('au', 'pcm_s24be'),
  of('flac', 'flac', { sampleFormat: AV_SAMPLE_FMT_S16 }),
  of('flac', 'flac', { sampleFormat: AV_SAMPLE_FMT_S32, depth: 24 }),
  of('ogg', 'flac', { sampleFormat: AV_SAMPLE_FMT_S16 }),
  of('wv', 'wavpack', { sampleFormat: AV_SAMPLE_FMT_S32P }),
  of('wv', 'wavpack', { sampleFormat: AV_SAMPLE_FMT_S16P }),
  of('tta', 'tta', { sampleFormat: AV_SAMPLE_FMT_S16 }),
  of('ipod', 'alac', { sampleFormat: AV_SAMPLE_FMT_S32P, depth: 24 }),
  of('ipod', 'aac', lossy, true),
  of('mov', 'aac', { ...lossy, picture: 'mpeg4' }, true),
  of('mov', 'pcm_s24be', { picture: 'mpeg4' }),
  of('mp4', 'ac3', lossy, true),
  of('mp4', 'libmp3lame', lossy),
  of('adts', 'aac', lossy),
  of('matroska', 'aac', { ...lossy, picture: 'mpeg4' }, true),
  of('matroska', 'ac3', lossy, true),
  of('matroska', 'flac', { sampleFormat: AV_SAMPLE_FMT_S16 }),
  of('matroska', 'pcm_s16le'),
  of('webm', 'libopus', opus),
  of('mp3', 'libmp3lame', lossy),
  of('ogg', 'libvorbis', lossy),
  of('ogg', 'libopus', opus),
  of('ac3', 'ac3', lossy),
  of('asf', 'wmav2', lossy),
  of('asf', 'wmav1', lossy),
  of('avi', 'pcm_s16le', { picture: 'mpeg4' }),
  of('avi', 'libmp3lame', { ...lossy, picture: 'mpeg4' }),
];

/** Everything, read from the start in one go. */
function whole(file: string): readonly Float64Array[] {
  const source = new SampleSource(file);
  try {
    return source.read(0, Math.ceil((SECONDS + 1) * source.format.sampleRateHz));
  } finally {
    source.close();
  }
}

/** Root mean square of the difference between what was read and the whole, moved by some samples. */
function difference(all: readonly Float64Array[], from: number, part: readonly Float64Array[], shift = 0): number {
  const length = part[0]?.length ?? 0;
  let sum = 0;
  for (const [channel, plane] of part.entries()) {
    for (const [index, value] of plane.entries()) sum += (value - (all[channel]?.[from + index + shift] ?? 0)) ** 2;
  }
  return Math.sqrt(sum / Math.max(1, length * part.length));
}

function expectSame(all: readonly Float64Array[], from: number, part: readonly Float64Array[], addsNoise: boolean) {
  expect(part.map(({ length }) => length)).toEqual(all.map((plane) => plane.subarray(from, from + READ).length));
  if (!addsNoise) expect([from, difference(all, from, part)]).toEqual([from, 0]);
  else if (part[0] && part[0].length > 1_000) {
    const neighbours = Math.min(difference(all, from, part, -1), difference(all, from, part, 1));
    expect(difference(all, from, part)).toBeLessThan(neighbours / 2);
  }
}

describe('samples by their number', () => {
  it.each(CASES)('are those of a whole decoding: $name', { timeout: 60_000 }, ({ sound, addsNoise }) => {
    const file = join(temporaryFolder(), 'sound');
    encodeSound(file, testSound(2, sound.sampleRateHz, SECONDS), sound);
    const all = whole(file);
    const { format } = listen(file).pass;
    const frames = all[0]?.length ?? 0;
    expect(frames).toBe(Math.round(format.durationSeconds * format.sampleRateHz));
    const places = [0, 1, 100_000, 144_001, 30_000, frames - 7, 96_000, 5_000, 150_000];
    for (const from of places) {
      // Each place alone, as a range request comes, and one after another, as a listener jumps about.
      const source = new SampleSource(file);
      expectSame(all, from, source.read(from, READ), addsNoise);
      source.close();
    }
    const source = new SampleSource(file);
    for (const from of places) expectSame(all, from, source.read(from, READ), addsNoise);
    expect(source.read(frames, 10).map(({ length }) => length)).toEqual(all.map(() => 0));
    source.close();
  });

  it.each<WaveCoding>(['u8', 's16', 's24', 's32', 's24in32', 'f32', 'f64'])(
    'are the numbers of the file: %s',
    (coding) => {
      const file = join(temporaryFolder(), 'sound.wav');
      const planes = testSound(3, 44_100, 0.5);
      writeFileSync(file, waveFile(planes, 44_100, { coding, extensible: coding === 's24in32' }));
      const source = new SampleSource(file);
      const read = source.read(10_000, 500);
      source.close();
      const step = { u8: 2 ** -7, s16: 2 ** -15, s24: 2 ** -23, s24in32: 2 ** -23, s32: 2 ** -31, f32: 0, f64: 0 }[
        coding
      ];
      for (const [channel, plane] of planes.entries()) {
        for (let index = 0; index < 500; index++) {
          const exact = plane[10_000 + index] ?? 0;
          const rounded = step === 0 ? exact : Math.round(exact / step) * step;
          expect(read[channel]?.[index]).toBeCloseTo(rounded, 12);
        }
      }
    },
  );
});
