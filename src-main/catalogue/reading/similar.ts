import type { Database } from 'better-sqlite3';
import type { ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { framesPerChunk } from '../database/index-schema.ts';
import { embeddingLength, type SimilarRequest, type SimilarSound } from '../types.ts';
import { cosineToFrame, frameBytes, signWordsPerFrame, takeSigns } from '../vectors/quantized-frames.ts';
import { distinctFrames } from '../vectors/query-frames.ts';
import { nearestSets, scanSigns } from '../vectors/sign-scan.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import { type Columns, statusCodes } from './columns.ts';
import { createSignMemory, type SignMemory } from './sign-memory.ts';

/** Sets that the sign bits propose for an exact look. */
const fewestCandidates = 2000;

type Model = { readonly rowId: number; readonly mean: Buffer | null; readonly active: 0 | 1 };
type Scored = { readonly similarity: number; readonly frameIndex: number };

/** Finds the sounds that sound most like some frames: sign bits in memory propose, stored int8 vectors decide. */
export function createSimilaritySearch(
  db: Database,
  readColumns: () => Columns,
  idsOf: (id: NonNullable<SimilarRequest['filterResultSetId']>) => Uint32Array,
) {
  const model = db.prepare<[ModelVersionId | null], Model>(
    `SELECT m.id AS rowId, m.embedding_mean AS mean, m.id IS c.active_model_id AS active
     FROM catalogue_state c
       JOIN model_versions m ON m.id = coalesce((SELECT id FROM model_versions WHERE version_id = ?), c.active_model_id)`,
  );
  const chunk = db.prepare<[number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id = ?').pluck();
  const setsOfModel = db
    .prepare<[number], readonly [SoundId, number]>(
      'SELECT s.id, v.id FROM sounds s JOIN idx.vector_sets v ON v.model_id = ? AND v.payload_id = s.payload_id',
    )
    .raw();
  const memories = new Map<number, SignMemory>();

  const memoryOf = (modelId: number): SignMemory => {
    const memory = memories.get(modelId) ?? createSignMemory(db, modelId);
    memories.set(modelId, memory);
    memory.refresh();
    return memory;
  };

  const setOfSlots = (columns: Columns, { rowId, active }: Model): Uint32Array => {
    if (active === 1) return columns.vectorSet;
    const sets = new Uint32Array(columns.count);
    for (const [soundId, setId] of setsOfModel.iterate(rowId)) {
      const slot = columns.slotOf(soundId);
      if (slot >= 0) sets[slot] = setId;
    }
    return sets;
  };

  /** Cosine of the best pair of a query and a frame in the chunk that holds the proposed frame. */
  const score = (setId: number, proposed: number, queries: Float32Array): Scored => {
    const chunkIndex = Math.floor(proposed / framesPerChunk);
    const bytes = chunk.get(setId * chunksPerSet + chunkIndex);
    let similarity = -1;
    let frameIndex = proposed;
    if (bytes === undefined) return { similarity, frameIndex };
    const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let frame = 0; frame * frameBytes < values.length; frame++) {
      for (let query = 0; query < queries.length; query += embeddingLength) {
        const cosine = cosineToFrame(queries, query, values, frame * frameBytes);
        if (cosine > similarity) {
          similarity = cosine;
          frameIndex = chunkIndex * framesPerChunk + frame;
        }
      }
    }
    return { similarity, frameIndex };
  };

  const similar = (request: SimilarRequest): SimilarSound[] => {
    const found = model.get(request.modelVersion ?? null);
    if (found === undefined) return [];
    const columns = readColumns();
    const memory = memoryOf(found.rowId);
    const bits = memory.bits();
    const queries = distinctFrames(request.queryVectors);
    const sets = setOfSlots(columns, found);

    const isWanted = wantedSlots(columns, request, idsOf);
    const allowed = new Uint8Array(bits.setCount);
    for (let slot = 0; slot < columns.count; slot++) {
      const set = isWanted[slot] === 1 ? memory.setAt(sets[slot] ?? 0) : -1;
      if (set >= 0) allowed[set] = 1;
    }

    const signs = new Uint32Array(queries.count * signWordsPerFrame);
    takeSigns(queries.raw, found.mean === null ? null : floatsOf(found.mean), signs);
    const nearest = scanSigns(bits, signs, allowed);
    const scored = new Map<number, Scored>();
    for (const set of nearestSets(nearest, Math.max(fewestCandidates, request.limit * 4))) {
      scored.set(memory.setIdAt(set), score(memory.setIdAt(set), nearest.frame[set] ?? 0, queries.units));
    }

    // Copies share a vector set: each sound of it is found.
    const sounds: SimilarSound[] = [];
    for (let slot = 0; slot < columns.count; slot++) {
      const match = isWanted[slot] === 1 ? scored.get(sets[slot] ?? 0) : undefined;
      if (match !== undefined) sounds.push({ soundId: columns.id[slot] as SoundId, ...match });
    }
    return sounds.sort((a, b) => b.similarity - a.similarity || a.soundId - b.soundId).slice(0, request.limit);
  };
  return db.transaction(similar) as (request: SimilarRequest) => SimilarSound[];
}

function wantedSlots(
  columns: Columns,
  { filterResultSetId, excludeSoundId }: SimilarRequest,
  idsOf: (id: NonNullable<SimilarRequest['filterResultSetId']>) => Uint32Array,
): Uint8Array {
  const wanted = new Uint8Array(columns.count);
  if (filterResultSetId === undefined) {
    wanted.fill(1);
  } else {
    for (const id of idsOf(filterResultSetId)) {
      const slot = columns.slotOf(id);
      if (slot >= 0) wanted[slot] = 1;
    }
  }
  for (let slot = 0; slot < columns.count; slot++) if (columns.status[slot] === statusCodes.failed) wanted[slot] = 0;
  const excluded = excludeSoundId === undefined ? -1 : columns.slotOf(excludeSoundId);
  if (excluded >= 0) wanted[excluded] = 0;
  return wanted;
}

const floatsOf = (bytes: Buffer): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
