import type { Database } from 'better-sqlite3';
import type { ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { framesPerChunk } from '../database/index-schema.ts';
import type { SimilarRequest, SimilarSound } from '../types.ts';
import { bestCosine, frameBytes, signWordsPerFrame, takeSigns } from '../vectors/quantized-frames.ts';
import { distinctFrames } from '../vectors/query-frames.ts';
import { scanSigns } from '../vectors/sign-scan.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import type { Columns } from './columns.ts';
import { createSignMemory, type SignMemory } from './sign-memory.ts';
import { statusCodes } from './sound-columns.ts';

/** Sets that the sign bits propose, and at least so many for one of the list; a frame of each is compared exactly. */
const fewestCandidates = 1000;
const candidatesPerResult = 8;

/** Sets beyond the limit that are compared frame by frame, because that may still bring them into the list. */
const fewestRefined = 50;

/**
 * So many pairs of query and frame are compared exactly at least, which is everything where a filter leaves few sounds:
 * sign bits don't tell unlike frames apart well. In a long recording the first chunks and the proposed one are looked at.
 */
const fewestComparisons = 60_000;
const mostChunks = 8;

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
  const storedFrame = db
    .prepare<[number, number], Buffer>(`SELECT substr(frames, ?, ${frameBytes}) FROM idx.vector_chunks WHERE id = ?`)
    .pluck();
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

  /** Cosine of one stored frame with the nearest query. */
  const scoreFrame = (setId: number, frame: number, queries: Float32Array): number => {
    const place = (frame % framesPerChunk) * frameBytes;
    const bytes = storedFrame.get(place + 1, setId * chunksPerSet + Math.floor(frame / framesPerChunk));
    return bytes === undefined ? -1 : bestCosine(queries, signedBytes(bytes), 0);
  };

  /** The best frame so far or a better one of a chunk. */
  const scoreChunk = (setId: number, proposed: Scored, chunkIndex: number, queries: Float32Array): Scored => {
    const bytes = chunk.get(setId * chunksPerSet + chunkIndex);
    if (bytes === undefined) return proposed;
    const values = signedBytes(bytes);
    let best = proposed;
    for (let frame = 0; frame * frameBytes < values.length; frame++) {
      const similarity = bestCosine(queries, values, frame * frameBytes);
      if (similarity > best.similarity) best = { similarity, frameIndex: chunkIndex * framesPerChunk + frame };
    }
    return best;
  };

  /** Places of the nearest sets in memory, with the exact cosine of their best frames. */
  const nearestOf = (memory: SignMemory, { mean }: Model, request: SimilarRequest, allowed: Uint8Array) => {
    const queries = distinctFrames(request.queryVectors);
    const signs = new Int32Array(queries.count * signWordsPerFrame);
    takeSigns(queries.raw, mean === null ? null : floatsOf(mean), signs);
    const wanted = Math.max(fewestCandidates, request.limit * candidatesPerResult);
    const { sets, frames } = scanSigns(memory.bits(), signs, allowed, wanted);
    const candidates = Array.from(sets, (set, place) => {
      const frameIndex = frames[place] ?? 0;
      return { set, frameIndex, similarity: scoreFrame(memory.setIdAt(set), frameIndex, queries.units) };
    });
    candidates.sort((a, b) => b.similarity - a.similarity);
    let comparisons = 0;
    const refined: (Scored & { readonly set: number })[] = [];
    for (const [place, { set, ...proposed }] of candidates.entries()) {
      if (place >= request.limit + fewestRefined && comparisons >= fewestComparisons) break;
      const { starts } = memory.bits();
      const frameCount = (starts[set + 1] ?? 0) - (starts[set] ?? 0);
      const chunkCount = Math.min(Math.ceil(frameCount / framesPerChunk), mostChunks);
      const proposedChunk = Math.floor(proposed.frameIndex / framesPerChunk);
      let best = scoreChunk(memory.setIdAt(set), proposed, proposedChunk, queries.units);
      for (let other = 0; other < chunkCount; other++) {
        if (other !== proposedChunk) best = scoreChunk(memory.setIdAt(set), best, other, queries.units);
      }
      comparisons += Math.min(frameCount, mostChunks * framesPerChunk) * queries.count;
      refined.push({ set, ...best });
    }
    return refined;
  };

  const similar = (request: SimilarRequest): SimilarSound[] => {
    const found = model.get(request.modelVersion ?? null);
    if (found === undefined) return [];
    const columns = readColumns();
    const memory = memoryOf(found.rowId);
    const setOfSlot = placesInMemory(setOfSlots(columns, found), wantedSlots(columns, request, idsOf), columns, memory);
    const allowed = new Uint8Array(memory.bits().setCount);
    for (const set of setOfSlot) if (set >= 0) allowed[set] = 1;

    // Copies share a vector set: each sound of it is found.
    const scored = new Array<Scored | undefined>(allowed.length);
    for (const { set, ...score } of nearestOf(memory, found, request, allowed)) scored[set] = score;
    const sounds: SimilarSound[] = [];
    for (let slot = 0; slot < columns.count; slot++) {
      const set = setOfSlot[slot] ?? -1;
      const match = set < 0 ? undefined : scored[set];
      if (match !== undefined) sounds.push({ soundId: columns.id[slot] as SoundId, ...match });
    }
    return sounds.sort((a, b) => b.similarity - a.similarity || a.soundId - b.soundId).slice(0, request.limit);
  };
  return db.transaction(similar) as (request: SimilarRequest) => SimilarSound[];
}

/** For each slot the place of its vector set in memory; −1 where none is or the sound is not wanted. */
function placesInMemory(sets: Uint32Array, isWanted: Uint8Array, columns: Columns, memory: SignMemory): Int32Array {
  const places = new Int32Array(columns.count);
  for (let slot = 0; slot < columns.count; slot++) {
    places[slot] = isWanted[slot] === 1 ? memory.setAt(sets[slot] ?? 0) : -1;
  }
  return places;
}

/** One byte a slot: whether a sound may be found. */
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

const signedBytes = (bytes: Buffer): Int8Array => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
