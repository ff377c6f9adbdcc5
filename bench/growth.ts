import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { embeddingLength, type ListenedSound, openCatalogue } from '../src-main/catalogue/index.ts';
import type { ModelVersionId, PayloadHash } from '../src-shared/contract/identifiers.ts';

const MODEL = 'bench' as ModelVersionId;
const FRAMES_A_SOUND = 5;
const SOUNDS_A_BATCH = 200;
const SEARCHES = 20;

export type GrowthRow = {
  readonly frames: number;
  /** Storing 200 sounds of 5 frames. */
  readonly storeMilliseconds: number;
  readonly textMilliseconds: number;
  readonly similarMilliseconds: number;
  readonly bytesAFrame: number;
};

/** How storing and searching slow down while a catalogue grows; medians over several runs at each size. */
export async function measureGrowth(folder: string, sizes: readonly number[]): Promise<readonly GrowthRow[]> {
  const file = path.join(folder, 'growth.sonotheque');
  const catalogue = await openCatalogue(file, {});
  try {
    await catalogue.registerModelVersion({ id: MODEL, name: 'bench', lineage: null, embeddingMean: null });
    const root = { bytes: Buffer.from('/bench'), display: '/bench' };
    const library = await catalogue.addLibrary({ name: 'bench', root });
    const rows: GrowthRow[] = [];
    let frames = 0;
    for (const size of sizes) {
      let storing: number[] = [];
      while (frames < size) {
        const batch = Array.from({ length: SOUNDS_A_BATCH }, (_, index) =>
          sound(library.id, frames / FRAMES_A_SOUND + index),
        );
        const started = performance.now();
        await catalogue.storeListened(batch);
        storing = [...storing.slice(-9), performance.now() - started];
        frames += SOUNDS_A_BATCH * FRAMES_A_SOUND;
      }
      const queryVectors = randomVectors(1);
      // The first search after a change reads what is new into memory.
      await catalogue.similar({ queryVectors, limit: 50 });
      rows.push({
        frames,
        storeMilliseconds: median(storing),
        textMilliseconds: await repeat(async () => {
          const { id } = await catalogue.query({ text: 'door slam' });
          await catalogue.page(id, 0, 100);
          await catalogue.releaseResultSet(id);
        }),
        similarMilliseconds: await repeat(async () => void (await catalogue.similar({ queryVectors, limit: 50 }))),
        bytesAFrame: await bytesOnDisk(file).then((bytes) => bytes / frames),
      });
    }
    return rows;
  } finally {
    await catalogue.close();
  }
}

async function bytesOnDisk(file: string): Promise<number> {
  const { stat } = await import('node:fs/promises');
  const sizes = await Promise.all(
    [file, `${file}-wal`, `${file}-index`, `${file}-index-wal`].map((name) =>
      stat(name).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function repeat(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < SEARCHES; run += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const WORDS = [
  'door',
  'slam',
  'wood',
  'rain',
  'metal',
  'hit',
  'car',
  'pass',
  'wind',
  'glass',
  'heavy',
  'close',
  'room',
];

function sound(libraryId: ListenedSound['libraryId'], number: number): ListenedSound {
  const word = (step: number) => WORDS[(number * step) % WORDS.length] ?? '';
  const name = `${word(1)}/${word(3)}_${word(5)}_${number}.wav`;
  return {
    libraryId,
    path: { bytes: Buffer.from(name), display: name },
    hints: { sizeBytes: 600_000 + number, modifiedNs: BigInt(number), edgesHash: randomBytes(16).toString('hex') },
    payloadHash: randomBytes(16).toString('hex') as PayloadHash,
    format: {
      container: 'wav',
      codec: 'pcm_s24le',
      sampleRateHz: 48_000,
      bitDepth: 24,
      channels: 2,
      durationSeconds: 7,
    },
    loudness: { samplePeakDbfs: -3, integratedLufs: -20 },
    metadata: { fields: {}, entries: [], warnings: [] },
    peaks: new Uint8Array(4_000),
    vectors: {
      modelVersion: MODEL,
      embeddings: randomVectors(FRAMES_A_SOUND),
      levelsDb: new Float32Array(FRAMES_A_SOUND),
    },
    suggestions: {
      modelVersion: MODEL,
      suggestions: [{ category: 'DOORS', catId: null, probability: 0.5, evidence: [] }],
    },
  };
}

function randomVectors(count: number): Float32Array {
  return Float32Array.from({ length: count * embeddingLength }, () => Math.random() - 0.5);
}
