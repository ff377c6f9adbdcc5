import { randomInt } from 'node:crypto';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ResultSet, ResultSetId } from '../types.ts';

/** Ordered ids of answered queries. The oldest are let go: a window needs a handful, and a million ids take 4 MB. */
const mostKept = 64;

/** Ids of one reader's answers lie far from those of any other's, and stay exact numbers however many there are. */
const idRange = 2 ** 47;

export type ResultSets = {
  readonly keep: (ids: Uint32Array, revision: number) => Omit<ResultSet, 'expandedTo'>;
  /** @throws SonothequeError `result-set-gone` */
  readonly idsOf: (id: ResultSetId) => Uint32Array;
  readonly slice: (id: ResultSetId, offset: number, limit: number) => SoundId[];
  readonly release: (id: ResultSetId) => void;
};

export function createResultSets(): ResultSets {
  const kept = new Map<ResultSetId, Uint32Array>();
  // Windows outlive engines: what one asks of a list of the engine before must never be answered, nor carried out, with
  // a list of this one.
  let lastId = randomInt(idRange);
  const idsOf = (id: ResultSetId): Uint32Array => {
    const ids = kept.get(id);
    if (ids !== undefined) {
      // Used again: it becomes the youngest.
      kept.delete(id);
      kept.set(id, ids);
      return ids;
    }
    throw new SonothequeError({
      code: 'result-set-gone',
      message: 'The list of results is no longer kept.',
      nextStep: 'Run the search again.',
    });
  };
  return {
    keep: (ids, revision) => {
      lastId += 1;
      const id = lastId as ResultSetId;
      kept.set(id, ids);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return { id, count: ids.length, revision };
    },
    idsOf,
    slice: (id, offset, limit) => Array.from(idsOf(id).subarray(offset, offset + limit)) as SoundId[],
    release: (id) => {
      kept.delete(id);
    },
  };
}
