import type { Database } from 'better-sqlite3';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { parseQuery, type QueryNode } from '../../../src-shared/query/index.ts';
import type { Library, SoundQuery } from '../types.ts';
import { type Columns, statusCodes } from './columns.ts';
import { both, createEvaluator, inCategory, maskOf, where } from './evaluate.ts';
import { createSorter } from './order.ts';

export type Found = { readonly ids: Uint32Array; readonly revision: number };

/** Answers queries with ordered ids. */
export function createSearcher(db: Database, libraries: () => readonly Library[], readColumns: () => Columns) {
  const evaluate = createEvaluator(db, libraries);
  const sort = createSorter(db);
  const withoutVectors = db
    .prepare<[string], number>(
      `SELECT s.id FROM sounds s LEFT JOIN idx.vector_sets v
         ON v.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND v.payload_id = s.payload_id
       WHERE s.missing = 0 AND s.failure_code IS NULL AND v.id IS NULL`,
    )
    .pluck();

  const search = (query: SoundQuery): Found => {
    const columns = readColumns();
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
    const ids = sort(mask, columns, query.sort?.by ?? 'path', query.sort?.descending ?? false);
    return { ids, revision: columns.revision };
  };

  // One read transaction, so that columns, full text and order are of the same state.
  return { search: db.transaction(search) as (query: SoundQuery) => Found };
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
