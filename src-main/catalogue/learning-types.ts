import type { EmbeddedMetadata } from '../../src-shared/contract/audio.ts';
import type { CatId, LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import type { Region } from './label-types.ts';
import type { VersionedFeatures } from './scan-types.ts';

/** Whose features: of a model version, made in one way. */
export type FeatureKind = {
  readonly modelVersion: ModelVersionId;
  readonly featuresVersion: number;
  /** Of the way names are read. */
  readonly namesVersion: number;
};

/** Sounds with what suggestions are made of; what is not there yet, and silence, has none. */
export type LearnableSounds = {
  readonly soundIds: Uint32Array;
  readonly payloadIds: Uint32Array;
  /** Numbers that stand for the folders that they lie in. */
  readonly folders: Float64Array;
  /** All features, one behind the other. */
  readonly features: Uint8Array;
  /** Where each sound's features end in `features`; they begin where the ones before end. */
  readonly ends: Uint32Array;
  /** What names say of each, as features: one behind the other. */
  readonly names: Uint8Array;
  readonly nameEnds: Uint32Array;
};

/** What names say of sounds; only of those of whom they were read. */
export type StoredNames = { readonly soundIds: Uint32Array; readonly names: Uint8Array; readonly ends: Uint32Array };

/** A sound whose names are to be read, with all that is read of it. */
export type UnreadNames = {
  readonly soundId: SoundId;
  readonly revision: number;
  readonly libraryId: LibraryId;
  readonly libraryName: string;
  readonly relativePath: string;
  /** With what a person edited. */
  readonly fields: EmbeddedMetadata['fields'];
};

/** What the names of a sound said, of the revision in which they were read. */
export type NamesRead = { readonly soundId: SoundId; readonly revision: number; readonly data: Uint8Array };

/** Paths of a library. */
export type LibraryPaths = {
  readonly paths: readonly string[];
  /** Behind which to go on; `null`: there are no more. */
  readonly next: Uint8Array | null;
};

/** Sounds that changed, or whose labels did. */
export type LearnableChanges = {
  readonly soundIds: Uint32Array;
  /** 0: nothing can be suggested for it any more. */
  readonly payloadIds: Uint32Array;
  /** Numbers that stand for the folders that they lie in. */
  readonly folders: Float64Array;
  /** Up to which they are told. */
  readonly revision: number;
  /** What is gone was not told of: all is to be looked through. */
  readonly everything: boolean;
};

export type LackingFeatures = {
  /** Each with the sounds that have it. */
  readonly payloads: readonly { readonly payloadId: number; readonly soundIds: readonly SoundId[] }[];
  /** Behind which to go on; `null`: there are no more. */
  readonly next: number | null;
};

/** Contents that a model version has not listened to. */
export type LackingVectors = {
  readonly payloads: readonly {
    readonly payloadId: number;
    readonly payloadHash: PayloadHash;
    /** The base version has vectors of it. */
    readonly hasBase: boolean;
    /** Sounds that have it; `presentIds`: those whose file was there when last looked. */
    readonly soundIds: readonly SoundId[];
    readonly presentIds: readonly SoundId[];
  }[];
  /** Behind which to go on; `null`: there are no more. */
  readonly next: number | null;
};

/** What a person decided. */
export type TrainingLabel = {
  readonly soundId: SoundId;
  readonly payloadId: number;
  readonly region: Region | null;
  readonly category: string;
  readonly catId: CatId | null;
};

/** The first five suggestions of sounds as they are stored. */
export type StoredSuggestions = {
  /** 5 a sound, numbers of UCS categories; 255: none. */
  readonly categories: Uint8Array;
  readonly probabilities: Float32Array;
};

export type NewSuggestions = {
  readonly soundId: SoundId;
  /** Of which content they are: where that changed meanwhile, they are not stored. */
  readonly payloadId: number;
  /** The first; `null`: nothing is suggested. */
  readonly first: Pick<Suggestion, 'category' | 'catId' | 'probability'> | null;
  /** All of them, as src-shared/suggestions writes them. */
  readonly text: string;
};

/** The part of a catalogue that suggestions learn from. */
export type CatalogueLearning = {
  /** What all suggestions of a model version were made by; `null`: not known to be one. */
  scoring(modelVersion: ModelVersionId): Promise<string | null>;
  /** In the order of their ids, those behind one. */
  learnableSounds(kind: FeatureKind, afterId: number, limit: number): Promise<LearnableSounds>;
  learnableOf(kind: FeatureKind, soundIds: readonly number[]): Promise<LearnableSounds>;
  /** @param since a revision; −1: all */
  learnableChanges(since: number): Promise<LearnableChanges>;
  /** Those of people, of sounds that are there; `null`: of all sounds. */
  trainingLabels(soundIds: readonly number[] | null): Promise<readonly TrainingLabel[]>;
  /** `null`: there are none. */
  featuresOfPayload(
    modelVersion: ModelVersionId,
    version: number,
    payloadHash: PayloadHash,
  ): Promise<Uint8Array | null>;
  storedSuggestions(modelVersion: ModelVersionId, soundIds: readonly number[]): Promise<StoredSuggestions>;
  /** Of the next thousands behind one, those that have vectors but no features. */
  payloadsWithoutFeatures(kind: FeatureKind, afterPayloadId: number, limit: number): Promise<LackingFeatures>;
  storedNames(kind: FeatureKind, soundIds: readonly number[]): Promise<StoredNames>;
  /** Of the next thousands of sounds behind one, those whose names are to be read. */
  unreadNames(
    kind: FeatureKind,
    afterId: number,
    limit: number,
  ): Promise<{ readonly sounds: readonly UnreadNames[]; readonly next: number | null }>;
  unreadNamesOf(kind: FeatureKind, soundIds: readonly number[]): Promise<readonly UnreadNames[]>;
  pathsOfLibrary(libraryId: LibraryId, after: Uint8Array | null, limit: number): Promise<LibraryPaths>;
  /** @returns sounds that changed since they were read: theirs are not stored */
  storeNames(version: number, batch: readonly NamesRead[]): Promise<readonly number[]>;
  /** Of the next thousands behind one, those that a version has no vectors of. @param base whose vectors may stand for listening */
  payloadsWithoutVectors(
    modelVersion: ModelVersionId,
    base: ModelVersionId | null,
    afterPayloadId: number,
    limit: number,
  ): Promise<LackingVectors>;
  /** Vectors of a version that doesn't serve yet; what is there already stays. Who listens is told quietly. */
  storeVersionVectors(
    modelVersion: ModelVersionId,
    batch: readonly {
      readonly payloadId: number;
      readonly embeddings: Float32Array;
      readonly levelsDb: Float32Array;
    }[],
  ): Promise<void>;
  storeFeatures(
    modelVersion: ModelVersionId,
    batch: readonly { readonly payloadId: number; readonly features: VersionedFeatures }[],
  ): Promise<void>;
  /**
   * Suggestions made anew; until `settleScoring` says that all are there, it is not known what they were made by.
   * @param quietly listeners are told so
   */
  renewSuggestions(modelVersion: ModelVersionId, batch: readonly NewSuggestions[], quietly: boolean): Promise<void>;
  /** All suggestions are made by this, unless others were stored after a revision. */
  settleScoring(modelVersion: ModelVersionId, scoring: string, revision: number): Promise<void>;
  /** Brings what queries need up to now, so that the next query needn't. */
  followChanges(): Promise<void>;
};
