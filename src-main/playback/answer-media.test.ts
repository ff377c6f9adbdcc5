import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AudioFormat } from '../../src-shared/contract/audio.ts';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { SampleSource } from '../audio/index.ts';
import { encodeSound } from '../audio/testing/encode-sound.test-support.ts';
import { testSound } from '../audio/testing/tones.test-support.ts';
import { waveFile } from '../audio/testing/wave-bytes.test-support.ts';
import { answerMedia, type MediaAnswer, type MediaRequest, type MediaSounds } from './answer-media.ts';
import { PlaybackDecoders } from './decoding/playback-decoders.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-playback-'));
const decoders = new PlaybackDecoders();
afterAll(() => {
  decoders.close();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
const files: Record<number, { path: Buffer; format: AudioFormat | null }> = {};

/** What the index says of a file; stereo PCM of a second unless said otherwise. */
function format(container: string, more: Partial<AudioFormat> = {}): AudioFormat {
  const plain = { codec: 'pcm_s16le', sampleRateHz: 48_000, bitDepth: 16, channels: 2, durationSeconds: 1 };
  return { container, ...plain, ...more };
}

function place(
  id: number,
  name: string | Buffer,
  heard: AudioFormat | null,
  content: Uint8Array | null = bytes,
): Buffer {
  const file = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
  if (content) writeFileSync(file, content);
  files[id] = { path: file, format: heard };
  return file;
}
place(1, 'door.wav', format('wav'));
place(2, Buffer.from([0x64, 0xff, 0xfe, 0x2e, 0x77]), format('wav'));
place(3, 'empty.wav', format('wav'), new Uint8Array());

const asked: unknown[] = [];
const sounds: MediaSounds = {
  file: async (id) => {
    asked.push(id);
    const file = files[id];
    if (!file) throw new SonothequeError({ code: 'not-in-catalogue', message: 'No such sound.', nextStep: null });
    return {
      pathBase64: file.path.toString('base64'),
      name: path.basename(file.path.toString()),
      format: file.format,
    };
  },
  peaks: async (id, points) => (id === 1 ? Uint8Array.of(1, 2, points ?? 3) : null),
  render: async (id, options) => {
    asked.push(options);
    const name = `part “é” of ${id}.wav`;
    const file = path.join(folder, name);
    writeFileSync(file, 'rendered');
    return { path: file, pathBase64: Buffer.from(file).toString('base64'), name, rendered: true };
  },
  decoders,
};

const ask = (request: Partial<MediaRequest> & { path: string }) =>
  answerMedia({ method: 'GET', range: null, ifRange: null, ...request }, sounds);

async function read(answer: MediaAnswer): Promise<Uint8Array> {
  return new Uint8Array(await new Response(answer.body as BodyInit | null).arrayBuffer());
}
async function failureOf(answer: MediaAnswer): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await read(answer)));
}
/** Open files below the folder, as the system lists them for this process. */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(folder) ? [target] : [];
    } catch {
      return [];
    }
  });
}

