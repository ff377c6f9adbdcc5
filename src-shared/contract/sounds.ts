import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Expansion } from '../query/index.ts';
import type { AudioFormat, EmbeddedMetadata, Loudness, MetadataFieldName } from './audio.ts';
import {
  type CategoryBranch,
  type FacetCounts,
  type FolderBranch,
  facetChoices,
  type LibraryBranch,
} from './facets.ts';
import type { Failure } from './failures.ts';
import type { CatId, ModelVersionId, SoundId } from './identifiers.ts';
import { libraryIdInput, pageInput, pathInput, queryTextInput, resultSetIdInput, soundIdInput } from './inputs.ts';
import { repeatable } from './procedure.ts';
import type { LabelSource, NeighbourBelief, Suggestion } from './suggestions.ts';

export type SoundStatus = 'indexed' | 'failed' | 'missing';

/** What a person or a trusted source decided for a whole sound. */
export type CurrentLabel = {
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly decidedAt: Date;
};

/** One sound as the rest of the product sees it. */
export type SoundRecord = {
  readonly id: SoundId;
  /** Absolute. */
  readonly path: string;
  /** Name of its library. */
  readonly library: string;
  readonly status: SoundStatus;
  readonly failure: Failure | null;
  readonly format: AudioFormat | null;
  readonly loudness: Loudness | null;
  readonly frames: number;
  readonly label: CurrentLabel | null;
  readonly suggestions: readonly Suggestion[];
  /** What the file says, overlaid with what a person staged. */
  readonly fields: EmbeddedMetadata['fields'];
  /** Fields that were edited and that no file has yet; one that is not in `fields` is to be taken out. */
  readonly stagedFields: readonly MetadataFieldName[];
  readonly favourite: boolean;
  /** 0 (none) to 5. */
  readonly rating: number;
  readonly note: string | null;
  readonly playCount: number;
  /** When it was last auditioned. */
  readonly playedAt: Date | null;
  /** What was odd about the file when it was listened to, in plain words: it ends early, a passage is damaged… */
  readonly warnings: readonly string[];
  /** Whether another present sound has the same audio. */
  readonly isCopy: boolean;
};

/** How, and where, a sound is like the one that was asked about. */
export type SimilarMatch = {
  /** −1…1: the cosine of the nearest pair of frames, or of whole sounds the mean of cosines. */
  readonly similarity: number;
  /** Where in the sound the frame of the nearest pair lies. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Where the query's frame of that pair lies. */
  readonly queryStartSeconds: number;
  readonly queryEndSeconds: number;
  /** `copy`: the same audio as the sound that was asked about. */
  readonly relation: 'itself' | 'copy' | 'other';
};

export type SimilarRecord = SimilarMatch & { readonly sound: SoundRecord };

export type CatalogueStatusReport = {
  readonly catalogue: string;
  readonly sounds: {
    readonly total: number;
    readonly indexed: number;
    readonly failed: number;
    readonly missing: number;
  };
  readonly frames: number;
  readonly labels: number;
  readonly libraries: readonly { readonly name: string; readonly path: string }[];
  /** The model version whose vectors and suggestions are shown. */
  readonly modelVersion: ModelVersionId | null;
};

export const soundSortKeys = [
  'path',
  'name',
  'duration',
  'format',
  'sampleRate',
  'bitDepth',
  'channels',
  'loudness',
  'peak',
  'category',
  'probability',
  'labelSource',
  'status',
  'added',
  'modified',
  'collection',
] as const;

/** Which sounds are meant, as a person narrowed them down. */
export const soundFilter = z.object({
  ...facetChoices,
  /** Query text as the person typed it. */
  text: queryTextInput.optional(),
  /** Whether words also find what the UCS table says means the same; default true. */
  thesaurus: z.boolean().optional(),
  /** A UCS category; the label's, else the first suggestion's. */
  category: z.string().max(200).optional(),
  /** Of a UCS subcategory, in the same way. */
  catId: z.string().max(200).optional(),
  /** Only in this folder or below; relative to the library, `/` between folders. */
  folder: z.object({ libraryId: libraryIdInput, path: z.string().max(40_000) }).optional(),
  /** From this moment on, and before this one. */
  addedAfter: z.date().optional(),
  addedBefore: z.date().optional(),
  /** Only sounds that nobody has decided. */
  unreviewed: z.boolean().optional(),
  status: z.enum(['indexed', 'failed', 'missing']).optional(),
  libraryId: libraryIdInput.optional(),
  /** Only members, in the order of the collection unless `sort` says otherwise. */
  collectionId: z.uuid().optional(),
  /** Exactly these, found elsewhere: those that an evaluation took for something else, say. */
  sounds: z
    .object({
      ids: z.array(soundIdInput).min(1).max(10_000),
      /** What they are, for a person. */
      about: z.string().max(300),
    })
    .optional(),
  favourite: z.boolean().optional(),
  ratingAtLeast: z.int().min(0).max(5).optional(),
  /** Where the order matters. */
  sort: z.object({ by: z.enum(soundSortKeys), descending: z.boolean().optional() }).optional(),
});
export type SoundFilter = z.output<typeof soundFilter>;

