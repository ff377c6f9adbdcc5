import path from 'node:path';
import { thinPeaks } from '../../../src-shared/peaks/index.ts';
import type { ResultSetId } from '../../catalogue/index.ts';
import { frameStrip } from '../frame-strip.ts';
import { neighboursOf } from '../neighbours.ts';
import { isInside } from '../paths.ts';
import { toSoundRecord } from '../records.ts';
import { toQuery } from '../sound-filter.ts';
import { soundRow } from '../sound-row.ts';
import { procedures } from './procedures.ts';

const ROWS_AT_ONCE = 500;

export const sounds = procedures.sounds.router({
  query: procedures.sounds.query.handler(({ input, context: { parts } }) => parts.catalogue.query(toQuery(input))),
  facets: procedures.sounds.facets.handler(({ input, context: { parts } }) =>
    parts.catalogue.facets(toQuery(input.filter)),
  ),
  folders: procedures.sounds.folders.handler(({ input, context: { parts } }) =>
    parts.catalogue.folders(input.libraryId, input.path, input.filter && toQuery(input.filter)),
  ),
  libraries: procedures.sounds.libraries.handler(({ input, context: { parts } }) =>
    parts.catalogue.libraryBranches(toQuery(input.filter)),
  ),
  categories: procedures.sounds.categories.handler(({ input, context: { parts } }) =>
    parts.catalogue.categories(toQuery(input.filter)),
  ),
  page: procedures.sounds.page.handler(async ({ input: { resultSetId, offset, limit }, context: { parts } }) => {
    const rows = await parts.catalogue.page(resultSetId as ResultSetId, offset, limit);
    parts.learner.noteShown(rows.map(({ id }) => id));
    return rows.map(toSoundRecord);
  }),
  positionOf: procedures.sounds.positionOf.handler(({ input: { resultSetId, id }, context: { parts } }) =>
    parts.catalogue.positionOf(resultSetId as ResultSetId, id),
  ),
  release: procedures.sounds.release.handler(async ({ input, context: { parts } }) => {
    await parts.catalogue.releaseResultSet(input.resultSetId as ResultSetId);
    return null;
  }),
  list: procedures.sounds.list.handler(async function* ({ input: { below, limit, ...filter }, context: { parts } }) {
    const { id, count } = await parts.catalogue.query(toQuery(filter));
    let left = limit ?? Number.POSITIVE_INFINITY;
    try {
      for (let offset = 0; offset < count && left > 0; offset += ROWS_AT_ONCE) {
        const rows = await parts.catalogue.page(id, offset, ROWS_AT_ONCE);
        const wanted = rows.filter((row) => below === undefined || isInside(row.path.display, below)).slice(0, left);
        left -= wanted.length;
        if (wanted.length > 0) yield wanted.map(toSoundRecord);
      }
    } finally {
      await parts.catalogue.releaseResultSet(id);
    }
  }),
  get: procedures.sounds.get.handler(async ({ input, context: { parts } }) =>
    toSoundRecord(await soundRow(parts.catalogue, input.id)),
  ),
  file: procedures.sounds.file.handler(async ({ input, context: { parts } }) => {
    const { path: file, format } = await soundRow(parts.catalogue, input.id);
    return {
      pathBase64: Buffer.from(file.bytes).toString('base64'),
      name: path.basename(file.display),
      format,
    };
  }),
  frames: procedures.sounds.frames.handler(({ input, context: { parts }, signal }) =>
    frameStrip(parts, input.id, signal),
  ),
  neighbours: procedures.sounds.neighbours.handler(({ input, context: { parts }, signal }) =>
    neighboursOf(parts, input.id, signal),
  ),
  peaks: procedures.sounds.peaks.handler(async ({ input, context: { parts } }) => {
    const peaks = await parts.catalogue.peaks(input.id);
    if (peaks === null) return null;
    return new Blob([new Uint8Array(input.points === undefined ? peaks : thinPeaks(peaks, input.points))]);
  }),
});
