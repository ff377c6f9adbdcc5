import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import {
  type KeptProjection,
  type ProjectionMethod,
  type ProjectionSnapshot,
  type ProjectionsState,
  projectionMethods,
} from '../../../src-shared/contract/projections.ts';
import { writePoints } from '../../../src-shared/projections/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import type { Catalogue, MappedSounds } from '../../catalogue/index.ts';
import { audibleLevels } from '../../learning/index.ts';
import { Notifier } from '../jobs/notifier.ts';
import { startProjectionThread } from './projection-client.ts';

export type ProjectionsOptions = {
  readonly catalogue: () => Catalogue;
  readonly onFault: (error: unknown) => void;
};

/** 4 MB: a message of some milliseconds. */
const POINTS_A_CHUNK = 250_000;
const MOST_SNAPSHOTS = 3;
const PLACED_AT_ONCE = 2_000;
/** A map is worth making anew when this share of its sounds came later. */
const STALE_SHARE = 0.1;

/** Kept maps as windows look at them; sounds that came since are placed among their nearest. */
export class Projections {
  readonly #options: ProjectionsOptions;
  readonly changes = new Notifier();
  readonly #snapshots = new Map<number, MappedSounds>();
  /** Silence, by map: it has no place. */
  readonly #placeless = new Map<string, Set<number>>();
  #lastSnapshot = 0;
  #placing: Promise<void> | null = null;

  constructor(options: ProjectionsOptions) {
    this.#options = options;
  }

  async state(): Promise<ProjectionsState> {
    const catalogue = this.#options.catalogue();
    const { version } = this.changes;
    const modelVersion = await activeVersion(catalogue);
    if (modelVersion === null) return { modelVersion, heardSounds: 0, kept: [], version };
    const silent = new Map(projectionMethods.map((method) => [method, this.#silenceOf(modelVersion, method)]));
    const states = await catalogue.projectionStates(silent);
    const { count } = await catalogue.vectorSetsOf(modelVersion);
    const kept = states.flatMap((state): KeptProjection[] => {
      const method = projectionMethods.find((known) => known === state.method);
      if (method === undefined) return [];
      const later = state.placedLater + state.lacking;
      return [{ ...state, method, isStale: later > STALE_SHARE * (state.sounds + state.lacking) }];
    });
    if (!catalogue.readOnly && kept.some(({ lacking }) => lacking > 0))
      this.#placeLacking(catalogue, modelVersion, kept);
    return { modelVersion, heardSounds: count, kept, version };
  }

  async open(method: ProjectionMethod): Promise<ProjectionSnapshot | null> {
    const catalogue = this.#options.catalogue();
    const sounds = await catalogue.mappedSounds(method);
    if (sounds === null) return null;
    this.#lastSnapshot += 1;
    const id = this.#lastSnapshot;
    this.#snapshots.set(id, sounds);
    this.#snapshots.delete(id - MOST_SNAPSHOTS);
    const names = new Map((await catalogue.libraries()).map((library) => [library.id, library.name]));
    return {
      id,
      count: sounds.soundIds.length,
      pointsAChunk: POINTS_A_CHUNK,
      libraries: sounds.libraryIds.map((libraryId) => ({ id: libraryId, name: names.get(libraryId) ?? '' })),
      categories,
    };
  }

  /** @throws SonothequeError `snapshot-gone` */
  points(snapshotId: number, chunk: number): Blob {
    const sounds = this.#snapshots.get(snapshotId);
    if (sounds === undefined) {
      throw new SonothequeError({
        code: 'snapshot-gone',
        message: 'This state of the map is not kept any more.',
        nextStep: 'Open the map again.',
      });
    }
    const [from, end] = [chunk * POINTS_A_CHUNK, (chunk + 1) * POINTS_A_CHUNK];
    const part = writePoints({
      soundIds: sounds.soundIds.subarray(from, end),
      places: sounds.places.subarray(2 * from, 2 * end),
      categories: sounds.categories.subarray(from, end),
      certainties: sounds.certainties.subarray(from, end),
      deciders: sounds.deciders.subarray(from, end),
      libraries: sounds.libraries.subarray(from, end),
    });
    return new Blob([part]);
  }

  #silenceOf(modelVersion: ModelVersionId, method: ProjectionMethod): Set<number> {
    const key = `${modelVersion}\0${method}`;
    const silence = this.#placeless.get(key) ?? new Set();
    this.#placeless.set(key, silence);
    return silence;
  }

  #placeLacking(catalogue: Catalogue, modelVersion: ModelVersionId, kept: readonly KeptProjection[]): void {
    this.#placing ??= this.#place(catalogue, modelVersion, kept)
      .catch(this.#options.onFault)
      .finally(() => {
        this.#placing = null;
        this.changes.notify();
      });
  }

  async #place(catalogue: Catalogue, modelVersion: ModelVersionId, kept: readonly KeptProjection[]): Promise<void> {
    const thread = startProjectionThread();
    try {
      for (const { method } of kept.filter(({ lacking }) => lacking > 0)) {
        const name = { modelVersion, method };
        const placeless = this.#silenceOf(modelVersion, method);
        const lacking = ((await catalogue.lackingPlaces(method)) ?? new Uint32Array()).filter(
          (set) => !placeless.has(set),
        );
        const map = await catalogue.projectionSpace(name);
        if (map === null || (await activeVersion(catalogue)) !== modelVersion) continue;
        for (let from = 0; from < lacking.length; from += PLACED_AT_ONCE) {
          const some = lacking.subarray(from, from + PLACED_AT_ONCE);
          const { vectorSets, means } = await catalogue.soundMeansOf(audibleLevels, some);
          const heard = new Set(vectorSets);
          for (const set of some) if (!heard.has(set)) placeless.add(set);
          if (vectorSets.length === 0) continue;
          const places = await thread.call('place', map.space, map.places, means);
          await catalogue.addPlaces(name, { vectorSets, places });
        }
      }
    } finally {
      await thread.end();
    }
  }

  async close(): Promise<void> {
    await this.#placing;
    this.#snapshots.clear();
  }
}

/** `null`: nothing was listened to yet. */
export async function activeVersion(catalogue: Catalogue): Promise<ModelVersionId | null> {
  return (await catalogue.modelVersions()).find(({ active }) => active)?.id ?? null;
}
