import type { Database } from 'better-sqlite3';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import {
  deciders,
  type MappedSounds,
  type ProjectedPlaces,
  type ProjectionName,
  type ProjectionState,
} from '../types.ts';
import type { Columns } from './columns.ts';
import { statusCodes } from './sound-columns.ts';

type ProjectionRow = { readonly id: number; readonly method: string; readonly madeAt: number };
type PlacesRow = readonly [later: 0 | 1, vectorSets: Buffer, places: Buffer];

type SilentSets = ReadonlyMap<string, ReadonlySet<number>>;

const noCategory = 255;
const mostLibraries = 256;

/** Kept maps against the sounds that there are. @param read the columns as they are now */
export function createProjectionReader(db: Database, read: () => Columns) {
  const active = db.prepare<[], ProjectionRow>(
    `SELECT p.id, p.method, p.made_at AS madeAt FROM idx.projections p
     WHERE p.model_id = (SELECT active_model_id FROM catalogue_state) ORDER BY p.method`,
  );
  const placesOf = db
    .prepare<[number], PlacesRow>(
      'SELECT later, vector_sets, places FROM idx.projected_places WHERE projection_id = ? ORDER BY number',
    )
    .raw();
  const space = db.prepare<ProjectionName, { readonly id: number; readonly space: Buffer }>(
    `SELECT id, space FROM idx.projections WHERE method = @method
       AND model_id = (SELECT id FROM model_versions WHERE version_id = @modelVersion)`,
  );

  const projection = (method: string): ProjectionRow | undefined => active.all().find((row) => row.method === method);

  /** By vector set: 0 not on the map, 1 from the beginning, 2 later. */
  const standing = (id: number): Uint8Array => {
    const rows = placesOf.all(id);
    const stands = new Uint8Array(1 + rows.reduce((most, [, sets]) => lastOf(sets, most), 0));
    for (const [later, sets] of rows) for (const set of numbersOf(sets)) stands[set] = 1 + later;
    return stands;
  };

  const stateOf = (
    columns: Columns,
    { id, method, madeAt }: ProjectionRow,
    silent: ReadonlySet<number> = new Set(),
  ): ProjectionState => {
    const stands = standing(id);
    const counts = [0, 0, 0];
    for (let slot = 0; slot < columns.count; slot += 1) {
      const set = columns.vectorSet[slot] as number;
      if (set === 0 || columns.status[slot] !== statusCodes.indexed) continue;
      const how = stands[set] ?? 0;
      if (how === 0 && silent.has(set)) continue;
      counts[how] = (counts[how] as number) + 1;
    }
    const [lacking = 0, first = 0, placedLater = 0] = counts;
    return { method, madeAt: new Date(madeAt), sounds: first + placedLater, placedLater, lacking };
  };

  const mappedSounds = (method: string): MappedSounds | null => {
    const found = projection(method);
    if (found === undefined) return null;
    const columns = read();
    const rows = placesOf.all(found.id);
    const last = rows.reduce((most, [, sets]) => lastOf(sets, most), 0);
    const places = new Float32Array(2 * (last + 1)).fill(Number.NaN);
    for (const [, sets, coordinates] of rows) {
      const xy = new Float32Array(Uint8Array.from(coordinates).buffer);
      for (const [at, set] of numbersOf(sets).entries()) {
        places[2 * set] = xy[2 * at] as number;
        places[2 * set + 1] = xy[2 * at + 1] as number;
      }
    }
    const slots = new Uint32Array(columns.count);
    let count = 0;
    for (let slot = 0; slot < columns.count; slot += 1) {
      const set = columns.vectorSet[slot] as number;
      if (columns.status[slot] === statusCodes.indexed && set > 0 && set <= last && !Number.isNaN(places[2 * set])) {
        slots[count] = slot;
        count += 1;
      }
    }
    return mapped(columns, mixed(slots.subarray(0, count)), places);
  };

  const lackingPlaces = (method: string): Uint32Array | null => {
    const found = projection(method);
    if (found === undefined) return null;
    const stands = standing(found.id);
    const columns = read();
    const lacking = new Set<number>();
    for (let slot = 0; slot < columns.count; slot += 1) {
      const set = columns.vectorSet[slot] as number;
      if (set > 0 && columns.status[slot] === statusCodes.indexed && !stands[set]) lacking.add(set);
    }
    return Uint32Array.from(lacking);
  };

  return {
    projectionStates: db.transaction((silent: SilentSets): ProjectionState[] => {
      const rows = active.all();
      return rows.length === 0 ? [] : rows.map((row) => stateOf(read(), row, silent.get(row.method)));
    }) as (silent: SilentSets) => ProjectionState[],
    mappedSounds: db.transaction(mappedSounds) as typeof mappedSounds,
    lackingPlaces: db.transaction(lackingPlaces) as typeof lackingPlaces,
    projectionSpace: (name: ProjectionName): (ProjectedPlaces & { readonly space: Uint8Array }) | null => {
      const found = space.get(name);
      if (found === undefined) return null;
      const rows = placesOf.all(found.id).filter(([later]) => later === 0);
      return {
        space: Uint8Array.from(found.space),
        vectorSets: numbersOf(Buffer.concat(rows.map(([, sets]) => sets))),
        places: new Float32Array(Uint8Array.from(Buffer.concat(rows.map(([, , places]) => places))).buffer),
      };
    },
  };
}