describe('a sound over HTTP', () => {
  it('is the whole file without a range', async () => {
    const answer = await ask({ path: '/audio/1' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': '300000',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
    });
    expect(Buffer.from(await read(answer)).equals(bytes)).toBe(true);
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=100000-299999', 100_000, 300_000],
    ['bytes=299000-', 299_000, 300_000],
    ['bytes=-70000', 230_000, 300_000],
    ['bytes=65535-65536', 65_535, 65_537],
  ])('is the part that %s names', async (range, from, to) => {
    const answer = await ask({ path: '/audio/1?again=2', range });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes ${from}-${to - 1}/300000`);
    expect(answer.headers['content-length']).toBe(String(to - from));
    expect(Buffer.from(await read(answer)).equals(bytes.subarray(from, to))).toBe(true);
  });

  it('has no part beyond its end', async () => {
    const answer = await ask({ path: '/audio/1', range: 'bytes=300000-' });
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */300000');
    expect(await failureOf(answer)).toMatchObject({ code: 'no-such-range' });
  });

  it('is given in parts only while it is the file that the player began with', async () => {
    const tag = (await ask({ path: '/audio/1', method: 'HEAD' })).headers.etag ?? '';
    expect((await ask({ path: '/audio/1', method: 'HEAD', range: 'bytes=5-', ifRange: tag })).status).toBe(206);
    const date = 'Wed, 21 Oct 2065 07:28:00 GMT';
    for (const ifRange of ['"other"', `W/${tag}`, date]) {
      expect((await ask({ path: '/audio/1', method: 'HEAD', range: 'bytes=5-', ifRange })).status).toBe(200);
    }
    writeFileSync(files[1]?.path ?? '', bytes);
    expect((await ask({ path: '/audio/1', method: 'HEAD', range: 'bytes=5-', ifRange: tag })).status).toBe(200);
  });

  it('has headers without a body for HEAD', async () => {
    const answer = await ask({ path: '/audio/1', method: 'HEAD', range: 'bytes=5-9' });
    expect(answer).toMatchObject({ status: 206, body: null, headers: { 'content-length': '5' } });
  });

  it('may have a name that is no text, or no bytes', async () => {
    expect((await read(await ask({ path: '/audio/2' }))).length).toBe(300_000);
    const empty = await ask({ path: '/audio/3' });
    expect(empty).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
  });

  it('is refused where nobody knows what it is, or the player could never play it', async () => {
    place(20, 'other', null);
    place(21, 'slow.wav', format('wav', { sampleRateHz: 2_000 }));
    for (const id of [20, 21]) {
      const answer = await ask({ path: `/audio/${id}` });
      expect(answer.status).toBe(415);
      expect(await failureOf(answer)).toMatchObject({ code: 'not-playable', nextStep: expect.any(String) });
    }
  });

  it.each([
    ['flac', 'flac', 'audio/flac'],
    ['mp3', 'mp3', 'audio/mpeg'],
    ['ogg', 'opus', 'audio/ogg'],
    ['m4a', 'aac', 'audio/mp4'],
    ['webm', 'opus', 'audio/webm'],
  ])('tells the player that %s of %s is %s', async (container, codec, type) => {
    place(22, 'playable', format(container, { codec }));
    const answer = await ask({ path: '/audio/22', method: 'HEAD' });
    expect(answer.headers).toMatchObject({ 'content-type': type, 'content-length': '300000' });
  });
});

const SECONDS = 2;
/** Files that Chromium can't play, and what the index says of them. */
const DECODED: readonly [string, (file: string) => void, Partial<AudioFormat> & { readonly container: string }][] = [
  ['AIFF', (file) => encode(file, 'aiff', 'pcm_s24be'), { container: 'aiff', codec: 'pcm_s24be', bitDepth: 24 }],
  ['Core Audio', (file) => encode(file, 'caf', 'pcm_s16le'), { container: 'caf' }],
  ['Wave64', (file) => encode(file, 'w64', 'pcm_f32le'), { container: 'w64', codec: 'pcm_f32le', bitDepth: 32 }],
  ['ADPCM', (file) => encode(file, 'wav', 'adpcm_ms'), { container: 'wav', codec: 'adpcm_ms', bitDepth: 4 }],
  ['ALAC', (file) => encode(file, 'ipod', 'alac'), { container: 'm4a', codec: 'alac', bitDepth: 24 }],
  ['WavPack', (file) => encode(file, 'wv', 'wavpack'), { container: 'wv', codec: 'wavpack', bitDepth: 16 }],
  ['WMA', (file) => encode(file, 'asf', 'wmav2'), { container: 'asf', codec: 'wmav2', bitDepth: null }],
  ['a film', (file) => encode(file, 'mov', 'pcm_s16le', 'mpeg4'), { container: 'mov' }],
  ['64-bit WAV', (file) => encode(file, 'wav', 'pcm_f64le'), { container: 'wav', codec: 'pcm_f64le', bitDepth: 64 }],
];
function encode(file: string, muxer: string, encoder: string, picture?: string): void {
  const lossy = encoder.startsWith('wma') ? { bitRate: 128_000 } : {};
  encodeSound(file, testSound(2, 48_000, SECONDS), {
    muxer,
    encoder,
    sampleRateHz: 48_000,
    ...lossy,
    ...(picture && { picture }),
  });
}

/** The indexed facts of a file, its length as a pass over all of it finds it. */
function placeDecoded(
  id: number,
  name: string,
  write: (file: string) => void,
  heard: Partial<AudioFormat> & { readonly container: string },
) {
  const file = place(id, name, null, null).toString();
  write(file);
  const source = new SampleSource(file);
  const all = source.read(0, 48_000 * 60);
  source.close();
  const { container, ...more } = heard;
  files[id] = {
    path: Buffer.from(file),
    format: format(container, { ...more, durationSeconds: (all[0]?.length ?? 0) / 48_000 }),
  };
  return all;
}

describe('a sound that the player can not play', { timeout: 60_000 }, () => {
  it.each(DECODED)(
    'is a WAV file of known length, whose parts are parts of the whole: %s',
    async (name, write, heard) => {
      const all = placeDecoded(50, name, write, heard);
      const head = await ask({ path: '/audio/50', method: 'HEAD' });
      const answer = await ask({ path: '/audio/50' });
      expect(answer.headers).toMatchObject({
        'content-type': 'audio/wav',
        'content-length': head.headers['content-length'],
      });
      const whole = Buffer.from(await read(answer));
      expect(String(whole.length)).toBe(head.headers['content-length']);
      const copy = path.join(folder, 'copy.wav');
      writeFileSync(copy, whole);
      const source = new SampleSource(copy);
      const played = source.read(0, 48_000 * 60);
      source.close();
      expect(played.map(({ length }) => length)).toEqual(all.map(({ length }) => length));
      expect(
        Math.max(
          ...all.map((plane, channel) =>
            plane.reduce((most, value, index) => Math.max(most, Math.abs(value - (played[channel]?.[index] ?? 9))), 0),
          ),
        ),
      ).toBeLessThan(1e-6);
      const size = whole.length;
      const parts = [
        [0, 1],
        [0, size],
        [17, 90],
        [43, 45],
        [50_001, 50_002],
        [size - 3, size],
        [100_003, 250_000],
        [77, size],
      ];
      for (const [from = 0, to = 0] of parts) {
        const part = await ask({ path: '/audio/50', range: `bytes=${from}-${to - 1}` });
        expect([part.status, part.headers['content-range']]).toEqual([206, `bytes ${from}-${to - 1}/${size}`]);
        expect([from, Buffer.from(await read(part)).equals(whole.subarray(from, to))]).toEqual([from, true]);
      }
      expect((await ask({ path: '/audio/50', range: `bytes=${size}-` })).status).toBe(416);
    },
  );

  it('has its channels folded to two, or those that are asked for', async () => {
    const tones = testSound(6, 48_000, 0.2).map((plane, channel) => plane.fill(0.1 * (channel + 1)));
    placeDecoded(
      51,
      'six.wav',
      (file) => writeFileSync(file, waveFile(tones, 48_000, { extensible: true, speakerMask: 0x3f })),
      { container: 'wav', channels: 6 },
    );
    const samples = async (address: string) => {
      const wave = Buffer.from(await read(await ask({ path: address })));
      return { channels: wave.readUInt16LE(22), wave };
    };
    const folded = await samples('/audio/51');
    expect(folded.channels).toBe(2);
    const loudest = 1 + 2 * Math.SQRT1_2;
    const left = (0.1 + Math.SQRT1_2 * 0.3 + Math.SQRT1_2 * 0.5) / loudest;
    expect(folded.wave.readFloatLE(folded.wave.length - 8)).toBeCloseTo(left, 4);
    const one = await samples('/audio/51?channel=4');
    expect([one.channels, one.wave.readInt16LE(one.wave.length - 2)]).toEqual([1, Math.round(0.4 * 32_768)]);
    const two = await samples('/audio/51?channel=6,1');
    expect([two.channels, two.wave.readInt16LE(two.wave.length - 4)]).toEqual([2, Math.round(0.6 * 32_768)]);
    expect(one.wave.equals(two.wave)).toBe(false);
    expect((await ask({ path: '/audio/51?channel=4', method: 'HEAD' })).headers.etag).not.toBe(
      (await ask({ path: '/audio/51', method: 'HEAD' })).headers.etag,
    );
    const beyond = await ask({ path: '/audio/51?channel=7' });
    expect([beyond.status, await failureOf(beyond)]).toMatchObject([404, { code: 'no-such-channel' }]);
  });

  it('says at once that it can not be decoded', async () => {
    place(52, 'noise.aiff', format('aiff'));
    const answer = await ask({ path: '/audio/52' });
    expect(answer.status).toBe(415);
    expect(await failureOf(answer)).toMatchObject({ code: 'not-audio' });
    place(53, 'gone.aiff', format('aiff'), null);
    expect((await ask({ path: '/audio/53' })).status).toBe(404);
  });

  it('is silent where the file is shorter than the index says', async () => {
    placeDecoded(54, 'short.aiff', (file) => encode(file, 'aiff', 'pcm_s16be'), {
      container: 'aiff',
      codec: 'pcm_s16be',
    });
    files[54] = {
      path: files[54]?.path ?? Buffer.alloc(0),
      format: format('aiff', { codec: 'pcm_s16be', durationSeconds: SECONDS + 1 }),
    };
    const wave = await read(await ask({ path: '/audio/54' }));
    expect(wave.length).toBe(44 + (SECONDS + 1) * 48_000 * 4);
    expect(wave.subarray(-48_000 * 4).every((byte) => byte === 0)).toBe(true);
  });

  it('is decoded only as far as somebody takes it, by few children however many listen', async () => {
    placeDecoded(55, 'long.aiff', (file) => encode(file, 'aiff', 'pcm_s16be'), {
      container: 'aiff',
      codec: 'pcm_s16be',
    });
    const readers = await Promise.all(
      Array.from({ length: 12 }, async () =>
        ((await ask({ path: '/audio/55' })).body as ReadableStream<Uint8Array>).getReader(),
      ),
    );
    const first = await Promise.all(readers.map((reader) => reader.read()));
    expect(first.every(({ value }) => (value?.length ?? 0) < 40_000)).toBe(true);
    expect(decoders.pids.length).toBeLessThanOrEqual(3);
    await Promise.all(readers.map((reader) => reader.cancel()));
  });
});

describe('a part to keep', () => {
  it('is a file to save, in parts if need be, under its name', async () => {
    asked.length = 0;
    const answer = await ask({
      path: '/render/7?from=1.5&to=2.25&handles=0.5&rate=48000&depth=16&channel=1,2&fade=5',
      range: 'bytes=0-3',
    });
    expect(asked).toMatchObject([
      {
        region: { startSeconds: 1.5, endSeconds: 2.25 },
        handlesSeconds: 0.5,
        sampleRateHz: 48_000,
        bitDepth: 16,
        channels: [1, 2],
        fadeMilliseconds: 5,
      },
    ]);
    expect(answer).toMatchObject({ status: 206, headers: { 'content-type': 'application/octet-stream' } });
    expect(answer.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''part%20%E2%80%9C%C3%A9%E2%80%9D%20of%207.wav",
    );
    expect(new TextDecoder().decode(await read(answer))).toBe('rend');
  });

  it.each([
    ...[
      '?from=1',
      '?to=1',
      '?from=-1&to=2',
      '?from=1e3&to=2',
      '?from=0x1&to=2',
      '?from=Infinity&to=NaN',
      '?from=1&to=2&from=3',
    ],
    ...[
      '?rate=1',
      '?rate=999999999',
      '?rate=47999',
      '?depth=8',
      '?depth=24.0',
      '?depth=',
      '?channel=0',
      '?channel=65',
      '?channel=1,,2',
    ],
    ...[
      '?channel=1&channel=2',
      '?handles=601',
      '?handles=99999999',
      '?fade=10001',
      '?folder=/etc',
      '?name=x',
      '?from[]=1&to=2',
      `?channel=${'1,'.repeat(99)}1`,
    ],
  ])('is not made for a request that makes no sense: %s', async (query) => {
    asked.length = 0;
    const answer = await ask({ path: `/render/7${query}` });
    expect([answer.status, asked]).toEqual([404, []]);
  });
});

describe('peaks over HTTP', () => {
  it('are the stored bytes', async () => {
    expect(await read(await ask({ path: '/peaks/1' }))).toEqual(Uint8Array.of(1, 2, 3));
    expect(await read(await ask({ path: '/peaks/1?points=200' }))).toEqual(Uint8Array.of(1, 2, 200));
  });
  it('say so where there are none', async () => {
    const answer = await ask({ path: '/peaks/2' });
    expect(answer.status).toBe(404);
    expect(await failureOf(answer)).toMatchObject({ code: 'no-peaks' });
  });
});

describe('what is no sound', () => {
  it.each([
    ...[
      '/audio/',
      '/audio',
      '/audio/0',
      '/audio/-1',
      '/audio/01',
      '/audio/1/',
      '/audio/1.5',
      '/audio/1e3',
      '/audio/0x1',
    ],
    ...['/audio/../../etc/passwd', '/audio/..%2f..%2fetc%2fpasswd', '/audio/%2e%2e/%2e%2e/etc/passwd', '/audio/1%00'],
    ...['/audio/..%252f..%252fetc%252fpasswd', '/audio/..\\..\\windows', '/audio/1/../../etc/passwd', '/audio/%31'],
    ...[
      '/audio//etc/passwd',
      '/audio/9999999999999999',
      '/audio/99999999999999999999',
      '/peaks/../audio/1',
      '/peaks/1?points=0',
      '/peaks/1?points=9999999',
      '/peaks/1?points=5&x=1',
      '/audio/١',
    ],
    ...[
      '/audio/1?channel=0',
      '/audio/1?channel=-1',
      '/audio/1?channel=1,2,3',
      '/audio/1?channel=999',
      '/audio/1?channel=1&channel=2',
    ],
    ...[
      '/audio/1?channel=1e1',
      '/audio/1?channel=',
      '/audio/1?channel=1%0a',
      '/audio/1?channel=../2',
      `/audio/1?channel=1&x=${'x'.repeat(300)}`,
      '/render/../audio/1',
    ],
    ...['/audio/1\n', '/AUDIO/1', '/audio/1;x', '/audio/1#x', '//audio/1', 'http://127.0.0.1/audio/1', ''],
  ])('is not looked up: %j', async (address) => {
    asked.length = 0;
    const answer = await ask({ path: address });
    expect(answer.status).toBe(404);
    expect(await failureOf(answer)).toMatchObject({ code: 'not-found' });
    expect(asked).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('is not changed by %s', async (method) => {
    expect(await ask({ path: '/audio/1', method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('is told apart: unknown, gone, forbidden, no ordinary file, engine away', async () => {
    place(30, 'gone.wav', format('wav'), null);
    place(31, 'folder.wav', format('wav'), null);
    mkdirSync(path.join(folder, 'folder.wav'));
    expect(await failureOf(await ask({ path: '/audio/99' }))).toMatchObject({ code: 'not-in-catalogue' });
    const gone = await ask({ path: '/audio/30' });
    expect(gone.status).toBe(404);
    expect(await failureOf(gone)).toEqual({
      code: 'file-missing',
      message: '“gone.wav” is not where it was.',
      nextStep: 'Connect its drive, or index its folder again.',
    });
    expect(await failureOf(await ask({ path: '/audio/31' }))).toMatchObject({ code: 'not-a-file' });
    const away = await answerMedia(
      { method: 'GET', path: '/audio/1', range: null, ifRange: null },
      {
        ...sounds,
        file: () => Promise.reject(new SonothequeError({ code: 'connection-lost', message: '', nextStep: null })),
      },
    );
    expect(away.status).toBe(503);
  });

  it.runIf(process.platform !== 'win32')('is never opened: a pipe, a device, links to them', async () => {
    const pipe = place(32, 'pipe.wav', format('wav'), null);
    execFileSync('mkfifo', [pipe.toString()]);
    place(33, 'link.wav', format('wav'), null);
    symlinkSync(pipe, path.join(folder, 'link.wav'));
    place(34, 'zero.wav', format('wav'), null);
    symlinkSync('/dev/zero', path.join(folder, 'zero.wav'));
    for (const id of [32, 33, 34]) {
      expect(await failureOf(await ask({ path: `/audio/${id}` }))).toMatchObject({ code: 'not-a-file' });
    }
  });

  it.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('is a file that may not be read', async () => {
    chmodSync(place(35, 'secret.wav', format('wav')), 0);
    expect((await ask({ path: '/audio/35' })).status).toBe(403);
  });
});

describe.runIf(process.platform === 'linux')('an open file', () => {
  it('is closed when it was read, refused, only asked about, or its reader went away', async () => {
    place(40, 'held.wav', format('wav'));
    await read(await ask({ path: '/audio/40', range: 'bytes=1-100000' }));
    await ask({ path: '/audio/40', method: 'HEAD' });
    await ask({ path: '/audio/40', range: 'bytes=400000-' });
    const left = await ask({ path: '/audio/40' });
    expect(openFiles()).toHaveLength(1);
    const reader = (left.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.cancel();
    expect(openFiles()).toEqual([]);
  });

  it('ends the answer with an error when it becomes shorter, and is closed', async () => {
    const file = place(41, 'shrinking.wav', format('wav'));
    const answer = await ask({ path: '/audio/41' });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    truncateSync(file, 70_000);
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toMatchObject({ failure: { code: 'cut-short' } });
    expect(openFiles()).toEqual([]);
  });

  it('is read only as far as somebody takes it', async () => {
    place(42, 'long.wav', format('wav'));
    const answer = await ask({ path: '/audio/42' });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const first = await reader.read();
    expect(first.value?.length).toBe(65_536);
    await reader.cancel();
  });
});
