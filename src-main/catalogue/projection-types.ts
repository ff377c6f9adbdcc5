import type { LibraryId, ModelVersionId } from '../../src-shared/contract/identifiers.ts';

/** How a map was made: its name is the maker's. */
export type ProjectionName = { readonly modelVersion: ModelVersionId; readonly method: string };

/** Where sounds stand on a map; vector sets name them, of which sounds with the same content have one together. */
export type ProjectedPlaces = {
  readonly vectorSets: Uint32Array;
  /** Two a vector set. */
  readonly places: Float32Array;
};

export type NewProjection = ProjectionName &
  ProjectedPlaces & {
    /** What it takes to place further sounds, packed by whoever made it. */
    readonly space: Uint8Array;
  };

/** The means of sounds' frames: what stands for each on a map. */
export type SoundMeans = {
  readonly vectorSets: Uint32Array;
  /** 512 a vector set. */
  readonly means: Float32Array;
  /** Behind which to go on; `null`: there are no more. */
  readonly next: number | null;
};

/** What counts as sound: frames above the first level, else the loudest one above the second; dBFS. */
export type AudibleLevels = { readonly quietDbfs: number; readonly silenceDbfs: number };

/** A kept map of the active model version, as it stands against the sounds that there are. */
export type ProjectionState = {
  readonly method: string;
  readonly madeAt: Date;
  /** Sounds on it that are there. */
  readonly sounds: number;
  /** Of these, placed among others after it was made. */
  readonly placedLater: number;
  /** Sounds with vectors that are not on it; silence is among them. */
  readonly lacking: number;
};

/** Present sounds with their places on a map, one value of each array a sound, in a random order that is always the same. */
export type MappedSounds = {
  readonly revision: number;
  readonly soundIds: Uint32Array;
  /** Two a sound. */
  readonly places: Float32Array;
  /** Place in the UCS list of the label's category, else of the first suggestion's; 255: none. */
  readonly categories: Uint8Array;
  /** Of the first suggestion, 0–255; 255 of what is labelled. */
  readonly certainties: Uint8Array;
  /** One of `deciders`. */
  readonly deciders: Uint8Array;
  /** Place in `libraryIds`, at most 255. */
  readonly libraries: Uint8Array;
  readonly libraryIds: readonly LibraryId[];
};

/** The part of a catalogue that keeps maps. */
export type CatalogueProjections = {
  /** Vector sets of a model version: how many, and the last of them. */
  vectorSetsOf(modelVersion: ModelVersionId): Promise<{ readonly count: number; readonly last: number }>;
  /** Heard sounds of a model version, in the order of their vector sets. Silence is left out. */
  soundMeans(
    modelVersion: ModelVersionId,
    levels: AudibleLevels,
    afterVectorSet: number,
    limit: number,
  ): Promise<SoundMeans>;
  /** Of these alone. */
  soundMeansOf(levels: AudibleLevels, vectorSets: Uint32Array): Promise<SoundMeans>;
  /** Vector sets of present sounds of the active version that a map lacks; `null`: there is no such map. */
  lackingPlaces(method: string): Promise<Uint32Array | null>;
  /** Takes the place of the one that was kept. */
  storeProjection(projection: NewProjection): Promise<void>;
  /** Adds sounds to a kept map; without one nothing happens. */
  addPlaces(name: ProjectionName, places: ProjectedPlaces): Promise<void>;
  projectionSpace(name: ProjectionName): Promise<(ProjectedPlaces & { readonly space: Uint8Array }) | null>;
  /** Of the active model version. `silent`: by method, vector sets that have no place and lack none. */
  projectionStates(silent?: ReadonlyMap<string, ReadonlySet<number>>): Promise<readonly ProjectionState[]>;
  /** `null`: there is no such map of the active model version. */
  mappedSounds(method: string): Promise<MappedSounds | null>;
};
