import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  aiff,
  bext,
  chunk,
  chunkBe,
  concat,
  flacBlock,
  id3Frame,
  id3Tag,
  info,
  ixml,
  lines,
  mp3Frames,
  ReadingBench,
  soundChunk,
  u32,
  vorbisComment,
  wav,
} from './file-builder.test-support.ts';
import { readEmbeddedMetadata } from './index.ts';

const bench = new ReadingBench();
afterAll(() => bench.clear());

const starterFolder = new URL('../../../e2e/starter-sounds/', import.meta.url);
const starterSounds = readdirSync(starterFolder)
  .filter((name) => /\.(wav|flac|ogg|mp3|aiff?|m4a|opus|wv)$/i.test(name))
  .slice(0, 4)
  .map((name) => readFileSync(new URL(name, starterFolder)).subarray(0, 60_000));

const samples = [
  wav(bext({ description: 'slam', version: 2 }), ixml('<SCENE>1</SCENE>'), soundChunk, info({ INAM: 'Door' })),
  aiff(chunkBe('NAME', 'Door'), chunkBe('ID3 ', id3Tag(4, id3Frame('TIT2', Buffer.from([3]), 'x')))),
  concat('fLaC', flacBlock(2, false, 'riff', bext({})), flacBlock(4, true, vorbisComment(['A=b', 'C=d']))),
  concat(id3Tag(3, id3Frame('TIT2', Buffer.from([0]), 'Door')), mp3Frames(10)),
  ...starterSounds,
];

describe('any bytes', () => {
  it('never throw and never take long', async () => {
    const mutation = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom('replace', 'insert', 'remove', 'cut'),
    });
    const mutated = fc
      .tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 12 }))
      .map(([sample, mutations]) => mutations.reduce(mutate, sample));
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const started = performance.now();
        await bench.read(bytes);
        expect(performance.now() - started).toBeLessThan(2000);
      }),
      { numRuns: 300 },
    );
  });

  it('of pure chance give no entries worth keeping but no failure either', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await bench.read(Buffer.from(bytes));
        await bench.read(concat('RIFF', u32(bytes.length), 'WAVE', Buffer.from(bytes)));
      }),
    );
  });
});

describe('any order of chunks', () => {
  const text = fc.stringMatching(/^[A-Za-z0-9äé]{1,30}$/);
  const block = fc.oneof(
    text.map((value) => ({ bytes: info({ INAM: value }), line: `info:INAM=${value}` })),
    text.map((value) => ({ bytes: ixml(`<NOTE>${value}</NOTE>`), line: `ixml:NOTE=${value}` })),
    text.map((value) => ({ bytes: bext({ description: value }), line: `bext:Description=${value}` })),
    fc.uint8Array({ maxLength: 300 }).map((value) => ({ bytes: chunk('junk', Buffer.from(value)), line: null })),
    fc.nat(3000).map((size) => ({ bytes: chunk('data', Buffer.alloc(size, 3)), line: null })),
  );

  it('gives every entry in the order of the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 12 }), async (blocks) => {
        const { entries, warnings } = await bench.read(wav(...blocks.map(({ bytes }) => bytes)));
        const kept = lines(entries).filter((line) => /^(info:INAM|ixml:NOTE|bext:Description)/.test(line));
        expect(kept).toEqual(blocks.map(({ line }) => line).filter((line) => line !== null));
        expect(warnings).toEqual([]);
      }),
    );
  });
});

describe('bounds', () => {
  it('keep at most 16 MiB of a block and a quarter of a million characters of an entry', async () => {
    const { entries, warnings } = await bench.read(wav(chunk('axml', Buffer.alloc(17 * 2 ** 20, 0x61))));
    expect(entries[0]?.value).toHaveLength(256 * 1024);
    expect(warnings).toHaveLength(2);
  });

  it('leave lists inside lists inside lists alone', async () => {
    let nested = info({ INAM: 'deep' });
    for (let depth = 0; depth < 200; depth++) nested = chunk('LIST', 'INFO', nested);
    await expect(bench.read(wav(nested))).resolves.toBeDefined();
  });

  it('let opening fail as opening fails', async () => {
    await expect(readEmbeddedMetadata(bench.path('nothing.wav'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readEmbeddedMetadata(bench.path('..'))).rejects.toMatchObject({ failure: { code: 'not-a-file' } });
  });

  it('read paths that are no text', async () => {
    await expect(readEmbeddedMetadata(Buffer.from(bench.path('nothing')))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('find nothing in an empty file', async () => {
    expect(await bench.read(Buffer.alloc(0))).toEqual({ fields: {}, entries: [], warnings: [] });
  });
});

type Mutation = { readonly at: number; readonly value: number; readonly kind: string };

function mutate(bytes: Buffer, { at, value, kind }: Mutation): Buffer {
  const place = Math.floor(at * at * bytes.length);
  const head = bytes.subarray(0, place);
  if (kind === 'cut') return head;
  const keptFrom = kind === 'insert' ? place : place + 1;
  return kind === 'remove'
    ? Buffer.concat([head, bytes.subarray(keptFrom)])
    : Buffer.concat([head, Buffer.from([value]), bytes.subarray(keptFrom)]);
}
