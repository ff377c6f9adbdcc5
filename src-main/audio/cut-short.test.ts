import { appendFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P } from 'node-av/constants';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { passOverFile } from './index.ts';
import { type EncodedSound, encodeSound } from './testing/encode-sound.test-support.ts';
import { listen, temporaryFolder } from './testing/listen.test-support.ts';
import { testSound } from './testing/tones.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

const SECONDS = 4;
const RATE = 48_000;
const planes = testSound(2, RATE, SECONDS);
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const coded = (muxer: string, encoder: string, more: Partial<EncodedSound> = {}) => {
  const file = join(temporaryFolder(), 'sound');
  encodeSound(file, planes, { muxer, encoder, sampleRateHz: RATE, bitRate: 128_000, ...more });
  return readFileSync(file);
};

/** What is said of the first `tenths` of a file. */
function outcome(whole: Buffer, tenths: number): { readonly seconds: number; readonly said: readonly string[] } {
  const file = join(temporaryFolder(), 'cut');
  writeFileSync(file, whole.subarray(0, Math.floor((whole.length * tenths) / 10)));
  try {
    const { format, warnings } = listen(file).pass;
    return { seconds: format.durationSeconds, said: warnings };
  } catch (error) {
    if (error instanceof SonothequeError) return { seconds: 0, said: [error.failure.message] };
    throw error;
  }
}

const LENGTH_KNOWN: readonly (readonly [string, () => Buffer])[] = [
  ['WAV', () => waveFile(planes, RATE)],
  ['RF64', () => waveFile(planes, RATE, { magic: 'RF64' })],
  ['Wave64', () => coded('w64', 'pcm_s24le')],
  ['AIFF', () => coded('aiff', 'pcm_s16be')],
  ['AU', () => coded('au', 'pcm_s16be')],
  ['FLAC', () => coded('flac', 'flac', { sampleFormat: AV_SAMPLE_FMT_S16 })],
  ['WavPack', () => coded('wv', 'wavpack', { sampleFormat: AV_SAMPLE_FMT_S16P })],
  ['MP3', () => coded('mp3', 'libmp3lame')],
  ['Ogg Vorbis', () => coded('ogg', 'libvorbis')],
  ['Opus', () => coded('ogg', 'libopus', { sampleFormat: AV_SAMPLE_FMT_S16 })],
  ['Matroska', () => coded('matroska', 'pcm_s16le')],
];

describe('a sound cut at every tenth', () => {
  it.each(LENGTH_KNOWN)('%s: what is there is heard, and that it ends early is said', (_, make) => {
    const whole = make();
    expect(outcome(whole, 10)).toMatchObject({ said: [] });
    for (const tenths of TENTHS) {
      const { seconds, said } = outcome(whole, tenths);
      expect(seconds).toBeLessThan(SECONDS);
      expect([tenths, said.some((sentence) => sentence.startsWith('The file ends early') || seconds === 0)]).toEqual([
        tenths,
        true,
      ]);
    }
    // Pages of Ogg hold a second.
    expect(outcome(whole, 5).seconds).toBeGreaterThan(SECONDS * 0.2);
  });

  it.each([
    ['M4A', () => coded('ipod', 'aac')],
    ['MOV', () => coded('mov', 'pcm_s16le')],
  ])('%s, whose index stands at its end, fails in plain words', (_, make) => {
    const whole = make();
    expect(outcome(whole, 10)).toMatchObject({ said: [] });
    for (const tenths of TENTHS) {
      expect(outcome(whole, tenths).said).toEqual([
        'This begins like an MP4 or QuickTime file, but the rest of its header is missing or wrong.',
      ]);
    }
  });

  it('AAC without a container says nothing of its length: neither whole nor cut is called short', () => {
    const whole = coded('adts', 'aac');
    for (const tenths of [5, 10]) {
      expect(outcome(whole, tenths).said.filter((sentence) => sentence.includes('ends early'))).toEqual([]);
    }
  });
});

describe('a file that changes while it is read', () => {
  const LONG_SECONDS = 60;
  const long = waveFile(testSound(1, 8000, LONG_SECONDS), 8000);

  function heardWhen(change: (file: string) => void) {
    const file = join(temporaryFolder(), 'sound.wav');
    writeFileSync(file, long);
    const steps = passOverFile(file);
    expect(steps.next().done).toBe(false);
    change(file);
    for (;;) {
      const step = steps.next();
      if (step.done) return { seconds: step.value.format.durationSeconds, said: step.value.warnings };
    }
  }

  it('grows: it ends where its header said', () => {
    expect(heardWhen((file) => appendFileSync(file, long))).toEqual({ seconds: LONG_SECONDS, said: [] });
  });

  it('shrinks: that it ends early is said', () => {
    const { seconds, said } = heardWhen((file) => truncateSync(file, 44));
    expect(seconds).toBeLessThan(LONG_SECONDS);
    expect(said).toContainEqual(expect.stringMatching(/^The file ends early/));
  });

  it.skipIf(process.platform === 'win32')('is deleted or replaced: what was opened is heard to its end', () => {
    expect(heardWhen((file) => rmSync(file))).toEqual({ seconds: LONG_SECONDS, said: [] });
    const replace = (file: string) => {
      writeFileSync(`${file}.new`, 'Something else.');
      renameSync(`${file}.new`, file);
    };
    expect(heardWhen(replace)).toEqual({ seconds: LONG_SECONDS, said: [] });
  });
});
