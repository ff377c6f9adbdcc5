import type { FacetChoices, FacetName } from '../../../src-shared/contract/facets.ts';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundFilter } from '../../../src-shared/contract/sounds.ts';
import { type SortOrder, sortOrderOf } from './sort-order.ts';

/** What narrows the sounds down beside the text; each part can be taken away on its own. */
export type Narrowing = FacetChoices & {
  /** With everything below it; the path is relative, empty for the library as a whole. */
  readonly folder?: { readonly libraryId: LibraryId; readonly path: string };
  readonly category?: string;
  readonly catId?: string;
  readonly unreviewed?: true;
  /** Its members, in its own order. */
  readonly collectionId?: string;
  /** Exactly these, found elsewhere, with what they are. */
  readonly sounds?: { readonly ids: readonly SoundId[]; readonly about: string };
};

/** Everything that a person asks of the table, as one value. */
export type SoundQuery = {
  /** As typed. */
  readonly text: string;
  readonly narrowing: Narrowing;
  /** Whether words also find what UCS says means the same. */
  readonly thesaurus: boolean;
  readonly sort: SortOrder;
};

/** What a value of each facet looks like; spelled out here because the contract's schemas stay out of the window. */
const facetTypes: { readonly [Name in FacetName]: readonly string[] } = {
  containers: ['string'],
  sampleRatesHz: ['number'],
  bitDepths: ['number', 'object'],
  channels: ['number'],
  durations: ['string'],
  libraryIds: ['number'],
  added: ['string'],
  labelSources: ['string'],
  certainties: ['string'],
  statuses: ['string'],
  ratings: ['number'],
  favourites: ['boolean'],
  collectionIds: ['string'],
};
export const facetNames = Object.keys(facetTypes) as readonly FacetName[];

/** As the engine takes it, and as it is kept in the history and under names. */
export const filterOf = ({ text, narrowing, thesaurus, sort }: SoundQuery): SoundFilter =>
  ({
    ...(text.trim() === '' ? {} : { text }),
    ...narrowing,
    ...(thesaurus ? {} : { thesaurus }),
    sort,
  }) as SoundFilter;

export const sameQuery = (one: SoundQuery, other: SoundQuery): boolean =>
  JSON.stringify(filterOf(one)) === JSON.stringify(filterOf(other));

const isNarrowed = (narrowing: Narrowing): boolean => Object.keys(narrowing).length > 0;

/** Whether anything is asked but everything. */
export const asksForSomething = ({ text, narrowing }: SoundQuery): boolean =>
  text.trim() !== '' || isNarrowed(narrowing);

/** With other values in the place of some parts; `undefined` takes a part away. */
export function narrowed(
  narrowing: Narrowing,
  changes: { readonly [Part in keyof Narrowing]?: Narrowing[Part] | undefined },
): Narrowing {
  const next = Object.entries({ ...narrowing, ...changes }).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(next) as Narrowing;
}

/** With a value of a facet among the chosen alternatives, or no longer. */
export function withToggled(narrowing: Narrowing, name: FacetName, value: unknown): Narrowing {
  const chosen: readonly unknown[] = narrowing[name] ?? [];
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return narrowed(narrowing, { [name]: next });
}

/**
 * A query that was kept by this version or another, here or by the engine.
 *
 * @returns `undefined` where it isn't one; what isn't known is passed over
 */
export function readQuery(stored: unknown): SoundQuery | undefined {
  if (!isRecord(stored)) return undefined;
  const { text, folder, category, catId, unreviewed, collectionId, sounds, thesaurus, sort } = stored;
  const choices = facetNames.flatMap((name) => {
    const values = stored[name];
    if (!Array.isArray(values)) return [];
    const fitting = values.filter((value) => facetTypes[name].includes(typeof value));
    return fitting.length === 0 ? [] : [[name, fitting] as const];
  });
  const narrowing = {
    ...Object.fromEntries(choices),
    ...(isRecord(folder) && typeof folder.libraryId === 'number' && typeof folder.path === 'string'
      ? { folder: { libraryId: folder.libraryId, path: folder.path } }
      : {}),
    ...(typeof category === 'string' ? { category } : {}),
    ...(typeof catId === 'string' ? { catId } : {}),
    ...(unreviewed === true ? { unreviewed } : {}),
    ...(typeof collectionId === 'string' ? { collectionId } : {}),
    ...(isRecord(sounds) && Array.isArray(sounds.ids) && typeof sounds.about === 'string'
      ? { sounds: { ids: sounds.ids.filter((id) => typeof id === 'number'), about: sounds.about } }
      : {}),
  } as unknown as Narrowing;
  return {
    text: typeof text === 'string' ? text : '',
    narrowing,
    thesaurus: thesaurus !== false,
    sort: sortOrderOf(sort) ?? { by: 'path' },
  };
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
