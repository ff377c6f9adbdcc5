import type { MetadataFieldName } from '../../src-shared/contract/audio.ts';
import type { HistoryAction } from '../../src-shared/contract/history.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { LabelOrigin } from './label-types.ts';
import type { ResultSetId } from './query-types.ts';

/** Which sounds a command is about. */
export type SoundSelection =
  | { readonly soundIds: readonly SoundId[] }
  | {
      readonly resultSetId: ResultSetId;
      /** Only these rows of it, `first` up to but without `end`, from 0. */
      readonly ranges?: readonly { readonly first: number; readonly end: number }[];
      readonly except?: readonly SoundId[];
    };

export type DecisionOptions = {
  /** UUID; sent twice, the command is done once. */
  readonly commandId?: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
};

/** How many facts a command changed. */
export type DecisionOutcome = { readonly changed: number };

export type CollectionId = string & { readonly collection: unique symbol };

export type CollectionFacts = {
  readonly name: string;
  /** As the screens name it: `#4c8dff`, or empty. */
  readonly colour: string;
  /** Among the collections, as an order key. */
  readonly position: string;
};

export type Collection = CollectionFacts & {
  readonly id: CollectionId;
  readonly createdAt: Date;
  /** Members that are there: not those of removed libraries. */
  readonly sounds: number;
  /** Members whose files are missing. */
  readonly missing: number;
};

/** What changes; what is left out stays. */
export type MarkPatch = {
  readonly favourite?: boolean;
  /** 0 (none) to 5. */
  readonly rating?: number;
  /** Empty: none. */
  readonly note?: string;
};

export type Marks = { readonly favourite: boolean; readonly rating: number; readonly note: string | null };

/** A cue point, or a named region. */
export type Marker = {
  /** UUID. */
  readonly id: string;
  readonly startSeconds: number;
  /** `null`: a point. */
  readonly endSeconds: number | null;
  readonly name: string;
  readonly colour: string;
};

export type StagedEdit = {
  readonly field: MetadataFieldName;
  /** Empty: the field is to be taken out. */
  readonly value: string;
  readonly author: string;
  readonly editedAt: Date;
  /** What the file says. */
  readonly fileValue: string | null;
};

export type FieldValue = { readonly soundId: SoundId; readonly field: MetadataFieldName; readonly value: string };

/** A part of a large edit; sent again, the same command has the same parts. */
export type StagedPart = {
  readonly values: readonly FieldValue[];
  /** Sounds looked at so far, this part included. */
  readonly soundsDone: number;
};

export type StagedSound = { readonly soundId: SoundId; readonly edits: readonly StagedEdit[] };

export type Play = { readonly id: number; readonly soundId: SoundId; readonly playedAt: Date };

export type SavedSearchFacts = {
  readonly name: string;
  readonly position: string;
  /** JSON. */
  readonly query: string;
};
export type SavedSearch = SavedSearchFacts & { readonly id: string; readonly createdAt: Date };

/** One command of the history. */
export type HistoryEntry = {
  /** Grows from command to command. */
  readonly number: number;
  readonly id: string;
  readonly author: string;
  readonly device: string;
  readonly action: HistoryAction;
  /** What the title says beside the action: a category, a name. */
  readonly detail: string;
  readonly state: 'done' | 'undone';
  readonly sounds: number;
  readonly changes: number;
  readonly createdAt: Date;
};

export type HistoryDirection = 'undo' | 'redo';

/** A deed as its title will say it. */
export type Deed = { readonly action: HistoryAction; readonly detail: string };

export type StepOutcome = {
  /** `null`: there was nothing to take back, or to do again. */
  readonly entry: HistoryEntry | null;
  /** Sounds that are different now, as far as the step is about sounds. */
  readonly changed: readonly SoundId[];
};

/**
 * What a person makes beside labels. Each command becomes one entry of its author's history; labelling commands do too.
 * Commands over many sounds come in parts between which others are served.
 */
