import type { CatId, LibraryId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';

/** A sound that was listened to, as far as an encoder can learn from it. */
export type TrainableSound = {
  readonly soundId: SoundId;
  readonly libraryId: LibraryId;
  /** Within its library, with `/` between folders. */
  readonly relativePath: string;
  /** Absolute, as the file system spells it. */
  readonly file: Uint8Array;
  readonly payloadHash: PayloadHash;
  /** Of the label that stands for the whole sound; `null`: none. */
  readonly category: string | null;
  readonly catId: CatId | null;
  /** One level a frame, dBFS; empty where no model version has vectors of it. */
  readonly levelsDb: Float32Array;
};

/** How many labelled sounds a library has of a category, and how many frames. */
export type LabelledCount = {
  readonly libraryId: LibraryId;
  readonly category: string;
  readonly sounds: number;
  readonly frames: number;
};

/** The part of a catalogue that encoders are trained from. Labels that a model gave don't count. */
export type CatalogueTraining = {
  /** Sounds of a library with a label for the whole sound, in the order of their ids, those behind one. */
  labelledSounds(libraryId: LibraryId, afterId: number, limit: number): Promise<readonly TrainableSound[]>;
  /** Those of some sounds that were listened to. */
  trainableSounds(soundIds: readonly number[]): Promise<readonly TrainableSound[]>;
  labelledCounts(): Promise<readonly LabelledCount[]>;
};
