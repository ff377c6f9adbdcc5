import type { Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { parseQuery, type QueryNode } from '../../../src-shared/query/index.ts';
import type { Library, SoundQuery } from '../types.ts';
import { type Columns, statusCodes } from './columns.ts';
import { both, createEvaluator, inCategory, type Mask, maskOf, where } from './evaluate.ts';
import { createSorter } from './order.ts';
import { createPersonalColumns } from './personal-columns.ts';

export type Found = { readonly ids: Uint32Array; readonly revision: number };

/** Answers queries with ordered ids. */
export function createSearcher(db: Database, libraries: () => readonly Library[], readColumns: () => Columns) {
  const evaluate = createEvaluator(db, libraries);
  const sort = createSorter(db);
  const personal = createPersonalColumns(db);
  const withoutVectors = db
    .prepare<[string], number>(
      `SELECT s.id FROM sounds s LEFT JOIN idx.vector_sets v
         ON v.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND v.payload_id = s.payload_id
       WHERE s.missing = 0 AND s.failure_code IS NULL AND v.id IS NULL`,
    )
    .pluck();

  const search = (query: SoundQuery): Found => {
    const columns = readColumns();
    const { revision } = columns;
    let mask = evaluate(parsed(query.text ?? ''), columns);
    const { category, status, libraryId, withoutVectorsOf } = query;
    if (category !== undefined) mask = both(mask, inCategory(category, columns));
    if (query.unreviewed === true)
      mask = both(
        mask,
        where(columns, (slot) => columns.labelCategory[slot] === 0),
      );
    if (status !== undefined)
      mask = both(
        mask,
        where(columns, (slot) => columns.status[slot] === statusCodes[status]),
      );
    if (libraryId !== undefined)
      mask = both(
        mask,
        where(columns, (slot) => columns.libraryId[slot] === libraryId),
      );
    if (withoutVectorsOf !== undefined) mask = both(mask, maskOf(withoutVectors.all(withoutVectorsOf), columns));
    const { collectionId, favourite, ratingAtLeast } = query;
    const members = collectionId === undefined ? null : personal.idsInCollection(collectionId);
    if (members !== null) mask = both(mask, maskOf(members, columns));
    if (favourite !== undefined) {
      const are = maskOf(personal.favouriteIds(), columns);
      mask = both(mask, favourite ? are : are.map((one) => 1 - one));
    }
    if (ratingAtLeast !== undefined && ratingAtLeast > 0) {
      mask = both(mask, maskOf(personal.idsRatedAtLeast(ratingAtLeast), columns));
    }
    const descending = query.sort?.descending ?? false;
    const by = query.sort?.by ?? (members === null ? 'path' : 'collection');
    if (by === 'collection' && members !== null) return { ids: inOrder(members, mask, columns, descending), revision };
    return { ids: sort(mask, columns, by === 'collection' ? 'path' : by, descending), revision };
  };

  // One read transaction, so that columns, full text and order are of the same state.
  return { search: db.transaction(search) as (query: SoundQuery) => Found };
}

/** Those of a list that the mask lets through. */
function inOrder(soundIds: readonly number[], mask: Mask, columns: Columns, descending: boolean): Uint32Array {
  const ids = Uint32Array.from(soundIds.filter((id) => mask[columns.slotOf(id)] === 1));
  return descending ? ids.reverse() : ids;
}

function parsed(text: string): QueryNode {
  const result = parseQuery(text);
  if (result.ok) return result.query;
  const { message, start } = result.error;
  throw new SonothequeError({
    code: 'query-syntax',
    message: `${message} (character ${start + 1} of the search)`,
    nextStep: 'Correct the search at that place.',
  });
}
