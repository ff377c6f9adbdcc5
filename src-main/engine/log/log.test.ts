import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'log-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const lines = (): readonly Record<string, unknown>[] =>
  readFileSync(path.join(folder, 'logs', 'engine.log'), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));

describe('the log', () => {
  it('holds an object a line, for its user only', async () => {
    const log = openLog(path.join(folder, 'logs'));
    log.note('child ended', { role: 'decode', reason: 'signal SIGSEGV' });
    log.fault('sounds.query', new Error('impossible'));
    await log.close();
    expect(lines()).toMatchObject([
      { level: 30, msg: 'child ended', role: 'decode', reason: 'signal SIGSEGV', pid: process.pid },
      { level: 50, msg: 'fault', where: 'sounds.query', err: { message: 'impossible' } },
    ]);
    expect(statSync(path.join(folder, 'logs')).mode & 0o077).toBe(0);
    expect(statSync(path.join(folder, 'logs', 'engine.log')).mode & 0o077).toBe(0);
  });

  it('names slow requests only', async () => {
    const log = openLog(path.join(folder, 'logs'));
    log.slow('sounds.page', 3);
    log.slow('sounds.query', 512.4);
    await log.close();
    expect(lines()).toMatchObject([{ procedure: 'sounds.query', milliseconds: 512 }]);
  });

  it('goes on in a new file, and keeps a few', async () => {
    const log = openLog(path.join(folder, 'logs'), { fileSize: '10K', keptFiles: 2 });
    for (let n = 0; n < 400; n += 1) {
      log.note('filler', { text: 'x'.repeat(200) });
      // The stream turns files between writes.
      if (n % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await log.close();
    const files = readdirSync(path.join(folder, 'logs')).filter((name) => name.endsWith('.log'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.length).toBeLessThanOrEqual(3);
  });

  it('never stands in the way: where it can not be written, it is not', async () => {
    writeFileSync(path.join(folder, 'logs'), 'a file where the folder should be');
    const log = openLog(path.join(folder, 'logs'));
    log.note('opened');
    await log.close();
    rmSync(path.join(folder, 'logs'));
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    const denied = openLog(path.join(folder, 'logs'));
    denied.note('opened');
    await denied.close();
    chmodSync(folder, 0o700);
  });
});