const numbersOf = (bytes: Buffer): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);

const lastOf = (sets: Buffer, most: number): number => numbersOf(sets).reduce((last, set) => Math.max(last, set), most);

/** A random order that is always the same, so that the first of any number are a fair sample (Fisher–Yates). */
function mixed(slots: Uint32Array): Uint32Array {
  let state = 1;
  for (let last = slots.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const place = Math.floor((state / 2 ** 32) * (last + 1));
    const slot = slots[last] as number;
    slots[last] = slots[place] as number;
    slots[place] = slot;
  }
  return slots;
}

function mapped(columns: Columns, slots: Uint32Array, places: Float32Array): MappedSounds {
  // Codes of words are of all columns of words; few of them are categories.
  const numberOf = Uint8Array.from(columns.words.values, (word) => {
    const number = categories.indexOf(String(word));
    return number < 0 ? noCategory : number;
  });
  const human = columns.words.values.indexOf('human');
  const libraryIds: LibraryId[] = [];
  const libraryPlaces = new Map<number, number>();
  const sounds = {
    soundIds: new Uint32Array(slots.length),
    places: new Float32Array(2 * slots.length),
    categories: new Uint8Array(slots.length),
    certainties: new Uint8Array(slots.length),
    deciders: new Uint8Array(slots.length),
    libraries: new Uint8Array(slots.length),
  };
  for (const [at, slot] of slots.entries()) {
    const set = columns.vectorSet[slot] as number;
    const label = columns.labelCategory[slot] as number;
    sounds.soundIds[at] = columns.id[slot] as number;
    sounds.places[2 * at] = places[2 * set] as number;
    sounds.places[2 * at + 1] = places[2 * set + 1] as number;
    const word = label === 0 ? (columns.suggestedCategory[slot] as number) : label;
    sounds.categories[at] = word === 0 ? noCategory : (numberOf[word] as number);
    const probability = columns.probability[slot] as number;
    sounds.certainties[at] = label > 0 ? 255 : Math.round(254 * (probability > 0 ? probability : 0));
    if (label > 0) sounds.deciders[at] = columns.labelSource[slot] === human ? deciders.person : deciders.other;
    const library = columns.libraryId[slot] as number;
    let place = libraryPlaces.get(library);
    if (place === undefined) {
      place = Math.min(libraryIds.length, mostLibraries - 1);
      libraryPlaces.set(library, place);
      if (libraryIds.length < mostLibraries) libraryIds.push(library as LibraryId);
    }
    sounds.libraries[at] = place;
  }
  return { revision: columns.revision, ...sounds, libraryIds };
}
