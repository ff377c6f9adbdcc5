import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundFile } from './look-at-file.ts';
import { isSoundFileName } from './sound-files.ts';
import { walk } from './walk.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sonotheque-walk-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(name: string, content = 'x'): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
}

async function found(excluded: readonly string[] = []): Promise<Map<string, FoundFile>> {
  const files = new Map<string, FoundFile>();
  const excludedRoots = excluded.map((name) => Buffer.from(path.join(root, name)));
  for await (const one of walk(Buffer.from(root), excludedRoots)) {
    if (one.kind === 'file') files.set(one.relativePath.toString('latin1'), one);
  }
  return files;
}

describe('walking a library', () => {
  it('finds sounds and videos by name, at any depth, in any case', async () => {
    put('Doors/Slam.WAV', 'four');
    put('clip.mov');
    put('notes.txt');
    put('README');
    const files = await found();
    expect([...files.keys()].sort()).toEqual(['Doors/Slam.WAV', 'clip.mov']);
    expect(files.get('Doors/Slam.WAV')).toMatchObject({ sizeBytes: 4, problem: null });
  });

  it('leaves out hidden files, hidden folders, resource forks and what systems keep on a drive', async () => {
    put('._door.wav');
    put('.trash/door.wav');
    put('lost+found/door.wav');
    put('__MACOSX/._door.wav');
    put('door.wav');
    expect([...(await found()).keys()]).toEqual(['door.wav']);
  });

  it.runIf(process.platform === 'linux')('keeps names that are not valid UTF-8', async () => {
    const name = Buffer.from([0x64, 0xff, 0xfe, 0x2e, 0x77, 0x61, 0x76]);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), 'x');
    const [file] = (await found()).values();
    expect(file?.relativePath.equals(name)).toBe(true);
  });

  it('follows links to folders once, and ends in a loop', async () => {
    put('real/door.wav');
    symlinkSync(root, path.join(root, 'real', 'loop'));
    symlinkSync(path.join(root, 'real'), path.join(root, 'alias'));
    expect([...(await found()).keys()]).toEqual(['real/door.wav']);
  });

  it('takes in a linked folder that lies elsewhere', async () => {
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-walk-other-'));
    writeFileSync(path.join(elsewhere, 'rain.wav'), 'x');
    symlinkSync(elsewhere, path.join(root, 'drive'));
    expect([...(await found()).keys()]).toEqual(['drive/rain.wav']);
    rmSync(elsewhere, { recursive: true });
  });

  it.skipIf(process.platform === 'win32')('names what must not be opened, with the reason', async () => {
    symlinkSync('gone.wav', path.join(root, 'dangling.wav'));
    symlinkSync('self.wav', path.join(root, 'self.wav'));
    execFileSync('mkfifo', [path.join(root, 'pipe.wav')]);
    const server = net.createServer().listen(path.join(root, 'socket.wav'));
    await new Promise((resolve) => server.once('listening', resolve));
    const files = await found();
    server.close();
    const codes = Object.fromEntries([...files].map(([name, file]) => [name, file.problem?.code]));
    expect(codes).toEqual({
      'dangling.wav': 'dangling-link',
      'self.wav': 'link-loop',
      'pipe.wav': 'not-a-file',
      'socket.wav': 'not-a-file',
    });
    expect(files.get('pipe.wav')?.problem?.message).toBe('This is a pipe, not a file; it was not opened.');
  });

  it('follows no link upwards, nor into another library', async () => {
    put('library/door.wav');
    put('other/deep/rain.wav');
    symlinkSync(root, path.join(root, 'library', 'up'));
    symlinkSync('/', path.join(root, 'library', 'disk'));
    symlinkSync(path.join(root, 'other', 'deep'), path.join(root, 'library', 'across'));
    const names = [];
    for await (const one of walk(Buffer.from(path.join(root, 'library')), [Buffer.from(path.join(root, 'other'))])) {
      names.push(path.relative(root, one.path.toString()));
    }
    expect(names).toEqual(['library/door.wav']);
  });

  it('leaves out the roots of other libraries', async () => {
    put('a/door.wav');
    put('b/rain.wav');
    expect([...(await found(['b'])).keys()]).toEqual(['a/door.wav']);
  });

  it('reports a root that went away', async () => {
    const reports = [];
    for await (const one of walk(Buffer.from(path.join(root, 'gone')))) reports.push(one);
    expect(reports).toMatchObject([{ kind: 'unreadable-folder', failure: { code: 'unreadable-folder' } }]);
  });
});

describe('names of sound files', () => {
  it.each(['a.wav', 'a.b.FLAC', 'ünï 😀\n.ogg'])('%j is one', (name) => {
    expect(isSoundFileName(Buffer.from(name))).toBe(true);
  });
  it.each(['wav', 'a.txt', '.wav', '._a.wav', 'a.wav.part', ''])('%j is not', (name) => {
    expect(isSoundFileName(Buffer.from(name))).toBe(false);
  });
});
