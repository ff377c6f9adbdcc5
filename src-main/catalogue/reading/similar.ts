import type { Database } from 'better-sqlite3';
import type { ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { framesPerChunk } from '../database/index-schema.ts';
import type { SimilarRequest, SimilarSound } from '../types.ts';
import { createMatcher } from '../vectors/frame-match.ts';
import { distinctFrames, type QueryFrames } from '../vectors/query-frames.ts';
import { signQuery } from '../vectors/sign-query.ts';
import type { Nearest } from '../vectors/sign-scan.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import { createSignMemory, type SignMemory } from './sign-memory.ts';
import { createSoundPlaces, type SoundPlaces } from './sound-places.ts';

/**
 * What is compared exactly of the proposed sets, likest first: for each result of a list of 50 or more at least two sets,
 * and more while they are short, for of few frames the estimates are less sure. Each chunk costs a read, which counts when
 * nothing is in the system's cache (docs/performance.md has recall and times).
 */
const leastSetsPerResult = 2;
const mostSetsPerResult = 8;
const framesPerResult = 40;
const shortestList = 50;

/** Most chunks of a long recording that are compared as a whole: the likest one, and others spread over all of it. */
const mostChunks = 16;

/** What `allowed` says of a set beside whether it may be found. */
const comparedExactly = 2;

type Scoring = {
  readonly query: QueryFrames;
  readonly whole: boolean;
  readonly limit: number;
  readonly goOn: () => void;
};

type Model = { readonly rowId: number; readonly mean: Buffer | null };
/** Chunks of a set from one up to another that follow each other in the file. */
type ChunkRun = { readonly from: number; readonly to: number };
type Chosen = { readonly set: number; readonly runs: readonly ChunkRun[] };
type Held = { readonly mean: Float32Array | null; readonly memory: SignMemory; readonly readPlaces: () => SoundPlaces };
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
      const mean = model.mean === null ? null : floatsOf(model.mean);
      const memory = createSignMemory(db, rowId, mean);
      mine = { mean, memory, readPlaces: createSoundPlaces(db, rowId, memory) };
      held.set(rowId, mine);
    }
    mine.memory.refresh();
    return { ...mine, model, places: mine.readPlaces() };
  };
}

/** Finds the sounds that sound most like some frames: sign bits in memory propose, stored int8 vectors decide. */
export function createSimilaritySearch(db: Database, indexOf: ReturnType<typeof createSignIndex>) {
  const chunks = db
    .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
    .pluck();

  /** Exact scores of the likest of proposed sets, by place in memory. */
  const scoresOf = (memory: SignMemory, proposed: Nearest, { query, whole, limit, goOn }: Scoring) => {
    const begin = createMatcher(query.units, query.weights);
    const scored = new Map<number, Scored>();
    for (const { set, runs } of chosenOf(memory, proposed, { whole, limit })) {
      goOn();
      const match = begin();
      const firstId = memory.setIdAt(set) * chunksPerSet;
      for (const { from, to } of runs) {
        let at = from;
        for (const bytes of chunks.iterate(firstId + from, firstId + to)) match.take(bytes, at++ * framesPerChunk);
      }
      const { cosine, frame, queryFrame } = match.best();
      const similarity = whole ? match.whole() : cosine;
      scored.set(set, { similarity, frameIndex: frame, queryFrameIndex: query.places[queryFrame] ?? 0 });
    }
    return scored;
  };

  /** @param goOn throws when nobody wants the answer any more */
  const similar = (request: SimilarSearch, goOn: () => void): SimilarSound[] => {
    const index = indexOf(request.modelVersion ?? null);
    if (index === null) return [];
    const { memory, places, mean } = index;
    const wanted = wantedSlots(places, request);
    const allowed = new Uint8Array(memory.rows.setCount());
    for (let slot = 0; slot < places.count; slot++) {
      const set = places.set[slot] as number;
      if (set >= 0 && wanted?.[slot] !== 0) allowed[set] = 1;
    }
    const query = distinctFrames(request.queryVectors);
    const whole = request.mode === 'whole';
    const proposed = memory.rows.nearest({
      measure: whole ? 'whole' : 'best',
      query: signQuery(query, mean),
      allowed,
      wanted: Math.max(request.limit, shortestList) * mostSetsPerResult,
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

/** Which of the proposed sets are compared, in the order of the file. */
function chosenOf(memory: SignMemory, proposed: Nearest, { whole, limit }: Pick<Scoring, 'whole' | 'limit'>) {
  const results = Math.max(limit, shortestList);
  const chosen: Chosen[] = [];
  let frames = 0;
  for (const [place, set] of proposed.sets.entries()) {
    if (chosen.length >= results * leastSetsPerResult && frames >= results * framesPerResult) break;
    const likest = Math.floor((proposed.frames[place] ?? 0) / framesPerChunk);
    const frameCount = memory.rows.framesOf(set);
    const runs = whole ? runsOfWhole(Math.ceil(frameCount / framesPerChunk), likest) : runsOf([likest]);
    frames += whole ? frameCount : Math.min(frameCount, framesPerChunk);
    chosen.push({ set, runs });
  }
  return chosen.sort((a, b) => a.set - b.set);
}

/** Chunks that stand for a whole sound: all of a short one. */
function runsOfWhole(chunkCount: number, likest: number): readonly ChunkRun[] {
  if (chunkCount <= mostChunks) return [{ from: 0, to: chunkCount }];
  const spread = Array.from({ length: mostChunks - 1 }, (_, place) =>
    Math.floor((place * chunkCount) / (mostChunks - 1)),
  );
  return runsOf([likest, ...spread]);
}

const runsOf = (chunks: readonly number[]): readonly ChunkRun[] =>
  [...new Set(chunks)].sort((a, b) => a - b).map((from) => ({ from, to: from + 1 }));

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
