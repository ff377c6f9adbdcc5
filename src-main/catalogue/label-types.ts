import type { CatId, LibraryId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { LabelSource } from '../../src-shared/contract/suggestions.ts';
import type { DecisionOptions, Deed } from './personal-types.ts';

export type Region = { readonly startSeconds: number; readonly endSeconds: number };

export type NewLabel = {
  readonly soundId: SoundId;
  /** `null`: the whole sound. */
  readonly region: Region | null;
  /** `null` clears the label. */
  readonly decision: { readonly category: string; readonly catId: CatId | null } | null;
  readonly source: LabelSource;
  /** Who said it where that is not who runs the command: an imported list names its own. */
  readonly author?: string;
  readonly device?: string;
  /** A person said it, and yet it leaves alone what a person has said here. */
  readonly yields?: boolean;
};

/** Who decides, on which machine. */
export type LabelOrigin = { readonly author: string; readonly device: string };

export type Label = {
  /** UUIDv7 of the event that stands. */
  readonly eventId: string;
  readonly region: Region | null;
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly decidedAt: Date;
  /** A person said it: no machine overwrites it. */
  readonly locked: boolean;
};

export type LabelEvent = {
  readonly eventId: string;
  /** Events of one command share it: undo takes them back together. */
  readonly batchId: string;
  readonly kind: 'set' | 'clear' | 'undo';
  readonly soundId: SoundId;
  readonly payloadHash: PayloadHash | null;
  readonly region: Region | null;
  readonly category: string | null;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly createdAt: Date;
  /** For `undo`: the event taken back. */
  readonly undoneEventId: string | null;
};

export type LabelOutcome = {
  /** Sounds whose current label changed. */
  readonly changed: readonly SoundId[];
  /** Sounds left alone because a person's label stands there. */
  readonly locked: readonly SoundId[];
};

/** A label that stands, with the sound it is of. */
export type StandingLabel = Omit<Label, 'category' | 'locked'> & {
  readonly soundId: SoundId;
  /** `null`: a person cleared it, which stands, too. */
  readonly category: string | null;
};

/** Where a list says that a sound lies. */
export type AskedPlace = {
  /** Absolute paths, tried in this order. */
  readonly absolute: readonly string[];
  /** Paths below a library's folder, tried in this order in each library. */
  readonly relative: readonly { readonly path: string; readonly library: string | null }[];
};

export type SoundPlace = {
  readonly id: SoundId;
  readonly libraryId: LibraryId;
  /** Relative to the library, `/` between folders. */
  readonly path: string;
};

/** Lists of labels, in and out, and the UCS list that they are written in. */
export type CatalogueLists = {
  /** By sound, the whole sound first; those that a person cleared among them. */
  standingLabels(soundIds: readonly SoundId[]): Promise<readonly StandingLabel[]>;
  /** Sounds at places, in the order asked for; several where a relative path is in several libraries. */
  soundsAt(asked: readonly AskedPlace[]): Promise<readonly (readonly SoundId[])[]>;
  /** All sounds by id, some at a time. */
  soundPlaces(after: SoundId | null, limit: number): Promise<readonly SoundPlace[]>;
  /** How many labels that stand have each CatID (`''`: none) of each category. */
  labelCounts(): Promise<readonly { readonly category: string; readonly catId: string; readonly labels: number }[]>;
  /** Labels that stand with one of these CatIDs (lower case), or without any, of one of these categories. */
  labelsWith(catIds: readonly string[], categories: readonly string[]): Promise<readonly StandingLabel[]>;
  /**
   * Labels, each of another sound or region, as one command under one title; with `setting`, what a setting of the catalogue becomes
   * in the same command (`null`: none), so that undoing it takes both back.
   */
  labelTogether(
    labels: readonly NewLabel[],
    deed: Deed,
    origin: LabelOrigin,
    options: DecisionOptions & { readonly setting?: { readonly name: string; readonly value: string | null } },
  ): Promise<LabelOutcome>;
  /** The text of a setting that history keeps; `null`: none. */
  settingText(name: string): Promise<string | null>;
  /** Reads the UCS list that searches go by anew. */
  ucsListChanged(): Promise<void>;
};