/** Ordered sounds kept by the engine: pages and actions refer to it. */
export type SoundResultSet = {
  readonly id: number;
  readonly count: number;
  /** Of the catalogue when the query ran; a newer one means that another query may find others. */
  readonly revision: number;
  /** What the thesaurus widened the search to. */
  readonly expandedTo: readonly Expansion[];
};

/** Where a sound's bytes lie, for whoever plays them. */
export type SoundFileFacts = {
  /** The path as the file system spells it, in base64: names need not be text. */
  readonly pathBase64: string;
  readonly name: string;
  /** `null` where the file was never recognised as a sound. */
  readonly format: AudioFormat | null;
};

export type FrameCategory = { readonly category: string; readonly probability: number };

/** One of the overlapping stretches (2.32 s, each 1.16 s after the one before) in which a sound is heard. */
export type SoundFrame = {
  readonly startSeconds: number;
  /** dBFS of its mean power; `null`: digital silence. */
  readonly levelDb: number | null;
  /** The three most probable, best first; none where the model's heads are not at hand. */
  readonly categories: readonly FrameCategory[];
};

export const sounds = {
  query: repeatable.input(soundFilter).output(type<SoundResultSet>()),
  /** How many sounds have each value, each facet counted as if nothing of it were chosen. */
  facets: repeatable.input(z.object({ filter: soundFilter })).output(type<FacetCounts>()),
  /** Every library that holds sounds, with how many of those that are meant lie in it, as if no folder were chosen. */
  libraries: repeatable.input(z.object({ filter: soundFilter })).output(type<readonly LibraryBranch[]>()),
  /**
   * The folders right below one of a library that hold sounds; `path` is relative, empty for the library's own. With a
   * filter its sounds are counted, as if no folder were chosen; the folders are the same.
   */
  folders: repeatable
    .input(z.object({ libraryId: libraryIdInput, path: z.string().max(40_000), filter: soundFilter.optional() }))
    .output(type<readonly FolderBranch[]>()),
  /** The categories of the sounds that are meant, as if no category were chosen. */
  categories: repeatable.input(z.object({ filter: soundFilter })).output(type<readonly CategoryBranch[]>()),
  page: repeatable
    .input(z.object({ resultSetId: resultSetIdInput, ...pageInput }))
    .output(type<readonly SoundRecord[]>()),
  /** Where a sound stands in a result set, from 0; `null` where it isn't in it. */
  positionOf: repeatable
    .input(z.object({ resultSetId: resultSetIdInput, id: soundIdInput }))
    .output(type<number | null>()),
  release: repeatable.input(z.object({ resultSetId: resultSetIdInput })).output(type<null>()),
  /** All that match, some hundred at a time. */
  list: repeatable
    .input(
      soundFilter.extend({
        /** Absolute; only sounds that lie below it. */
        below: pathInput.optional(),
        limit: z.int().min(1).optional(),
      }),
    )
    .output(eventIterator(type<readonly SoundRecord[]>())),
  get: repeatable.input(z.object({ id: soundIdInput })).output(type<SoundRecord>()),
  file: repeatable.input(z.object({ id: soundIdInput })).output(type<SoundFileFacts>()),
  /** In their order; none where the sound has no vectors yet. */
  frames: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly SoundFrame[]>()),
  /** What the sounds that a person labelled and that are nearest to one say it is, strongest first; as of now, never kept. */
  neighbours: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly NeighbourBelief[]>()),
  /** Encoded as src-shared/peaks writes them, no finer than a screen of `points` needs; `null` where none are stored. */
  peaks: repeatable
    .input(z.object({ id: soundIdInput, points: z.int().min(1).max(1_000_000).optional() }))
    .output(type<Blob | null>()),
};
