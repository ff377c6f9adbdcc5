import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P, AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S32P } from 'node-av/constants';
import { describe, expect, it } from 'vitest';
import { inspectFile } from './index.ts';
import { type EncodedSound, encodeSound } from './testing/encode-sound.test-support.ts';
import { cosine, listen, temporaryFolder } from './testing/listen.test-support.ts';
import { encodePictures } from './testing/picture-track.test-support.ts';
import { testSound } from './testing/tones.test-support.ts';
import { type WaveOptions, waveFile } from './testing/wave-bytes.test-support.ts';

const SECONDS = 3;

/** Name, what the file is, what must be recognised, how near the mel rows must come to the WAV original. */
type Case = {
  readonly name: string;
  readonly sound: EncodedSound;
  readonly channels?: number;
  readonly container: string;
  readonly codec: string;
  readonly depth: number | null;
  readonly nearness?: number;
};

const pcm = (muxer: string, codec: string, extra: Partial<Case> & { readonly depth: number }): Case => ({
  name: `${codec} in ${muxer}`,
  sound: { muxer, encoder: codec, sampleRateHz: 44_100 },
  container: muxer,
  codec,
  ...extra,
});
const LOSSY = 0.98;
const lossy = (muxer: string, encoder: string, extra: Partial<Case>): Case => ({
  name: `${encoder} in ${muxer}`,
  sound: { muxer, encoder, sampleRateHz: 44_100, bitRate: 192_000 },
  container: muxer,
  codec: encoder,
  depth: null,
  nearness: LOSSY,
  ...extra,
});
const opus = (muxer: string): EncodedSound => ({
  muxer,
  encoder: 'libopus',
  sampleRateHz: 48_000,
  bitRate: 160_000,
  sampleFormat: AV_SAMPLE_FMT_S16,
});

