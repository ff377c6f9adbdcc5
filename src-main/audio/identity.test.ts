import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P } from 'node-av/constants';
import { describe, expect, it } from 'vitest';
import { inspectFile } from './index.ts';
import { type EncodedSound, encodeSound } from './testing/encode-sound.test-support.ts';
import { listen, temporaryFolder } from './testing/listen.test-support.ts';
import { testSound } from './testing/tones.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

const hashOf = (path: string) => {
  const { payloadHash } = listen(path).pass;
  expect(inspectFile(path).payloadHash).toBe(payloadHash);
  return payloadHash;
};
const planes = testSound(2, 44_100, 1.3);

/** An ID3v2.3 tag with one text frame. */
function id3v2(text: string): Buffer {
  const body = Buffer.concat([Buffer.from('\0', 'latin1'), Buffer.from(text, 'latin1')]);
  const frame = Buffer.from('TIT2\0\0\0\0\0\0', 'latin1');
  frame.writeUInt32BE(body.length, 4);
  const header = Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1');
  const size = frame.length + body.length;
  header[8] = size >> 7;
  header[9] = size & 127;
  return Buffer.concat([header, frame, body]);
}

/** An APEv2 tag with one item. */
function apeTag(text: string): Buffer {
  const item = Buffer.concat([Buffer.alloc(8), Buffer.from(`Title\0${text}`, 'latin1')]);
  item.writeUInt32LE(text.length, 0);
  const part = (flags: number) => {
    const bytes = Buffer.alloc(32);
    bytes.write('APETAGEX', 0, 'latin1');
    bytes.writeUInt32LE(2000, 8);
    bytes.writeUInt32LE(item.length + 32, 12);
    bytes.writeUInt32LE(1, 16);
    bytes.writeUInt32LE(flags, 20);
    return bytes;
  };
  return Buffer.concat([part(0xa0000000), item, part(0x80000000)]);
}

describe('identity is what is heard', () => {
  it('survives other chunks, another container and another name', () => {
    const folder = temporaryFolder();
    const write = (name: string, bytes: Buffer) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const plain = hashOf(write('a.wav', waveFile(planes, 44_100)));
    const list = Buffer.from('INFOINAM\u0006\0\0\0Door!\0', 'latin1');
    expect(
      hashOf(
        write(
          'b.wav',
          waveFile(planes, 44_100, { before: [['bext', Buffer.alloc(602, 65)]], after: [['LIST', list]] }),
        ),
      ),
    ).toBe(plain);
    expect(hashOf(write('c.wav', waveFile(planes, 44_100, { magic: 'RF64' })))).toBe(plain);
    expect(hashOf(write('d.mp3', waveFile(planes, 44_100)))).toBe(plain);
  });

  it('changes with one sample, the rate, or the number of channels', () => {
    const folder = temporaryFolder();
    const one = planes[0] ?? new Float32Array();
    const altered = one.slice();
    altered[20_000] = -(altered[20_000] ?? 0) + 0.5;
    const variants = [
      waveFile([one], 44_100),
      waveFile([altered], 44_100),
      waveFile([one], 48_000),
      waveFile([one.filter((_, index) => index % 2 === 0), one.filter((_, index) => index % 2 === 1)], 44_100),
    ];
    const hashes = variants.map((bytes, index) => {
      const file = join(folder, `${index}.wav`);
      writeFileSync(file, bytes);
      return hashOf(file);
    });
    expect(new Set(hashes).size).toBe(variants.length);
  });

  const coded: readonly (readonly [string, EncodedSound])[] = [
    ['FLAC', { muxer: 'flac', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 }],
    ['Ogg Vorbis', { muxer: 'ogg', encoder: 'libvorbis', sampleRateHz: 44_100, bitRate: 128_000 }],
    ['M4A', { muxer: 'ipod', encoder: 'alac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16P }],
    ['AIFF', { muxer: 'aiff', encoder: 'pcm_s16be', sampleRateHz: 44_100 }],
    ['Matroska', { muxer: 'matroska', encoder: 'flac', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16 }],
    ['MP3', { muxer: 'mp3', encoder: 'libmp3lame', sampleRateHz: 44_100, bitRate: 192_000 }],
  ];
  it.each(coded)('survives new tags in %s', (_, sound) => {
    const folder = temporaryFolder();
    encodeSound(join(folder, 'a'), planes, sound);
    encodeSound(join(folder, 'b'), planes, {
      ...sound,
      tags: { title: 'Door, wooden, slams '.repeat(200), comment: 'new' },
    });
    expect(readFileSync(join(folder, 'a')).equals(readFileSync(join(folder, 'b')))).toBe(false);
    expect(hashOf(join(folder, 'b'))).toBe(hashOf(join(folder, 'a')));
  });

  it.each([
    ['MP3', { muxer: 'mp3', encoder: 'libmp3lame', sampleRateHz: 44_100, bitRate: 192_000 }],
    ['WavPack', { muxer: 'wv', encoder: 'wavpack', sampleRateHz: 44_100, sampleFormat: AV_SAMPLE_FMT_S16P }],
    ['AAC', { muxer: 'adts', encoder: 'aac', sampleRateHz: 44_100, bitRate: 128_000 }],
  ] satisfies readonly (readonly [string, EncodedSound])[])('survives tags put behind %s', (_, sound) => {
    const folder = temporaryFolder();
    const plain = join(folder, 'plain');
    encodeSound(plain, planes, sound);
    const bytes = readFileSync(plain);
    const id3v1 = Buffer.concat([Buffer.from('TAGDoor', 'latin1'), Buffer.alloc(121)]);
    for (const [name, tagged] of [
      ['ape', Buffer.concat([bytes, apeTag('Door')])],
      ['id3v1', Buffer.concat([bytes, id3v1])],
      ['both', Buffer.concat([bytes, apeTag('Door, wooden'), id3v1])],
    ] as const) {
      writeFileSync(join(folder, name), tagged);
      expect([name, hashOf(join(folder, name))]).toEqual([name, hashOf(plain)]);
    }
    if (sound.muxer !== 'wv') {
      writeFileSync(join(folder, 'id3v2'), Buffer.concat([id3v2('Door'), bytes]));
      expect(hashOf(join(folder, 'id3v2'))).toBe(hashOf(plain));
    }
  });

  it('does not depend on the name, whatever bytes it has', () => {
    const folder = temporaryFolder();
    const plain = join(folder, 'plain.wav');
    writeFileSync(plain, waveFile(planes, 44_100));
    const names = [Buffer.from('new\nline 🚪 %41 #1.wav'), Buffer.from('http:door.wav'), Buffer.from('-i.wav')];
    // Only here are names bytes.
    if (process.platform === 'linux') names.push(Buffer.from([0x64, 0xff, 0xe9, 0x2e, 0x77, 0x61, 0x76]));
    for (const name of names) {
      const path = Buffer.concat([Buffer.from(`${folder}/`), name]);
      copyFileSync(plain, path);
      const { pass } = listen(path);
      expect(pass.payloadHash).toBe(hashOf(plain));
      expect(inspectFile(path).payloadHash).toBe(pass.payloadHash);
    }
  });
});
