import type { SoundFilter } from '../../src-shared/contract/sounds.ts';
import type { Catalogue, CollectionId, ResultSetId, SoundQuery } from '../catalogue/index.ts';
import { parseDecision } from './label-decision.ts';

/** What a person narrowed down, as the catalogue takes it. @throws SonothequeError for a category that isn't one */
export function toQuery({ category, text, unreviewed, status, libraryId, sort, ...people }: SoundFilter): SoundQuery {
  const { collectionId, favourite, ratingAtLeast } = people;
  return {
    ...(collectionId === undefined ? {} : { collectionId: collectionId as CollectionId }),
    ...(favourite === undefined ? {} : { favourite }),
    ...(ratingAtLeast === undefined ? {} : { ratingAtLeast }),
    ...(text === undefined ? {} : { text }),
    ...(category === undefined ? {} : { category: parseDecision(category).category }),
    ...(unreviewed === undefined ? {} : { unreviewed }),
    ...(status === undefined ? {} : { status }),
    ...(libraryId === undefined ? {} : { libraryId }),
    ...(sort === undefined ? {} : { sort: { by: sort.by, descending: sort.descending ?? false } }),
  };
}

/** Which sounds a request is about: all that a filter finds, or those of a result set that the caller has. */
export type Among = { readonly filter: SoundFilter } | { readonly resultSetId: number };

/** Works with a result set that is let go afterwards, unless the caller brought it; without `among`, with none. */
export async function withAmong<Result>(
  catalogue: Catalogue,
  among: Among | undefined,
  work: (resultSetId: ResultSetId | undefined) => Promise<Result>,
): Promise<Result> {
  if (among === undefined) return work(undefined);
  if ('resultSetId' in among) return work(among.resultSetId as ResultSetId);
  const { id } = await catalogue.query(toQuery(among.filter));
  try {
    return await work(id);
  } finally {
    await catalogue.releaseResultSet(id);
  }
}
