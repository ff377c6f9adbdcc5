import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type Catalogue, embeddingLength, type Library, openCatalogue } from './index.ts';
import { embeddings, listened, modelVersion, pathName, payload, temporaryFolder } from './testing/fixtures.ts';

const soundCount = 3000;
const framesEach = 3;
const groupCount = 40;

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let library: Library;
const vectorsOf = (n: number): Float32Array => {
  // In groups around a common centre, as real embeddings are: signs without the mean would say little.
  const centre = embeddings(1, 77);
  const group = embeddings(1, 10_000_000 + (n % groupCount));
  const shared = centre.map((value, i) => 2 * value + (group[i] ?? 0));
  return embeddings(framesEach, n).map((value, at) => value + (shared[at % embeddingLength] ?? 0));
};

beforeAll(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  const embeddingMean = embeddings(1, 77).map((value) => 2 * value);
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean });
  for (let n = 1; n <= soundCount; n += 200) {
    await catalogue.storeListened(
      Array.from({ length: 200 }, (_, i) => n + i).map((k) =>
        listened(library, `${k}.wav`, payload(k), {
          vectors: { modelVersion, embeddings: vectorsOf(k), levelsDb: new Float32Array(framesEach) },
        }),
      ),
    );
  }
});
afterAll(async () => {
  await catalogue.close();
  folder.remove();
});

function exactly(query: Float32Array): { soundId: number; similarity: number }[] {
  const found = [];
  for (let n = 1; n <= soundCount; n++) {
    const vectors = vectorsOf(n);
    let best = -1;
    for (let at = 0; at < vectors.length; at += embeddingLength) {
      let [dot, a, b] = [0, 0, 0];
      for (let i = 0; i < embeddingLength; i++) {
        const [x, y] = [query[i] ?? 0, vectors[at + i] ?? 0];
        dot += x * y;
        a += x * x;
        b += y * y;
      }
      best = Math.max(best, dot / Math.sqrt(a * b));
    }
    found.push({ soundId: n, similarity: best });
  }
  return found.sort((a, b) => b.similarity - a.similarity);
}

