import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FileSource, memorySource, ReadLimitReached, sourceFrom } from './byte-source.ts';
import { MetadataCollector } from './collector.ts';
import { concat, formatChunk, info, lines, ReadingBench, u32 } from './file-builder.test-support.ts';
import { readRiff } from './riff.ts';

const bench = new ReadingBench();
afterAll(() => bench.clear());

describe('reading a file in parts', () => {
  it('costs a few kilobytes of a large recording', () => {
    const soundBytes = 64 * 2 ** 20;
    const path = bench.path('long.wav');
    const opening = concat('RIFF', u32(soundBytes + 200), 'WAVE', formatChunk, 'data', u32(soundBytes));
    const ending = info({ INAM: 'End' });
    const file = openSync(path, 'w');
    writeSync(file, opening, 0, opening.length, 0);
    ftruncateSync(file, opening.length + soundBytes);
    writeSync(file, ending, 0, ending.length, opening.length + soundBytes);
    closeSync(file);

    const source = new FileSource(path);
    const collector = new MetadataCollector();
    readRiff(source, 0, collector);
    source.close();
    expect(lines(collector.entries)).toEqual(['info:INAM=End']);
    expect(source.bytesRead).toBeLessThan(16_384);
  });

  it('ends where a file asks for more than metadata is worth', () => {
    const path = bench.path('large');
    const file = openSync(path, 'w');
    ftruncateSync(file, 128 * 2 ** 20);
    closeSync(file);
    const source = new FileSource(path);
    expect(() => {
      for (let offset = 0; offset < source.sizeBytes; offset += 2 ** 20) source.read(offset, 2 ** 20);
    }).toThrow(ReadLimitReached);
    source.close();
  });

  it('gives fewer bytes at the end and none outside', () => {
    for (const source of [memorySource(Buffer.from('abcdef')), sourceFrom(memorySource(Buffer.from('xxabcdef')), 2)]) {
      expect(source.sizeBytes).toBe(6);
      expect(source.read(1, 3).toString()).toBe('bcd');
      expect(source.read(4, 100).toString()).toBe('ef');
      expect(source.read(100, 5)).toHaveLength(0);
      expect(source.read(-1, 5)).toHaveLength(0);
    }
  });
});
