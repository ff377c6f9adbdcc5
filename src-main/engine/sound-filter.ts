import type { SoundFilter } from '../../src-shared/contract/sounds.ts';
import type { Catalogue, CollectionId, ResultSetId, SoundQuery } from '../catalogue/index.ts';
import { parseDecision } from './label-decision.ts';

/** What a person narrowed down, as the catalogue takes it. @throws SonothequeError for a category that isn't one */
export function toQuery({ category, collectionId, sort, sounds, ...filter }: SoundFilter): SoundQuery {
  return {
    ...withoutUndefined(filter),
    ...(collectionId === undefined ? {} : { collectionId: collectionId as CollectionId }),
    ...(sounds === undefined ? {} : { soundIds: sounds.ids }),
    ...(category === undefined ? {} : { category: parseDecision(category).category }),
    ...(sort === undefined ? {} : { sort: { by: sort.by, descending: sort.descending ?? false } }),
  };
}

/** What a parsed input leaves out is absent, for the catalogue and for the compiler. */
function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
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