describe('similar sounds', () => {
  it('finds what an exact search finds (recall at 50 of random vectors in groups)', async () => {
    const query = vectorsOf(1_000_000).subarray(0, embeddingLength);
    const found = await catalogue.similar({ queryVectors: query, limit: 50 });
    const exact = exactly(query);
    const wanted = new Set(exact.slice(0, 50).map(({ soundId }) => soundId));
    expect(found.filter(({ soundId }) => wanted.has(soundId)).length).toBeGreaterThanOrEqual(49);
    expect(found[0]?.similarity).toBeCloseTo(exact[0]?.similarity ?? 0, 2);
  });

  it('finds a sound by its own frame, names the frame, and leaves it out on demand', async () => {
    const queryVectors = vectorsOf(42).subarray(2 * embeddingLength);
    const [best] = await catalogue.similar({ queryVectors, limit: 1 });
    expect(best).toMatchObject({ soundId: 42, frameIndex: 2 });
    expect(best?.similarity).toBeGreaterThan(0.999);
    const others = await catalogue.similar({ queryVectors, limit: 50, excludeSoundId: 42 as SoundId });
    expect(others).toHaveLength(50);
    expect(others.map(({ soundId }) => soundId)).not.toContain(42);
  });

  it('looks only at the sounds of a result set', async () => {
    const filter = await catalogue.query({ text: '17, 18, 19' });
    const queryVectors = vectorsOf(42);
    const found = await catalogue.similar({ queryVectors, limit: 50, filterResultSetId: filter.id });
    expect(found.map(({ soundId }) => soundId).sort()).toEqual([17, 18, 19]);
  });

  it('finds copies, which share their vectors', async () => {
    const [copy] = await catalogue.storeListened([listened(library, 'copy of 42.wav', payload(42), { vectors: null })]);
    const found = await catalogue.similar({ queryVectors: vectorsOf(42), limit: 2 });
    expect(found.map(({ soundId }) => soundId).sort()).toEqual([42, copy?.soundId].sort());
  });

  it('marks the sound itself and its copies, before others of the same likeness, and names both frames of the pair', async () => {
    const [copy] = await catalogue.storeListened([listened(library, 'copy of 50.wav', payload(50), { vectors: null })]);
    const request = { queryVectors: vectorsOf(50), soundId: 50 as SoundId, limit: 3 };
    const found = await catalogue.similar(request);
    expect(found.map(({ soundId, relation }) => [soundId, relation])).toEqual([
      [50, 'itself'],
      [copy?.soundId, 'copy'],
      [expect.any(Number), 'other'],
    ]);
    expect(found[0]?.queryFrameIndex).toBe(found[0]?.frameIndex);
    expect(await catalogue.similar(request)).toEqual(found);
  });

  it('compares whole sounds: one that lacks a part of the query comes behind one that has it', async () => {
    const [a, b, c] = [5_000_001, 5_000_002, 5_000_003].map((seed) => embeddings(1, seed));
    const sounding = (...frames: (Float32Array | undefined)[]) =>
      Float32Array.from(frames.flatMap((frame) => Array.from(frame ?? [])));
    const store = async (number: number, vectors: Float32Array) => {
      const sound = listened(library, `${number}.wav`, payload(number), {
        vectors: { modelVersion, embeddings: vectors, levelsDb: new Float32Array(vectors.length / embeddingLength) },
      });
      return (await catalogue.storeListened([sound]))[0]?.soundId;
    };
    const half = await store(900_001, sounding(a, c));
    const whole = await store(900_002, sounding(b, a, a));
    const queryVectors = sounding(a, b);
    const found = await catalogue.similar({ queryVectors, mode: 'whole', limit: 2 });
    expect(found.map(({ soundId }) => soundId)).toEqual([whole, half]);
    expect(found[0]?.similarity).toBeCloseTo(1, 2);
    const moments = await catalogue.similar({ queryVectors, mode: 'moment', limit: 2 });
    for (const { similarity } of moments) expect(similarity).toBeCloseTo(1, 2);
  });

  it('keeps an order that no query gives, page by page', async () => {
    const found = await catalogue.similar({ queryVectors: vectorsOf(42), limit: 120 });
    const ids = found.map(({ soundId }) => soundId);
    const kept = await catalogue.keepResultSet(ids);
    expect(kept.count).toBe(120);
    expect((await catalogue.page(kept.id, 100, 100)).map(({ id }) => id)).toEqual(ids.slice(100));
    expect(await catalogue.positionOf(kept.id, ids[7] ?? (0 as SoundId))).toBe(7);
    await catalogue.releaseResultSet(kept.id);
    await expect(catalogue.page(kept.id, 0, 1)).rejects.toMatchObject({ failure: { code: 'result-set-gone' } });
  });

  it('ends when nobody wants the answer any more, and answers the next', async () => {
    const ended = new AbortController();
    const request = { queryVectors: vectorsOf(42), limit: 50 };
    const older = catalogue.similar(request, ended.signal);
    ended.abort(new Error('a newer search'));
    await expect(older).rejects.toThrow('a newer search');
    expect(await catalogue.similar(request)).toHaveLength(50);
  });

  it('does not keep other questions waiting', async () => {
    const order: string[] = [];
    const search = catalogue
      .similar({ queryVectors: vectorsOf(42), mode: 'whole', limit: 1000 })
      .then(() => order.push('similar'));
    await catalogue.status().then(() => order.push('status'));
    await search;
    expect(order).toEqual(['status', 'similar']);
  });

  it('finds in an index of before, which lacks the factors of the sign bits, what it finds in a new one', async () => {
    const request = { queryVectors: vectorsOf(42), mode: 'whole', limit: 50 } as const;
    const found = await catalogue.similar(request);
    await catalogue.close();
    const path = join(folder.path, 'test.sonotheque');
    const index = new Sqlite(`${path}-index`);
    index.exec(
      'ALTER TABLE sign_bits DROP COLUMN factors; DROP TABLE projections; DROP TABLE projected_places; DROP TABLE sound_names; DROP TABLE sound_features; DROP TABLE suggestion_scorings; PRAGMA user_version = 3',
    );
    index.close();
    catalogue = await openCatalogue(path);
    expect(catalogue.repairs).toEqual([]);
    expect(await catalogue.similar(request)).toEqual(found);
  });
});
