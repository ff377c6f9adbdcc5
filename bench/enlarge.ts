import { createHash } from 'node:crypto';
import {
  type Catalogue,
  embeddingLength,
  type ListenedSound,
  openCatalogue,
  type StoredVectors,
} from '../src-main/catalogue/index.ts';
import { randomNumbers } from '../src-main/catalogue/testing/fixtures.ts';
import type { PayloadHash, SoundId } from '../src-shared/contract/identifiers.ts';

const SOUNDS_A_BATCH = 100;

/**
 * Grows a catalogue of real sounds into a large one. A new sound is a real one moved some way (a tenth to half) towards
 * another real sound of the same library, frame by frame, and each frame is moved once more by the difference of two
 * frames of some real sound: what lies between sounds and how frames of one sound scatter both stay real. Numbers that
 * would fall below zero end there, as the encoder's do.
 */
export async function enlarge(fromFile: string, toFile: string, frameCount: number): Promise<void> {
  const real = await openCatalogue(fromFile, { readOnly: true });
  const grown = await openCatalogue(toFile);
  try {
    const model = (await real.modelVersions()).find(({ active }) => active);
    if (model === undefined) throw new Error('The catalogue of real sounds has no model.');
    await grown.registerModelVersion(model);
    const sounds = await realSounds(real);
    const library = await grown.addLibrary({
      name: 'bench',
      root: { bytes: Buffer.from('/bench'), display: '/bench' },
    });
    const random = randomNumbers(1);
    const pick = () => sounds[Math.floor(random() * sounds.length)] as StoredVectors;
    let frames = 0;
    let number = 0;
    while (frames < frameCount) {
      const batch: ListenedSound[] = [];
      for (let place = 0; place < SOUNDS_A_BATCH; place += 1) {
        const source = sounds[number % sounds.length] as StoredVectors;
        // The first pass over the sounds keeps them as they are.
        const embeddings =
          number < sounds.length ? source.embeddings : moved(source, neighbourOf(sounds, number, random), pick, random);
        batch.push(newSound(library.id, number, model.id, embeddings, source.levelsDb));
        frames += embeddings.length / embeddingLength;
        number += 1;
      }
      await grown.storeListened(batch);
    }
  } finally {
    await real.close();
    await grown.close();
  }
}

async function realSounds(catalogue: Catalogue): Promise<StoredVectors[]> {
  const set = await catalogue.query({ status: 'indexed', sort: { by: 'path' } });
  const sounds: StoredVectors[] = [];
  const seen = new Set<PayloadHash>();
  for await (const row of catalogue.rows(set)) {
    if (row.payloadHash === null || seen.has(row.payloadHash)) continue;
    seen.add(row.payloadHash);
    const vectors = await catalogue.vectors(row.id as SoundId);
    if (vectors && vectors.embeddings.length > 0) sounds.push(vectors);
  }
  return sounds;
}

/** Sounds are in the order of their paths: those around one are of its folder. */
function neighbourOf(sounds: readonly StoredVectors[], number: number, random: () => number): StoredVectors {
  const at = (number % sounds.length) + Math.round((random() - 0.5) * 200);
  return sounds[(at + sounds.length) % sounds.length] as StoredVectors;
}

function moved(
  source: StoredVectors,
  towards: StoredVectors,
  pick: () => StoredVectors,
  random: () => number,
): Float32Array {
  const share = 0.1 + 0.4 * random();
  const scatter = 0.2 + 0.5 * random();
  const result = new Float32Array(source.embeddings.length);
  const otherFrames = towards.embeddings.length / embeddingLength;
  for (let frame = 0; frame < result.length / embeddingLength; frame += 1) {
    const difference = pick().embeddings;
    const frames = difference.length / embeddingLength;
    const a = Math.floor(random() * frames) * embeddingLength;
    const b = Math.floor(random() * frames) * embeddingLength;
    const from = frame * embeddingLength;
    const other = (frame % otherFrames) * embeddingLength;
    for (let i = 0; i < embeddingLength; i += 1) {
      const own = source.embeddings[from + i] ?? 0;
      const step = share * ((towards.embeddings[other + i] ?? 0) - own);
      result[from + i] = own + step + scatter * ((difference[a + i] ?? 0) - (difference[b + i] ?? 0));
    }
  }
  return result;
}

export function newSound(
  libraryId: ListenedSound['libraryId'],
  number: number,
  modelVersion: StoredVectors['modelVersion'],
  embeddings: Float32Array,
  levelsDb: Float32Array,
): ListenedSound {
  const name = `${number % 1000}/${number}.wav`;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return {
    libraryId,
    path: { bytes: Buffer.from(name), display: name },
    hints: { sizeBytes: 600_000 + number, modifiedNs: BigInt(number), edgesHash: hash },
    payloadHash: hash as PayloadHash,
    format: {
      container: 'wav',
      codec: 'pcm_s24le',
      sampleRateHz: 48_000,
      bitDepth: 24,
      channels: 2,
      durationSeconds: 1.16 * (embeddings.length / embeddingLength + 1),
    },
    loudness: { samplePeakDbfs: -3, integratedLufs: -20 },
    metadata: { fields: {}, entries: [], warnings: [] },
    peaks: new Uint8Array(100),
    vectors: { modelVersion, embeddings, levelsDb },
    suggestions: null,
  };
}
