import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectFile, passOverFile } from './index.ts';
import { temporaryFolder } from './testing/listen.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

/** Twenty minutes of 96 kHz, 24 bits, stereo: 691 MB that take no room on the disk. */
function longFile(): string {
  const seconds = 1200;
  const bytes = seconds * 96_000 * 6;
  const header = waveFile([new Float32Array(), new Float32Array()], 96_000, { coding: 's24' });
  header.writeUInt32LE(bytes + 36, 4);
  header.writeUInt32LE(bytes, 40);
  const file = join(temporaryFolder(), 'long.wav');
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, header);
  ftruncateSync(descriptor, header.length + bytes);
  closeSync(descriptor);
  return file;
}

describe('a long sound', () => {
  it('is read without holding it in memory', () => {
    const file = longFile();
    const before = process.memoryUsage().rss;
    let largest = 0;
    let blocks = 0;
    for (const chunk of passOverFile(file)) {
      expect(chunk.rows).toBeLessThanOrEqual(850);
      blocks += chunk.blocks;
      largest = Math.max(largest, process.memoryUsage().rss);
    }
    expect(blocks).toBe(Math.floor((Math.ceil((1200 * 44_100) / 1024) + 1 - 100) / 50) + 1);
    expect((largest - before) / 1e6).toBeLessThan(200);
    inspectFile(file);
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(200);
  });
});