export type CataloguePersonal = {
  /** In their order. */
  collections(): Promise<readonly Collection[]>;
  /** Comes last, with the sounds in it from the beginning. Throws `collection-exists`. */
  createCollection(
    facts: Pick<CollectionFacts, 'name' | 'colour'> & { readonly soundIds?: readonly SoundId[] },
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<Collection>;
  /** `before`: the collection it is to stand before; `null`: last. Throws `collection-exists`, `collection-unknown`. */
  changeCollection(
    id: CollectionId,
    changes: { readonly name?: string; readonly colour?: string; readonly before?: CollectionId | null },
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;
  /** Throws `collection-unknown`. */
  deleteCollection(id: CollectionId, origin: LabelOrigin, options?: DecisionOptions): Promise<DecisionOutcome>;
  /** Sounds that are in it stay where they are. `before`: a member; `null`: last. Throws `collection-unknown`. */
  addToCollection(
    id: CollectionId,
    sounds: SoundSelection,
    before: SoundId | null,
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;
  removeFromCollection(
    id: CollectionId,
    sounds: SoundSelection,
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;
  /** Puts members, in the order given, before another; `null`: last. Throws `collection-unknown`. */
  moveInCollection(
    id: CollectionId,
    sounds: SoundSelection,
    before: SoundId | null,
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;
  /** Collections that a sound is in. */
  collectionsOf(soundId: SoundId): Promise<readonly CollectionId[]>;

  mark(
    sounds: SoundSelection,
    patch: MarkPatch,
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;

  /** By time. */
  markers(soundId: SoundId): Promise<readonly Marker[]>;
  /** Adds markers, or changes those whose ids are known. */
  putMarkers(
    soundId: SoundId,
    markers: readonly Marker[],
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;
  removeMarkers(
    soundId: SoundId,
    ids: readonly string[],
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;

  /** A value that the file has already is not staged; `null` forgets what is staged. */
  stageEdits(
    sounds: SoundSelection,
    fields: { readonly [Field in MetadataFieldName]?: string | null },
    deed: Deed,
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<DecisionOutcome>;
  /** Different values for different sounds, in parts of at most 200 that come one by one, as one command. */
  stageValues(
    parts: AsyncIterable<StagedPart>,
    deed: Deed,
    origin: LabelOrigin,
    options?: Pick<DecisionOptions, 'commandId'>,
  ): Promise<DecisionOutcome>;
  stagedEdits(soundId: SoundId): Promise<readonly StagedEdit[]>;
  stagedSounds(after: SoundId | null, limit: number): Promise<readonly StagedSound[]>;
  countStaged(): Promise<{ readonly sounds: number; readonly edits: number }>;
  /** What is shown: staged values before those of the files; only where there is one. */
  fieldValues(soundIds: readonly SoundId[], fields: readonly MetadataFieldName[]): Promise<readonly FieldValue[]>;
  /** The ids that a selection means, in its order, without repetitions. */
  selectedIds(sounds: SoundSelection): Promise<readonly SoundId[]>;

  /** Remembers that a sound was auditioned; tells nobody. Only the last 10,000 times are kept one by one. */
  notePlayed(soundId: SoundId, playedAt: Date): Promise<void>;
  /** Newest first. */
  plays(page: { readonly limit: number; readonly before?: number }): Promise<readonly Play[]>;
  forgetPlays(): Promise<void>;

  savedSearches(): Promise<readonly SavedSearch[]>;
  /** `before`: the search it is to stand before; `null`: last. A known `id` is changed, and stays where it is without `before`. */
  saveSearch(
    search: { readonly id?: string; readonly name: string; readonly query: string; readonly before?: string | null },
    origin: LabelOrigin,
    options?: DecisionOptions,
  ): Promise<SavedSearch>;
  deleteSearch(id: string, origin: LabelOrigin, options?: DecisionOptions): Promise<DecisionOutcome>;
  /** Remembers what was searched for, once each; the last 200 are kept. */
  noteSearch(query: string, searchedAt: Date): Promise<void>;
  searchHistory(limit: number): Promise<readonly { readonly query: string; readonly searchedAt: Date }[]>;
  forgetSearches(): Promise<void>;

  /** Newest first, without what was taken back and then replaced by something else. */
  history(page: {
    readonly author: string;
    readonly limit: number;
    readonly before?: number;
  }): Promise<readonly HistoryEntry[]>;
  /** What undo and redo would be about. */
  nextSteps(author: string): Promise<{ readonly undo: HistoryEntry | null; readonly redo: HistoryEntry | null }>;
  /**
   * Takes back this author's last command that stands, or does the last one again that was taken back. What somebody
   * else changed since stays as they left it.
   */
  step(direction: HistoryDirection, origin: LabelOrigin, options?: DecisionOptions): Promise<StepOutcome>;

  settings(): Promise<{ readonly [name: string]: unknown }>;
};
