import type { FacetName, FacetValue } from '../../../src-shared/contract/facets.ts';
import { countWords, rateWords } from '../../components/index.ts';
import { sourceWords } from '../inspector/evidence-words.ts';

/** Names that only the catalogue knows. */
export type KnownNames = {
  readonly libraries: ReadonlyMap<number, string>;
  readonly collections: ReadonlyMap<string, string>;
};

/** Facets in the order in which they stand. */
export const facetTitles: { readonly [Name in FacetName]: string } = {
  containers: 'Format',
  sampleRatesHz: 'Sample rate',
  bitDepths: 'Bit depth',
  channels: 'Channels',
  durations: 'Length',
  libraryIds: 'Library',
  added: 'Added',
  labelSources: 'Decided by',
  certainties: 'Certainty',
  ratings: 'Rating',
  favourites: 'Favourite',
  collectionIds: 'Collection',
  statuses: 'State',
};
export const facetOrder = Object.keys(facetTitles) as readonly FacetName[];

const durations: { readonly [Value in FacetValue<'durations'>]: string } = {
  'under-1': 'under 1 s',
  '1-5': '1 to 5 s',
  '5-30': '5 to 30 s',
  '30-120': '30 s to 2 min',
  'over-120': 'over 2 min',
};
const certainties: { readonly [Value in FacetValue<'certainties'>]: string } = {
  'over-95': 'over 95 %',
  '80-95': '80 to 95 %',
  '50-80': '50 to 80 %',
  'under-50': 'under 50 %',
  none: 'nothing suggested',
};
const added: { readonly [Value in FacetValue<'added'>]: string } = {
  day: 'in the last day',
  week: 'in the last week',
  month: 'in the last month',
  year: 'in the last year',
  older: 'longer ago',
};
const statuses: { readonly [Value in FacetValue<'statuses'>]: string } = {
  indexed: 'listened to',
  failed: 'failed',
  missing: 'missing',
};
const channelNames: { readonly [channels: number]: string } = { 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' };

/** Values that have an order of their own; those of other facets stand by how many sounds have them. */
const orders: { readonly [Name in FacetName]?: readonly string[] } = {
  durations: Object.keys(durations),
  certainties: Object.keys(certainties),
  added: Object.keys(added),
};
const byNumber: ReadonlySet<FacetName> = new Set(['sampleRatesHz', 'bitDepths', 'channels', 'ratings']);

const words: {
  readonly [Name in FacetName]: (value: FacetValue<Name>, names: KnownNames) => string;
} = {
  containers: (value) => value.toUpperCase(),
  sampleRatesHz: rateWords,
  bitDepths: (value) => (value === null ? 'none (compressed)' : `${value} bit`),
  channels: (value) => channelNames[value] ?? `${value} channels`,
  durations: (value) => durations[value],
  libraryIds: (value, { libraries }) => libraries.get(value) ?? 'a removed library',
  added: (value) => added[value],
  labelSources: (value) => (value === 'none' ? 'nobody yet' : sourceWords[value]),
  certainties: (value) => certainties[value],
  statuses: (value) => statuses[value],
  ratings: (value) => (value === 0 ? 'not rated' : '★'.repeat(value)),
  favourites: (value) => (value ? 'favourites' : 'not favourites'),
  collectionIds: (value, { collections }) => collections.get(value) ?? 'a deleted collection',
};

/** What a value of a facet is called. */
export const valueWords = (name: FacetName, value: unknown, names: KnownNames): string =>
  words[name](value as never, names);

/** Values as they stand below each other: by their own order where they have one, else the most frequent first. */
export function inOrder<Counted extends { readonly value: unknown }>(
  name: FacetName,
  values: readonly Counted[],
): readonly Counted[] {
  const order = orders[name];
  if (order !== undefined)
    return values.toSorted((a, b) => order.indexOf(String(a.value)) - order.indexOf(String(b.value)));
  if (!byNumber.has(name)) return values;
  const descending = name === 'channels' ? 1 : -1;
  return values.toSorted((a, b) => descending * (Number(a.value) - Number(b.value)));
}

/** What the tip of a branch says of its bar. */
export const branchWords = ({
  sounds,
  labelled,
  suggested,
}: {
  readonly sounds: number;
  readonly labelled: number;
  readonly suggested: number;
}): string =>
  `${countWords(labelled)} labelled, ${countWords(suggested)} suggested, ${countWords(sounds - labelled - suggested)} without either`;
