/** A sound of a dataset, before anything of it was read for training. */
export type SourceSound = {
  /** Below the dataset's folder, with `/` between folders. */
  readonly path: string;
  /** Whose numbered variants belong together: a library's name. */
  readonly library: string;
  /** Absolute, as the file system spells it. */
  readonly file: Uint8Array;
  /** In the catalogue; `null`: it isn't there. */
  readonly soundId: number | null;
  /** `null` until it was read. */
  readonly payloadHash: string | null;
  /** Its class, by what the dataset's classes are. */
  readonly label: string;
  /** Sounds that share one are the same recording. */
  readonly duplicateGroups: readonly string[];
  /** One level a frame, dBFS; `null` until it was read. */
  readonly levelsDb: Float32Array | null;
};

export type SourceDataset = {
  readonly name: string;
  readonly classKind: 'category' | 'subcategory' | 'own';
  readonly sounds: readonly SourceSound[];
};
