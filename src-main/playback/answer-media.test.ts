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
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { answerMedia, type MediaAnswer, type MediaRequest, type MediaSounds } from './answer-media.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-playback-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
const files: Record<number, { path: Buffer; container: string | null }> = {};
function place(
  id: number,
  name: string | Buffer,
  container: string | null,
  content: Uint8Array | null = bytes,
): Buffer {
  const file = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
  if (content) writeFileSync(file, content);
  files[id] = { path: file, container };
  return file;
}
place(1, 'door.wav', 'wav');
place(2, Buffer.from([0x64, 0xff, 0xfe, 0x2e, 0x77]), 'wav');
place(3, 'empty.wav', 'wav', new Uint8Array());

const asked: unknown[] = [];
const sounds: MediaSounds = {
  file: async (id) => {
    asked.push(id);
    const file = files[id];
    if (!file) throw new SonothequeError({ code: 'not-in-catalogue', message: 'No such sound.', nextStep: null });
    return {
      pathBase64: file.path.toString('base64'),
      name: path.basename(file.path.toString()),
      container: file.container,
    };
  },
  peaks: async (id) => (id === 1 ? Uint8Array.of(1, 2, 3) : null),
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

  it.each(['aiff', 'aifc', 'caf', 'w64', 'asf', 'wv', 'ac3', 'mov', 'matroska', 'something-new', null])(
    'says that %s cannot be played yet',
    async (container) => {
      place(20, 'other', container);
      const answer = await ask({ path: '/audio/20' });
      expect(answer.status).toBe(415);
      expect(await failureOf(answer)).toMatchObject({ code: 'not-playable', nextStep: expect.any(String) });
    },
  );

  it.each([
    ['flac', 'audio/flac'],
    ['mp3', 'audio/mpeg'],
    ['ogg', 'audio/ogg'],
    ['m4a', 'audio/mp4'],
    ['webm', 'audio/webm'],
  ])('tells the player that %s is %s', async (container, type) => {
    place(21, 'playable', container);
    expect((await ask({ path: '/audio/21', method: 'HEAD' })).headers['content-type']).toBe(type);
  });
});

describe('peaks over HTTP', () => {
  it('are the stored bytes', async () => {
    expect(await read(await ask({ path: '/peaks/1' }))).toEqual(Uint8Array.of(1, 2, 3));
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
      '/audio/١',
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
    place(30, 'gone.wav', 'wav', null);
    place(31, 'folder.wav', 'wav', null);
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
    const pipe = place(32, 'pipe.wav', 'wav', null);
    execFileSync('mkfifo', [pipe.toString()]);
    place(33, 'link.wav', 'wav', null);
    symlinkSync(pipe, path.join(folder, 'link.wav'));
    place(34, 'zero.wav', 'wav', null);
    symlinkSync('/dev/zero', path.join(folder, 'zero.wav'));
    for (const id of [32, 33, 34]) {
      expect(await failureOf(await ask({ path: `/audio/${id}` }))).toMatchObject({ code: 'not-a-file' });
    }
  });

  it.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('is a file that may not be read', async () => {
    chmodSync(place(35, 'secret.wav', 'wav'), 0);
    expect((await ask({ path: '/audio/35' })).status).toBe(403);
  });
});

describe.runIf(process.platform === 'linux')('an open file', () => {
  it('is closed when it was read, refused, only asked about, or its reader went away', async () => {
    place(40, 'held.wav', 'wav');
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
    const file = place(41, 'shrinking.wav', 'wav');
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
    place(42, 'long.wav', 'wav');
    const answer = await ask({ path: '/audio/42' });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const first = await reader.read();
    expect(first.value?.length).toBe(65_536);
    await reader.cancel();
  });
});
