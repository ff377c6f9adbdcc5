import type { SavedSearchRecord, SearchQuery } from '../../../src-shared/contract/searches.ts';
import type { SavedSearch } from '../../catalogue/index.ts';
import { runCommand } from '../run-command.ts';
import { procedures } from './procedures.ts';

export const searches = procedures.searches.router({
  list: procedures.searches.list.handler(async ({ context: { parts } }) =>
    (await parts.catalogue.savedSearches()).map(toRecord),
  ),
  save: procedures.searches.save.handler(async ({ input, context: { parts } }) => {
    const { commandId, id, name, query, before } = input;
    const search = {
      name,
      query: textOf(query),
      ...(id === undefined ? {} : { id }),
      ...(before === undefined ? {} : { before }),
    };
    return toRecord(
      await runCommand(parts, { commandId, action: 'save-search', detail: name, sounds: 0 }, (origin, options) =>
        parts.catalogue.saveSearch(search, origin, options),
      ),
    );
  }),
  delete: procedures.searches.delete.handler(({ input: { commandId, id }, context: { parts } }) =>
    runCommand(parts, { commandId, action: 'delete-search', detail: '', sounds: 0 }, (origin, options) =>
      parts.catalogue.deleteSearch(id, origin, options),
    ),
  ),
  remember: procedures.searches.remember.handler(async ({ input, context: { parts } }) => {
    if (!parts.catalogue.readOnly) await parts.catalogue.noteSearch(textOf(input.query), new Date());
    return null;
  }),
  past: procedures.searches.past.handler(async ({ input, context: { parts } }) =>
    (await parts.catalogue.searchHistory(input.limit)).map(({ query, searchedAt }) => ({
      query: JSON.parse(query) as SearchQuery,
      searchedAt,
    })),
  ),
  forget: procedures.searches.forget.handler(async ({ context: { parts } }) => {
    await parts.catalogue.forgetSearches();
    return null;
  }),
});

/** Equal queries are equal texts, in whatever order their parts came. */
const textOf = (query: SearchQuery): string =>
  JSON.stringify(Object.fromEntries(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))));

const toRecord = ({ id, name, query, createdAt }: SavedSearch): SavedSearchRecord => ({
  id,
  name,
  query: JSON.parse(query) as SearchQuery,
  createdAt,
});
