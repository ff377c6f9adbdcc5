import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { AV_SAMPLE_FMT_S16 } from 'node-av/constants';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { decodePeaks } from '../../src-shared/peaks/index.ts';
import { encodeSound } from './testing/encode-sound.test-support.ts';
import { listen, temporaryFolder } from './testing/listen.test-support.ts';
import { testSound } from './testing/tones.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

/** A command of every Unix. */
const makePipe = 'mkfifo';

function failureOf(path: string) {
  try {
    listen(path);
  } catch (error) {
    if (error instanceof SonothequeError) return error.failure;
    throw error;
  }
  throw new Error('It was read.');
}

function fileOf(bytes: Uint8Array | string): string {
  const file = join(temporaryFolder(), 'file.wav');
  writeFileSync(file, bytes);
  return file;
}

const planes = testSound(2, 44_100, 3);

describe('files that are no sounds', () => {
  it('empty', () => {
    expect(failureOf(fileOf(''))).toMatchObject({ code: 'empty-file', message: 'The file is empty.' });
  });

  it.each(['Door, wooden, slams.\n', '#EXTM3U\nhttp://localhost/door.wav\n', 'ffconcat version 1.0\nfile other.wav\n'])(
    'text named like a sound',
    (text) => {
      expect(failureOf(fileOf(text.repeat(20)))).toMatchObject({
        code: 'not-audio',
        message: 'This is not audio: it begins with text.',
      });
    },
  );

  it.each([
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 255))],
    ['zeros', Buffer.alloc(5000)],
    ['an image', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500)])],
  ])('%s', (_, bytes) => {
    expect(failureOf(fileOf(bytes)).code).toMatch(/^(not-audio|damaged|no-samples)$/);
  });

  it('a header without sound', () => {
    expect(failureOf(fileOf(waveFile([new Float32Array()], 44_100)))).toMatchObject({ code: 'no-samples' });
  });

  it('no channels, or no rate', () => {
    const zeroChannels = waveFile(planes, 44_100);
    zeroChannels.writeUInt16LE(0, 22);
    expect(failureOf(fileOf(zeroChannels)).code).toMatch(/^(impossible-format|not-audio)$/);
    const zeroRate = waveFile(planes, 44_100);
    zeroRate.writeUInt32LE(0, 24);
    expect(failureOf(fileOf(zeroRate)).code).toMatch(/^(impossible-format|not-audio)$/);
  });

  it('a missing file, a folder, a broken link, a pipe, a device', () => {
    const folder = temporaryFolder();
    expect(failureOf(join(folder, 'gone.wav'))).toMatchObject({ code: 'missing-file' });
    mkdirSync(join(folder, 'folder.wav'));
    expect(failureOf(join(folder, 'folder.wav'))).toMatchObject({
      code: 'not-a-file',
      message: 'This is a folder, not a file.',
    });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.wav'));
    expect(failureOf(join(folder, 'link.wav'))).toMatchObject({ code: 'missing-file' });
    if (process.platform === 'win32') return;
    execFileSync(makePipe, [join(folder, 'pipe.wav')]);
    expect(failureOf(join(folder, 'pipe.wav'))).toMatchObject({
      code: 'not-a-file',
      message: 'This is not a file but a pipe.',
    });
    expect(failureOf('/dev/zero')).toMatchObject({ code: 'not-a-file' });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a file that may not be read', () => {
    const file = fileOf(waveFile(planes, 44_100));
    chmodSync(file, 0);
    expect(failureOf(file)).toMatchObject({ code: 'no-permission' });
  });
});

describe('damaged sounds', () => {
  it('cut short: what is there is heard, with a warning', () => {
    const whole = waveFile(planes, 44_100);
    const file = fileOf(whole);
    truncateSync(file, Math.round(whole.length / 2) + 1);
    const { pass } = listen(file);
    expect(pass.format.durationSeconds).toBeCloseTo(1.5, 2);
    expect(pass.warnings).toEqual(['The file ends early: 1.5 of 3.0 seconds are there.']);
  });

  it.each([
    ['WAV', null],
    ['FLAC', { muxer: 'flac', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 }],
    ['Ogg Vorbis', { muxer: 'ogg', encoder: 'libvorbis', sampleRateHz: 44_100, bitRate: 128_000 }],
    ['MP3', { muxer: 'mp3', encoder: 'libmp3lame', sampleRateHz: 44_100, bitRate: 192_000 }],
    ['M4A', { muxer: 'ipod', encoder: 'aac', sampleRateHz: 44_100, bitRate: 128_000 }],
  ] as const)('%s cut anywhere is heard in part or fails in plain words', (_, sound) => {
    const folder = temporaryFolder();
    const original = join(folder, 'original');
    if (sound === null) writeFileSync(original, waveFile(planes, 44_100));
    else encodeSound(original, planes, sound);
    const copy = join(folder, 'copy');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        copyFileSync(original, copy);
        truncateSync(copy, Math.floor(share * statSync(original).size));
        try {
          expect(listen(copy).pass.format.durationSeconds).toBeLessThan(3.2);
        } catch (error) {
          expect(error).toBeInstanceOf(SonothequeError);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('noise in the middle of a FLAC: the rest is heard, with a warning', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.flac');
    encodeSound(file, planes, {
      muxer: 'flac',
      encoder: 'flac',
      sampleRateHz: 44_100,
      sampleFormat: AV_SAMPLE_FMT_S16,
    });
    const bytes = readFileSync(file);
    bytes.fill(0xaa, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.45));
    writeFileSync(file, bytes);
    const { pass } = listen(file);
    expect(pass.format.durationSeconds).toBeGreaterThan(2.3);
    expect(pass.warnings.length).toBeGreaterThan(0);
  });

  it('samples that are no numbers count as silence', () => {
    const broken = planes.map((plane) => plane.slice());
    for (const [index, value] of [NaN, Infinity, -Infinity].entries())
      broken[0]?.fill(value, 1000 * index, 1000 * index + 5);
    const { pass, mel } = listen(fileOf(waveFile(broken, 44_100, { coding: 'f32' })));
    expect(pass.warnings).toEqual(['15 samples were not numbers and count as silence.']);
    expect(mel.every(Number.isFinite)).toBe(true);
    expect(pass.loudness.samplePeakDbfs).toBeLessThan(0);
  });

  it('silence and a single sample are sounds', () => {
    const silence = listen(fileOf(waveFile([new Float32Array(44_100)], 44_100)));
    expect(silence.pass).toMatchObject({ blockCount: 1, loudness: { samplePeakDbfs: null, integratedLufs: null } });
    expect(silence.chunks[0]?.blockLevelsDb).toEqual(Float32Array.of(-120));
    const single = listen(fileOf(waveFile([Float32Array.of(0.5)], 44_100)));
    expect(single.pass).toMatchObject({ blockCount: 1, format: { durationSeconds: 1 / 44_100 } });
    expect(decodePeaks(single.pass.peaks).levels[0]?.points).toBe(1);
  });
});
