import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelVersionId, PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import { type Catalogue, embeddingLength, type Library, type ListenedSound, type PathName } from '../types.ts';

export const modelVersion = 'test-model' as ModelVersionId;
export const editor = { author: 'editor', device: 'desk' } as const;

export const pathName = (text: string): PathName => ({ bytes: new Uint8Array(Buffer.from(text)), display: text });

/** A payload hash told apart by a number. */
export const payload = (number: number): PayloadHash => number.toString(16).padStart(32, '0') as PayloadHash;

/** A new folder and how to remove it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sonotheque-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Everything an iteration gives. */
export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Numbers that look random and are always the same (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** n × 512 numbers around zero. */
export function embeddings(frames: number, seed: number): Float32Array {
  const random = randomNumbers(seed);
  return Float32Array.from({ length: frames * embeddingLength }, () => random() + random() + random() - 1.5);
}

/** What listening to a two-frame file gave; `changes` overrides any part. */
export function listened(
  library: Library,
  path: string,
  hash: PayloadHash,
  changes: Partial<ListenedSound> = {},
): ListenedSound {
  return {
    libraryId: library.id,
    path: pathName(path),
    hints: { sizeBytes: 1000, modifiedNs: 1_700_000_000_123_456_789n, edgesHash: hash.slice(-16) },
    payloadHash: hash,
    format: {
      container: 'wav',
      codec: 'pcm_s24le',
      sampleRateHz: 48_000,
      bitDepth: 24,
      channels: 2,
      durationSeconds: 3.5,
    },
    loudness: { samplePeakDbfs: -1, integratedLufs: -23 },
    metadata: { fields: {}, entries: [], warnings: [] },
    peaks: Uint8Array.of(1, 2, 3),
    vectors: {
      modelVersion,
      embeddings: embeddings(2, Number.parseInt(hash, 16)),
      levelsDb: Float32Array.of(-20, -30),
    },
    suggestions: {
      modelVersion,
      suggestions: [{ category: 'DOORS', catId: null, probability: 0.8, evidence: [] }],
    },
    ...changes,
  };
}

/** Walks a library: sees these files, listens to those that are new or changed, finishes. */
export async function scan(catalogue: Catalogue, library: Library, files: readonly ListenedSound[]) {
  const scanId = await catalogue.beginScan(library.id);
  const states = await catalogue.recordSeen(
    library.id,
    scanId,
    files.map(({ path, hints }) => ({ path, ...hints })),
  );
  const wanted = files.filter((_, i) => states[i] === 'new' || states[i] === 'changed');
  const stored = await catalogue.storeListened(wanted);
  const result = await catalogue.finishScan(library.id, scanId);
  return { states, stored, result };
}
