import { z } from 'zod';
import type { LibraryId } from './identifiers.ts';
import { libraryIdInput } from './inputs.ts';

/** Lengths: from (included) to (excluded) seconds. */
export const durationBuckets = [
  { value: 'under-1', from: 0, to: 1 },
  { value: '1-5', from: 1, to: 5 },
  { value: '5-30', from: 5, to: 30 },
  { value: '30-120', from: 30, to: 120 },
  { value: 'over-120', from: 120, to: Number.POSITIVE_INFINITY },
] as const;
export type DurationBucket = (typeof durationBuckets)[number]['value'];

/** Probability of the first suggestion: from (included) to (excluded); `none`: nothing is suggested. */
export const certaintyBuckets = [
  { value: 'under-50', from: 0, to: 0.5 },
  { value: '50-80', from: 0.5, to: 0.8 },
  { value: '80-95', from: 0.8, to: 0.95 },
  { value: 'over-95', from: 0.95, to: Number.POSITIVE_INFINITY },
] as const;
export type CertaintyBucket = (typeof certaintyBuckets)[number]['value'] | 'none';

/** How long ago a sound came into the catalogue: from (included) to (excluded) days; each sound is in one. */
export const addedBuckets = [
  { value: 'day', from: Number.NEGATIVE_INFINITY, to: 1 },
  { value: 'week', from: 1, to: 7 },
  { value: 'month', from: 7, to: 30 },
  { value: 'year', from: 30, to: 365 },
  { value: 'older', from: 365, to: Number.POSITIVE_INFINITY },
] as const;
export type AddedBucket = (typeof addedBuckets)[number]['value'];

const valuesOf = <Value extends string>(buckets: readonly { readonly value: Value }[]) =>
  buckets.map(({ value }) => value) as [Value, ...Value[]];
const several = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(1_000).optional();

/** What was chosen of each facet: values of one facet are alternatives, facets are all required. */
export const facetChoices = {
  /** `wav`, `flac`…, as AudioFormat names them. */
  containers: several(z.string().max(100)),
  sampleRatesHz: several(z.number().positive()),
  /** `null`: codecs without one (MP3, Vorbis…). */
  bitDepths: several(z.number().positive().nullable()),
  channels: several(z.int().positive()),
  durations: several(z.enum(valuesOf(durationBuckets))),
  libraryIds: several(libraryIdInput),
  added: several(z.enum(valuesOf(addedBuckets))),
  /** Who decided; `none`: nobody has. */
  labelSources: several(z.enum(['human', 'file-name', 'metadata', 'model', 'import', 'none'])),
  certainties: several(z.enum([...valuesOf(certaintyBuckets), 'none'])),
  statuses: several(z.enum(['indexed', 'failed', 'missing'])),
  /** 0: not rated. */
  ratings: several(z.int().min(0).max(5)),
  favourites: several(z.boolean()),
  /** Members of any of them; a sound can be in several. */
  collectionIds: several(z.uuid()),
};

const facetObject = z.object(facetChoices);
type Parsed = z.output<typeof facetObject>;
export type FacetName = keyof typeof facetChoices;
export type FacetValue<Name extends FacetName> = NonNullable<Parsed[Name]>[number];
export type FacetChoices = { readonly [Name in FacetName]?: readonly FacetValue<Name>[] };

/** Sounds a value, each facet counted as if nothing of it were chosen; values without sounds are left out. */
export type FacetCounts = {
  readonly [Name in FacetName]: readonly {
    readonly value: FacetValue<Name>;
    readonly count: number;
  }[];
};

/** What lies in a branch of a tree. */
export type TreeCounts = {
  readonly sounds: number;
  /** Decided by anybody or anything. */
  readonly labelled: number;
  /** Not decided, but something is suggested. */
  readonly suggested: number;
  /** Not decided. */
  readonly unreviewed: number;
};

/** A library as the root of its folders. */
export type LibraryBranch = TreeCounts & { readonly libraryId: LibraryId; readonly hasFolders: boolean };

export type FolderBranch = TreeCounts & {
  readonly name: string;
  /** Relative to the library, `/` between folders. */
  readonly path: string;
  readonly hasFolders: boolean;
};

/** A UCS category with its subcategories: the label's, else the first suggestion's. */
export type CategoryBranch = TreeCounts & {
  readonly category: string;
  readonly catIds: readonly (TreeCounts & { readonly catId: string })[];
};
