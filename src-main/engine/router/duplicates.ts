import { findDuplicates, toDuplicateGroups } from '../duplicates.ts';
import { labelOrigin } from '../label-origin.ts';
import { toQuery } from '../sound-filter.ts';
import { procedures } from './procedures.ts';

export const duplicates = procedures.duplicates.router({
  find: procedures.duplicates.find.handler(async function* ({ input: { filter }, context: { parts }, signal }) {
    const among = filter === undefined ? undefined : await parts.catalogue.query(toQuery(filter));
    try {
      yield* findDuplicates(parts.catalogue, among?.id, signal);
    } finally {
      if (among) await parts.catalogue.releaseResultSet(among.id);
    }
  }),
  groups: procedures.duplicates.groups.handler(async ({ input: { offset, limit, decided }, context: { parts } }) => {
    const groups = await parts.catalogue.duplicateGroups({ decided });
    return {
      total: groups.length,
      groups: await toDuplicateGroups(parts.catalogue, groups.slice(offset, offset + limit)),
    };
  }),
  review: procedures.duplicates.review.handler(
    async ({ input: { groupId, soundIds, decision }, context: { parts } }) => {
      const { author } = await labelOrigin(parts.catalogue);
      await parts.catalogue.reviewDuplicates(groupId, soundIds, decision, author);
      return null;
    },
  ),
});
