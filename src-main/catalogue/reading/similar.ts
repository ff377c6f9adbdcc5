import type { Database } from 'better-sqlite3';
import type { ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { framesPerChunk } from '../database/index-schema.ts';
import type { SimilarRequest, SimilarSound } from '../types.ts';
import { createMatcher } from '../vectors/frame-match.ts';
import { signWordsPerFrame, takeSigns } from '../vectors/quantized-frames.ts';
import { distinctFrames, type QueryFrames } from '../vectors/query-frames.ts';
import type { Nearest } from '../vectors/sign-scan.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import { createSignMemory, type SignMemory } from './sign-memory.ts';
import { createSoundPlaces, type SoundPlaces } from './sound-places.ts';

/**
 * Sets that the sign bits propose beyond those of the list, to be compared exactly. Each costs a read, which counts when
 * nothing is in the system's cache: they are read nearest first, a batch at a time, until a batch changes nothing any more
 * (docs/performance.md has recall and times).
 */
const fewestCandidates = 1200;
const candidatesPerResult = 2;
const setsABatch = 400;

/** Chunks of a long recording that are compared: the proposed one, and others spread over all of it. */
const mostChunks = 8;

/** What `allowed` says of a set beside whether it may be found. */
const comparedExactly = 2;

type Scoring = {
  readonly query: QueryFrames;
  readonly whole: boolean;
  readonly limit: number;
  readonly goOn: () => void;
};

type Model = { readonly rowId: number; readonly mean: Buffer | null };
type Held = { readonly memory: SignMemory; readonly readPlaces: () => SoundPlaces };
type Scored = Pick<SimilarSound, 'similarity' | 'frameIndex' | 'queryFrameIndex'>;

/** A search as the thread takes it: the filter's sounds instead of the result set that the reader keeps. */
export type SimilarSearch = Omit<SimilarRequest, 'filterResultSetId'> & { readonly soundIds: Uint32Array | null };

/** Sign bits of the model version that a search is over, and the sounds they belong to, as new as the catalogue. */
export type SignIndex = Held & { readonly model: Model; readonly places: SoundPlaces };

/** Call what it gives inside a read transaction; `null` without such a model version. */
export function createSignIndex(db: Database): (modelVersion: ModelVersionId | null) => SignIndex | null {
  const find = db.prepare<[ModelVersionId | null], Model>(
    `SELECT m.id AS rowId, m.embedding_mean AS mean
     FROM catalogue_state c
       JOIN model_versions m ON m.id = coalesce((SELECT id FROM model_versions WHERE version_id = ?), c.active_model_id)`,
  );
  const held = new Map<number, Held>();
  return (modelVersion) => {
    const model = find.get(modelVersion);
    if (model === undefined) return null;
    const { rowId } = model;
    let mine = held.get(rowId);
    if (mine === undefined) {
      const memory = createSignMemory(db, rowId);
      mine = { memory, readPlaces: createSoundPlaces(db, rowId, memory) };
      held.set(rowId, mine);
    }
    mine.memory.refresh();
    return { ...mine, model, places: mine.readPlaces() };
  };
}

/** Finds the sounds that sound most like some frames: sign bits in memory propose, stored int8 vectors decide. */
export function createSimilaritySearch(db: Database, indexOf: ReturnType<typeof createSignIndex>) {
  const chunk = db.prepare<[number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id = ?').pluck();

  /** Exact scores of the nearest of proposed sets, by place in memory: of as many as may come into a list. */
  const scoresOf = (memory: SignMemory, proposed: Nearest, { query, whole, limit, goOn }: Scoring) => {
    const begin = createMatcher(query.units, query.weights);
    const scored = new Map<number, Scored>();
    let list: readonly number[] = [];
    for (let from = 0; from < proposed.sets.length; from += setsABatch) {
      goOn();
      const batch = Array.from(proposed.sets.subarray(from, from + setsABatch), (set, i) => ({ set, place: from + i }));
      // In the order of the file.
      batch.sort((a, b) => a.set - b.set);
      const similarities = batch.map(({ set, place }) => {
        const match = begin();
        for (const at of chunksOf(memory.rows.framesOf(set), proposed.frames[place] ?? 0)) {
          const bytes = chunk.get(memory.setIdAt(set) * chunksPerSet + at);
          if (bytes !== undefined) match.take(bytes, at * framesPerChunk);
        }
        const { cosine, frame, queryFrame } = match.best();
        const similarity = whole ? match.whole() : cosine;
        scored.set(set, { similarity, frameIndex: frame, queryFrameIndex: query.places[queryFrame] ?? 0 });
        return similarity;
      });
      const last = list.length < limit ? Number.NEGATIVE_INFINITY : (list.at(-1) ?? 0);
      if (!similarities.some((similarity) => similarity > last)) break;
      list = [...list, ...similarities].sort((a, b) => b - a).slice(0, limit);
    }
    return scored;
  };

  /** @param goOn throws when nobody wants the answer any more */
  const similar = (request: SimilarSearch, goOn: () => void): SimilarSound[] => {
    const index = indexOf(request.modelVersion ?? null);
    if (index === null) return [];
    const { memory, places, model } = index;
    const wanted = wantedSlots(places, request);
    const allowed = new Uint8Array(memory.rows.setCount());
    for (let slot = 0; slot < places.count; slot++) {
      const set = places.set[slot] as number;
      if (set >= 0 && wanted?.[slot] !== 0) allowed[set] = 1;
    }
    const query = distinctFrames(request.queryVectors);
    const signs = new Int32Array(query.count * signWordsPerFrame);
    takeSigns(query.raw, model.mean === null ? null : floatsOf(model.mean), signs);
    const whole = request.mode === 'whole';
    const proposed = memory.rows.nearest({
      measure: whole ? 'whole' : 'best',
      queries: signs,
      weights: query.weights,
      allowed,
      wanted: Math.max(fewestCandidates, request.limit * candidatesPerResult),
      goOn,
    });
    const scored = scoresOf(memory, proposed, { query, whole, limit: request.limit, goOn });

    const own = request.soundId === undefined ? -1 : places.slotOf(request.soundId);
    const ownSet = own < 0 ? -1 : (places.set[own] ?? -1);
    // Copies share a vector set: each sound of it is found.
    const sounds: SimilarSound[] = [];
    for (const set of scored.keys()) allowed[set] = comparedExactly;
    for (let slot = 0; slot < places.count; slot++) {
      const set = places.set[slot] as number;
      if (allowed[set] !== comparedExactly || wanted?.[slot] === 0) continue;
      const score = scored.get(set);
      if (score === undefined) continue;
      const relation = slot === own ? 'itself' : set === ownSet ? 'copy' : 'other';
      sounds.push({ soundId: places.soundId[slot] as SoundId, ...score, relation });
    }
    return sounds.sort(nearestFirst).slice(0, request.limit);
  };
  return db.transaction(similar) as typeof similar;
}

const ranks = { itself: 0, copy: 1, other: 2 } as const;

/** Ties have an order of their own, so that the same search gives the same list. */
const nearestFirst = (a: SimilarSound, b: SimilarSound): number =>
  b.similarity - a.similarity || ranks[a.relation] - ranks[b.relation] || a.soundId - b.soundId;

/** Which chunks of a set are compared: all of a short one. */
function chunksOf(frameCount: number, proposedFrame: number): readonly number[] {
  const chunkCount = Math.ceil(frameCount / framesPerChunk);
  if (chunkCount <= mostChunks) return [...Array(chunkCount).keys()];
  const spread = Array.from({ length: mostChunks - 1 }, (_, place) =>
    Math.floor((place * chunkCount) / (mostChunks - 1)),
  );
  return [...new Set([Math.floor(proposedFrame / framesPerChunk), ...spread])].sort((a, b) => a - b);
}

/** One byte a slot: whether a sound may be found; `null`: all may. */
function wantedSlots(places: SoundPlaces, { soundIds, excludeSoundId }: SimilarSearch): Uint8Array | null {
  if (soundIds === null && excludeSoundId === undefined) return null;
  const wanted = new Uint8Array(places.count);
  if (soundIds === null) wanted.fill(1);
  else {
    for (const id of soundIds) {
      const slot = places.slotOf(id);
      if (slot >= 0) wanted[slot] = 1;
    }
  }
  const excluded = excludeSoundId === undefined ? -1 : places.slotOf(excludeSoundId);
  if (excluded >= 0) wanted[excluded] = 0;
  return wanted;
}
