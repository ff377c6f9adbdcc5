import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { rest } from '../../../src-shared/jobs/index.ts';
import type { ResultSetId } from '../../catalogue/index.ts';
import { activeVersion } from '../projections/projections.ts';
import { toQuery } from '../sound-filter.ts';
import { procedures } from './procedures.ts';

/** What is told of the map is counted over all sounds: no oftener than a person sees. */
const WATCH_MILLISECONDS = 1_000;

export const projections = procedures.projections.router({
  watch: procedures.projections.watch.handler(async function* ({ context: { parts }, signal }) {
    while (!signal?.aborted) {
      const [version, sounds] = [parts.projections.changes.version, parts.changes.version];
      yield await parts.projections.state();
      await Promise.race([
        parts.projections.changes.changedSince(version, signal),
        parts.changes.changedSince(sounds, signal),
      ]);
      await rest(WATCH_MILLISECONDS, signal);
    }
  }),
  make: procedures.projections.make.handler(async ({ input: { method }, context: { parts } }) => {
    const modelVersion = await activeVersion(parts.catalogue);
    if (modelVersion === null) {
      throw new SonothequeError({
        code: 'nothing-to-map',
        message: 'Nothing was listened to yet.',
        nextStep: 'Add a folder first.',
      });
    }
    return parts.jobs.start('project', { modelVersion, method }, 'normal');
  }),
  open: procedures.projections.open.handler(({ input: { method }, context: { parts } }) =>
    parts.projections.open(method),
  ),
  points: procedures.projections.points.handler(({ input: { snapshotId, chunk }, context: { parts } }) =>
    parts.projections.points(snapshotId, chunk),
  ),
  found: procedures.projections.found.handler(async ({ input: { filter }, context: { parts } }) => {
    const { catalogue } = parts;
    const found = await catalogue.query(toQuery(filter));
    try {
      const ids = await catalogue.selectedIds({ resultSetId: found.id as ResultSetId });
      return new Blob([Uint32Array.from(ids)]);
    } finally {
      await catalogue.releaseResultSet(found.id);
    }
  }),
});
