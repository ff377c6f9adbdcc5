import type { NewProjection, ProjectedPlaces, ProjectionName } from '../types.ts';
import type { ModelBook } from './models.ts';
import type { WriteSession } from './session.ts';

/** Places in one row: some hundred kilobytes. */
const placesARow = 25_000;

/** Maps of sounds, kept a model version and method. */
export function createProjectionCommands({ db, transact }: WriteSession, models: ModelBook) {
  const find = db
    .prepare<[number, string], number>('SELECT id FROM idx.projections WHERE model_id = ? AND method = ?')
    .pluck();
  const dropPlaces = db.prepare('DELETE FROM idx.projected_places WHERE projection_id = ?');
  const drop = db.prepare('DELETE FROM idx.projections WHERE id = ?');
  const add = db
    .prepare<[number, string, number, Uint8Array], number>(
      'INSERT INTO idx.projections (model_id, method, made_at, space) VALUES (?, ?, ?, ?) RETURNING id',
    )
    .pluck();
  const addPlaces = db.prepare(
    `INSERT INTO idx.projected_places (projection_id, number, later, vector_sets, places)
     VALUES (@id, (SELECT coalesce(max(number), 0) + 1 FROM idx.projected_places WHERE projection_id = @id), @later, @sets, @places)`,
  );

  const put = (id: number, { vectorSets, places }: ProjectedPlaces, later: 0 | 1): void => {
    for (let from = 0; from < vectorSets.length; from += placesARow) {
      const end = Math.min(vectorSets.length, from + placesARow);
      const sets = bytesOf(vectorSets.subarray(from, end));
      addPlaces.run({ id, later, sets, places: bytesOf(places.subarray(2 * from, 2 * end)) });
    }
  };

  return {
    storeProjection: ({ modelVersion, method, space, ...places }: NewProjection): void => {
      const modelId = models.get(modelVersion).rowId;
      transact(
        () => {
          const before = find.get(modelId, method);
          if (before !== undefined) {
            dropPlaces.run(before);
            drop.run(before);
          }
          const id = add.get(modelId, method, Date.now(), space);
          if (id === undefined) throw new Error('The projection was not added.');
          put(id, places, 0);
        },
        { index: true, quietly: true },
      );
    },
    addPlaces: ({ modelVersion, method }: ProjectionName, places: ProjectedPlaces): void => {
      const modelId = models.get(modelVersion).rowId;
      transact(
        () => {
          const id = find.get(modelId, method);
          if (id !== undefined) put(id, places, 1);
        },
        { index: true, quietly: true },
      );
    },
  };
}

const bytesOf = (values: Uint32Array | Float32Array): Buffer =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);
