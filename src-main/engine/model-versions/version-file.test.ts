import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { readSafetensors, writeSafetensors } from '../../encoder/index.ts';
import { madeUpBlocks, tinyVersion } from '../../encoder/tiny-version.fixture.ts';
import { readVersionFile, type VersionParts, writeVersionFile } from './version-file.ts';

const parts: VersionParts = {
  description: {
    format: 1,
    id: 'tiny-0123456789',
    name: 'Tiny “doors”',
    createdAt: '2026-01-02T03:04:05.000Z',
    architecture: { width: 4, adapter: true },
    base: null,
    lineage: {
      parents: [],
      madeFrom: 'run',
      trains: 'encoder',
      datasets: [{ name: 'Doors', classKind: 'category', classes: 2, sounds: 7 }],
      datasetsFingerprint: 'abc',
      configuration: { name: 'x' },
      outcome: null,
      productVersion: '1.0.0',
      licences: ['CC BY 4.0'],
    },
    parity: { fp32Cosine: 1, int8Cosine: 0.999, usesInt8: true, int8Refusal: null, blocks: 3 },
    suggestionHead: 'catalogue',
  },
  weights: tinyVersion({ width: 4, adapter: true }),
  suggestionHead: {
    tensors: new Map([['head.biases', { shape: [82], values: new Float32Array(82).fill(0.5) }]]),
    metadata: { format: '2' },
  },
  calibration: { maxima: { mel: 1 }, channelMaxima: { 'block1.conv1.output': [1, 2, 3, 4] }, meanEmbedding: [0, 1, 2] },
  checkBlocks: madeUpBlocks(3),
};
const file = writeVersionFile(parts);
const refusalOf = (bytes: Uint8Array): string => {
  try {
    readVersionFile(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof SonothequeError) return error.failure.code;
    throw error;
  }
};
const rewritten = (change: (contents: ReturnType<typeof readSafetensors>) => ReturnType<typeof readSafetensors>) =>
  writeSafetensors(change(readSafetensors(file)));

describe('a model version as one file', () => {
  it('is read as it was written', () => {
    const read = readVersionFile(file);
    expect(read.description).toEqual(parts.description);
    expect(read.calibration).toEqual(parts.calibration);
    expect(read.checkBlocks).toEqual(parts.checkBlocks);
    expect(read.suggestionHead).toEqual(parts.suggestionHead);
    expect(read.weights.metadata).toEqual(parts.weights.metadata);
    for (const [name, tensor] of parts.weights.tensors) expect(read.weights.tensors.get(name)).toEqual(tensor);
    expect(read.weights.tensors.size).toBe(parts.weights.tensors.size);
  });

  it('is written the same each time', () => {
    expect(Buffer.compare(writeVersionFile(parts), file)).toBe(0);
  });

  it('is refused with a reason when it is of another program, or too new', () => {
    expect(refusalOf(new TextEncoder().encode('GIF89a and so on, for a while'))).toBe('bad-model-file');
    expect(refusalOf(writeSafetensors({ tensors: new Map(), metadata: {} }))).toBe('not-a-model-file');
    const newer = rewritten(({ tensors, metadata }) => ({
      tensors,
      metadata: { ...metadata, format: 'sonotheque-model 2' },
    }));
    expect(refusalOf(newer)).toBe('model-version-newer');
  });

  it('is refused when it says something else than when it was written', () => {
    for (const name of ['description', 'calibration', 'weights', 'suggestionHead', 'checksum'])
      expect(
        refusalOf(
          rewritten(({ tensors, metadata }) => ({ tensors, metadata: { ...metadata, [name]: `${metadata[name]} ` } })),
        ),
        name,
      ).toBe('bad-model-file');
    const [first = ''] = parts.weights.tensors.keys();
    const less = rewritten(({ tensors, metadata }) => ({
      tensors: new Map([...tensors].filter(([name]) => name !== first)),
      metadata,
    }));
    expect(refusalOf(less)).toBe('bad-model-file');
  });

  it('is refused when its tensors lie over each other, which would take more memory than it has bytes', () => {
    const header = Buffer.from(
      JSON.stringify(
        Object.fromEntries(
          Array.from({ length: 5_000 }, (_, at) => [`t${at}`, { dtype: 'F32', shape: [4], data_offsets: [0, 16] }]),
        ),
      ),
    );
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    expect(refusalOf(Buffer.concat([length, header, Buffer.alloc(16)]))).toBe('bad-model-file');
  });

  it('is refused wherever a byte is another, or it ends before its end', () => {
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const mutated = file.slice();
        mutated[at] = (mutated[at] ?? 0) ^ change;
        // A space more or less in the header's filling changes nothing that is said.
        const same = JSON.stringify(text(mutated)) === JSON.stringify(text(file));
        if (!same || at >= dataStart(file)) expect(refusalOf(mutated)).not.toBe('read');
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), (end) => {
        expect(refusalOf(file.subarray(0, end))).not.toBe('read');
      }),
      { numRuns: 60 },
    );
  });

  it('never does worse than refuse, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(refusalOf(bytes)).not.toBe('read');
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.json(), fc.uint8Array({ maxLength: 64 }), (json, data) => {
        const header = Buffer.from(json);
        const length = Buffer.alloc(8);
        length.writeBigUInt64LE(BigInt(header.length));
        expect(refusalOf(Buffer.concat([length, header, data]))).not.toBe('read');
      }),
      { numRuns: 200 },
    );
  });
});

const dataStart = (bytes: Uint8Array): number => 8 + Number(Buffer.from(bytes).readBigUInt64LE(0));

/** What the header says; `null` where it says nothing. */
function text(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.subarray(8, dataStart(bytes))).toString('utf8'));
  } catch {
    return null;
  }
}