const CASES: readonly Case[] = [
  pcm('wav', 'pcm_u8', { depth: 8, nearness: 0.99 }),
  pcm('wav', 'pcm_s16le', { depth: 16 }),
  pcm('wav', 'pcm_s24le', { depth: 24 }),
  pcm('wav', 'pcm_s32le', { depth: 32 }),
  pcm('wav', 'pcm_f32le', { depth: 32 }),
  pcm('wav', 'pcm_f64le', { depth: 64 }),
  pcm('wav', 'pcm_alaw', { depth: 8, nearness: 0.99 }),
  pcm('wav', 'pcm_mulaw', { depth: 8, nearness: 0.99 }),
  pcm('wav', 'adpcm_ms', { depth: 4, nearness: LOSSY }),
  pcm('w64', 'pcm_s16le', { depth: 16 }),
  pcm('w64', 'pcm_s24le', { depth: 24 }),
  pcm('w64', 'pcm_f32le', { depth: 32 }),
  pcm('aiff', 'pcm_s8', { depth: 8, nearness: 0.99 }),
  pcm('aiff', 'pcm_s16be', { depth: 16 }),
  pcm('aiff', 'pcm_s24be', { depth: 24 }),
  pcm('aiff', 'pcm_s32be', { depth: 32 }),
  pcm('aiff', 'pcm_f32be', { depth: 32, container: 'aifc' }),
  pcm('aiff', 'pcm_f64be', { depth: 64, container: 'aifc' }),
  pcm('aiff', 'pcm_alaw', { depth: 8, container: 'aifc', nearness: 0.99 }),
  pcm('aiff', 'pcm_mulaw', { depth: 8, container: 'aifc', nearness: 0.99 }),
  pcm('aiff', 'pcm_s16le', { depth: 16, container: 'aifc' }),
  pcm('caf', 'pcm_s16be', { depth: 16 }),
  pcm('caf', 'pcm_s24be', { depth: 24 }),
  pcm('caf', 'pcm_f32le', { depth: 32 }),
  pcm('caf', 'pcm_f64le', { depth: 64 }),
  pcm('caf', 'pcm_alaw', { depth: 8, nearness: 0.99 }),
  pcm('au', 'pcm_s16be', { depth: 16 }),
  pcm('au', 'pcm_s24be', { depth: 24 }),
  pcm('au', 'pcm_mulaw', { depth: 8, nearness: 0.99 }),
  pcm('mov', 'pcm_s16be', { depth: 16 }),
  pcm('mov', 'pcm_s24le', { depth: 24 }),
  pcm('matroska', 'pcm_s16le', { depth: 16 }),
  pcm('flac', 'flac', {
    depth: 16,
    sound: { muxer: 'flac', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 },
  }),
  pcm('flac', 'flac', {
    name: 'flac, 24 bits, 96 kHz',
    depth: 24,
    sound: { muxer: 'flac', encoder: 'flac', sampleRateHz: 96_000, sampleFormat: AV_SAMPLE_FMT_S32, depth: 24 },
  }),
  pcm('ogg', 'flac', {
    depth: 16,
    sound: { muxer: 'ogg', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 },
  }),
  pcm('ipod', 'alac', {
    depth: 16,
    container: 'm4a',
    sound: { muxer: 'ipod', encoder: 'alac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16P },
  }),
  pcm('caf', 'alac', {
    depth: 24,
    sound: { muxer: 'caf', encoder: 'alac', sampleRateHz: 48_000, sampleFormat: AV_SAMPLE_FMT_S32P, depth: 24 },
  }),
  pcm('wv', 'wavpack', {
    depth: 16,
    sound: { muxer: 'wv', encoder: 'wavpack', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16P },
  }),
  lossy('ogg', 'libvorbis', { codec: 'vorbis' }),
  lossy('webm', 'libvorbis', { codec: 'vorbis' }),
  lossy('ogg', 'libopus', { codec: 'opus', sound: opus('ogg') }),
  lossy('webm', 'libopus', { codec: 'opus', sound: opus('webm') }),
  lossy('matroska', 'libopus', { codec: 'opus', sound: opus('matroska') }),
  lossy('mp3', 'libmp3lame', { codec: 'mp3' }),
  // Here nothing tells how much silence the encoder put in front.
  lossy('wav', 'libmp3lame', { codec: 'mp3', nearness: 0.9 }),
  // Files of layer II have no container of their own.
  lossy('mp2', 'mp2', { container: 'mp3', nearness: 0.9 }),
  lossy('ipod', 'aac', { container: 'm4a' }),
  lossy('mp4', 'aac', {}),
  lossy('adts', 'aac', { container: 'aac', nearness: 0.9 }),
  lossy('latm', 'aac', { container: 'loas', codec: 'aac_latm', nearness: 0.9 }),
  lossy('ac3', 'ac3', { nearness: 0.9 }),
  lossy('asf', 'wmav1', { nearness: 0.9 }),
  lossy('asf', 'wmav2', { nearness: 0.9 }),
];

describe('every format of a sound library', () => {
  it.each(CASES)('$name is recognised and sounds like the original', (one) => {
    const folder = temporaryFolder();
    const { sampleRateHz } = one.sound;
    const planes = testSound(one.channels ?? 2, sampleRateHz, SECONDS);
    const original = join(folder, 'original.wav');
    writeFileSync(original, waveFile(planes, sampleRateHz, { coding: 'f32' }));
    const file = join(folder, 'coded');
    encodeSound(file, planes, one.sound);

    const { pass, mel } = listen(file);
    expect(pass.warnings).toEqual([]);
    expect(pass.format).toMatchObject({
      container: one.container,
      codec: one.codec,
      bitDepth: one.depth,
      sampleRateHz,
      channels: 2,
    });
    expect(pass.format.durationSeconds).toBeCloseTo(SECONDS, 0);
    expect(cosine(mel, listen(original).mel)).toBeGreaterThan(one.nearness ?? 0.9999);
    expect(inspectFile(file).payloadHash).toBe(pass.payloadHash);
    expect(inspectFile(file).format).toMatchObject({ container: one.container, codec: one.codec, channels: 2 });
    expect(inspectFile(file).format.durationSeconds).toBeCloseTo(pass.format.durationSeconds, 0);
  });
});

const WAVES: readonly (readonly [string, WaveOptions, string, string, number])[] = [
  ['RF64', { magic: 'RF64' }, 'rf64', 'pcm_s16le', 16],
  ['BW64', { magic: 'BW64', coding: 's24' }, 'bw64', 'pcm_s24le', 24],
  ['24 bits in 32', { coding: 's24in32', extensible: true }, 'wav', 'pcm_s32le', 24],
  ['extensible float', { coding: 'f32', extensible: true }, 'wav', 'pcm_f32le', 32],
  ['extensible 24 bits', { coding: 's24', extensible: true, speakerMask: 3 }, 'wav', 'pcm_s24le', 24],
];

describe('WAV files that muxers rarely write', () => {
  it.each(WAVES)('%s', (_, options, container, codec, depth) => {
    const folder = temporaryFolder();
    const planes = testSound(2, 44_100, SECONDS);
    const original = join(folder, 'original.wav');
    const file = join(folder, 'file.wav');
    writeFileSync(original, waveFile(planes, 44_100, { coding: 'f32' }));
    writeFileSync(file, waveFile(planes, 44_100, options));
    const { pass, mel } = listen(file);
    expect(pass.format).toEqual({
      container,
      codec,
      bitDepth: depth,
      sampleRateHz: 44_100,
      channels: 2,
      durationSeconds: SECONDS,
    });
    expect(pass.warnings).toEqual([]);
    expect(cosine(mel, listen(original).mel)).toBeGreaterThan(0.9999);
  });

  it.each([8000, 11_025, 22_050, 32_000, 88_200, 192_000, 384_000])('%i Hz', (sampleRateHz) => {
    const file = join(temporaryFolder(), 'file.wav');
    writeFileSync(file, waveFile(testSound(1, sampleRateHz, SECONDS), sampleRateHz, { coding: 's24' }));
    const { pass, mel } = listen(file);
    expect(pass.format).toMatchObject({ sampleRateHz, channels: 1, durationSeconds: SECONDS });
    expect(mel.length / 96).toBe(100);
  });
});

const FILMS: readonly (readonly [string, string, string, string, number | null])[] = [
  ['mov', 'mjpeg', 'pcm_s24le', 'pcm_s24le', 24],
  ['mp4', 'mpeg4', 'aac', 'aac', null],
  ['matroska', 'mpeg4', 'libvorbis', 'vorbis', null],
  ['webm', 'libvpx', 'libvorbis', 'vorbis', null],
  ['avi', 'mjpeg', 'pcm_s16le', 'pcm_s16le', 16],
  ['mpegts', 'mpeg2video', 'mp2', 'mp2', null],
];

describe('films', () => {
  it.each(FILMS)('%s with %s pictures: its %s sound is heard', (muxer, picture, encoder, codec, bitDepth) => {
    const folder = temporaryFolder();
    const planes = testSound(2, 44_100, SECONDS);
    const original = join(folder, 'original.wav');
    writeFileSync(original, waveFile(planes, 44_100, { coding: 'f32' }));
    const film = join(folder, 'film');
    encodeSound(film, planes, { muxer, encoder, sampleRateHz: 44_100, bitRate: 192_000, picture });
    const { pass, mel } = listen(film);
    expect(pass.warnings).toEqual([]);
    expect(pass.format).toMatchObject({ container: muxer, codec, bitDepth, sampleRateHz: 44_100, channels: 2 });
    expect(pass.format.durationSeconds).toBeCloseTo(SECONDS, 1);
    expect(cosine(mel, listen(original).mel)).toBeGreaterThan(0.9);
    expect(inspectFile(film).payloadHash).toBe(pass.payloadHash);
  });

  it('without sound: that is what is said', () => {
    const film = join(temporaryFolder(), 'film');
    encodePictures(film, 'matroska', 'mpeg4', 1);
    expect(() => listen(film)).toThrow('There is no sound in this file.');
  });
});

describe('channels', () => {
  it.each([1, 2, 3, 6, 8, 9, 24, 64])('%i channels are mixed by their plain mean', (channels) => {
    const folder = temporaryFolder();
    const planes = testSound(channels, 44_100, SECONDS);
    const mean = Float32Array.from({ length: planes[0]?.length ?? 0 }, (_, index) =>
      planes.reduce((sum, plane) => sum + (plane[index] ?? 0) / channels, 0),
    );
    const many = join(folder, 'many.wav');
    const mono = join(folder, 'mono.wav');
    writeFileSync(
      many,
      waveFile(planes, 44_100, { coding: 'f32', extensible: true, speakerMask: channels === 6 ? 0x3f : 0 }),
    );
    writeFileSync(mono, waveFile([mean], 44_100, { coding: 'f32' }));
    const heard = listen(many);
    expect(heard.pass.format.channels).toBe(channels);
    expect(cosine(heard.mel, listen(mono).mel)).toBeGreaterThan(0.999999);
  });

  it('5.1 through a decoder is mixed by its plain mean, too', () => {
    const folder = temporaryFolder();
    const planes = testSound(6, 48_000, SECONDS);
    const coded = join(folder, 'coded.flac');
    const plain = join(folder, 'plain.wav');
    encodeSound(coded, planes, {
      muxer: 'flac',
      encoder: 'flac',
      sampleRateHz: 48_000,
      sampleFormat: AV_SAMPLE_FMT_S16,
    });
    writeFileSync(plain, waveFile(planes, 48_000, { coding: 'f32' }));
    expect(cosine(listen(coded).mel, listen(plain).mel)).toBeGreaterThan(0.9999);
  });
});
