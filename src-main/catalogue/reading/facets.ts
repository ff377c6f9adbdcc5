import {
  addedBuckets,
  certaintyBuckets,
  durationBuckets,
  type FacetChoices,
  type FacetName,
} from '../../../src-shared/contract/facets.ts';
import type { Columns } from './columns.ts';
import type { PersonalColumns } from './personal-columns.ts';
import { statusCodes } from './sound-columns.ts';

export type Codes = Uint8Array | Uint16Array | Uint32Array;
type Value = string | number | boolean | null;

/** A property with few values: a small number a slot, and what the numbers mean. */
export type Facet = {
  readonly codes: (columns: Columns) => Codes;
  /** −1: no sound has it. */
  readonly codeOf: (value: Value, columns: Columns) => number;
  /** `undefined`: the code stands for nothing that is counted. */
  readonly valueOf: (code: number, columns: Columns) => Value | undefined;
};

type NumberColumn = 'durationSeconds' | 'addedMilliseconds' | 'probability';
type Bucket = { readonly value: string; readonly from: number; readonly to: number };

const dayMilliseconds = 86_400_000;

/** Facets that give each sound one value; it can be in several collections. */
export type CodedFacetName = Exclude<FacetName, 'collectionIds'>;

/** All of them by name. A new one over a column of words is one line. */
export const createFacets = (personal: PersonalColumns): { readonly [Name in CodedFacetName]: Facet } => ({
  containers: ofWords((columns) => columns.container),
  sampleRatesHz: ofWords((columns) => columns.sampleRateHz),
  bitDepths: ofWords((columns) => columns.bitDepth, null),
  channels: ofWords((columns) => columns.channels),
  durations: ofBuckets(durationBuckets, 'durationSeconds'),
  libraryIds: {
    codes: (columns) => columns.libraryId,
    codeOf: (value) => Number(value),
    valueOf: (code) => code,
  },
  added: ofBuckets(addedBuckets, 'addedMilliseconds', {
    valueOfNumber: (added, now) => (now - added) / dayMilliseconds,
  }),
  labelSources: ofWords((columns) => columns.labelSource, 'none'),
  certainties: ofBuckets(certaintyBuckets, 'probability', { none: 'none' }),
  statuses: {
    codes: (columns) => columns.status,
    codeOf: (value) => Object.entries(statusCodes).find(([status]) => status === value)?.[1] ?? -1,
    valueOf: (code) => Object.keys(statusCodes)[code],
  },
  ratings: {
    codes: ofMarks(personal, (_, rating) => rating),
    codeOf: (value) => Number(value),
    valueOf: (code) => code,
  },
  favourites: {
    codes: ofMarks(personal, (favourite) => favourite),
    codeOf: (value) => (value === true ? 1 : 0),
    valueOf: (code) => code === 1,
  },
});

/** A code from what people made of each sound; kept until anything changes. */
function ofMarks({ marks }: PersonalColumns, codeOf: (favourite: number, rating: number) => number): Facet['codes'] {
  let kept: { readonly words: object; readonly revision: number; readonly codes: Uint8Array } | undefined;
  return (columns) => {
    const { words, revision } = columns;
    if (kept?.words === words && kept.revision === revision) return kept.codes;
    const codes = new Uint8Array(columns.count);
    for (const [soundId, favourite, rating] of marks()) {
      const slot = columns.slotOf(soundId);
      if (slot >= 0) codes[slot] = codeOf(favourite, rating);
    }
    kept = { words, revision, codes };
    return codes;
  };
}

/** @param none the value that stands for having none; nothing: such sounds are not counted */
function ofWords(codes: (columns: Columns) => Uint16Array, none?: Value): Facet {
  return {
    codes,
    codeOf: (value, { words }) =>
      value === none ? 0 : typeof value !== 'object' && typeof value !== 'boolean' ? words.find(value) : -1,
    valueOf: (code, { words }) => (code === 0 ? none : words.values[code]),
  };
}

type BucketOptions = {
  readonly none?: string;
  /** What the buckets bound, where it is not the column's number itself; it changes with time. */
  readonly valueOfNumber?: (number: number, now: number) => number;
};

/** Codes are made when asked for and kept as long as the columns stay the same. */
function ofBuckets(buckets: readonly Bucket[], name: NumberColumn, { none, valueOfNumber }: BucketOptions = {}): Facet {
  let kept: { readonly version: string; readonly codes: Uint8Array } | undefined;
  const bounds = Float64Array.from(buckets, ({ to }) => to);
  return {
    codes: (columns) => {
      const now = Date.now();
      const minute = valueOfNumber === undefined ? 0 : Math.floor(now / 60_000);
      const column = columns[name];
      const version = `${columns.versionOf(name)} ${minute}`;
      if (kept?.version === version) return kept.codes;
      const codes = new Uint8Array(columns.count);
      for (let slot = 0; slot < columns.count; slot++) {
        const number = column[slot] ?? Number.NaN;
        if (Number.isNaN(number)) continue;
        const value = valueOfNumber === undefined ? number : valueOfNumber(number, now);
        let bucket = 0;
        while (bucket + 1 < bounds.length && value >= (bounds[bucket] ?? 0)) bucket++;
        codes[slot] = bucket + 1;
      }
      kept = { version, codes };
      return codes;
    },
    codeOf: (value) => {
      if (value === none) return 0;
      const place = buckets.findIndex((bucket) => bucket.value === value);
      return place < 0 ? -1 : place + 1;
    },
    valueOf: (code) => (code === 0 ? none : buckets[code - 1]?.value),
  };
}

/** Which codes of a facet were chosen, a byte a code. */
export function chosenCodes(facet: Facet, values: NonNullable<FacetChoices[FacetName]>, columns: Columns): Uint8Array {
  const codes = values.map((value) => facet.codeOf(value, columns)).filter((code) => code >= 0);
  const chosen = new Uint8Array(Math.max(0, ...codes) + 1);
  for (const code of codes) chosen[code] = 1;
  return chosen;
}
