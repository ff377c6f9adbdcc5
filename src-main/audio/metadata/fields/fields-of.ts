import type { EmbeddedMetadata, MetadataEntry, MetadataFieldName } from '../../../../src-shared/contract/audio.ts';
import { findSubcategory, ofUcsInForce } from '../../../../src-shared/ucs/index.ts';
import { fieldSources } from './field-sources.ts';

type Fields = { -readonly [Field in MetadataFieldName]?: string };

const freeform = new Set<MetadataEntry['standard']>(['vorbis', 'ape', 'asf', 'caf']);
const knownCategories = ofUcsInForce(({ categories }) => new Set(categories));

/** Popularimeter steps of Windows Explorer, the custom that most programs keep: up to here, so many stars. */
const starSteps = [0, 1, 64, 128, 196, 255];

/**
 * Fills the well-known fields from the entries by the order of `fieldSources`. What is a category or a CatID, the UCS list
 * in force says.
 */
export function fieldsOf(entries: readonly MetadataEntry[]): EmbeddedMetadata['fields'] {
  const values = indexEntries(entries);
  addDerived(values);
  const fields: Fields = {};
  for (const field of Object.keys(fieldSources) as MetadataFieldName[]) {
    const value = field === 'catId' ? catIdIn(values) : firstValue(fieldSources[field], values);
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}

function firstValue(sources: readonly string[], values: ReadonlyMap<string, string>): string | undefined {
  for (const source of sources) {
    if (source.startsWith('known:')) {
      const genre = values.get(source.slice('known:'.length))?.toUpperCase();
      if (genre !== undefined && knownCategories().has(genre)) return genre;
      continue;
    }
    const value = values.get(source);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A real CatID anywhere beats a text in a more trusted place that isn't one: LONGID means other things too. */
function catIdIn(values: ReadonlyMap<string, string>): string | undefined {
  const candidates = fieldSources.catId.map((source) => values.get(source)).filter((value) => value !== undefined);
  for (const candidate of candidates) {
    const match = findSubcategory(candidate);
    // One of a list before is left as the file says it.
    if (match?.exact) return sameCase(candidate, match.subcategory.catId);
  }
  return values.get('aswg:CATID') ?? values.get('user:CATID') ?? values.get('free:CATID');
}

/** What is meant as it is spelt, where only case and spaces differ. */
const sameCase = (text: string, spelt: string): string =>
  text.trim().toLowerCase() === spelt.toLowerCase() ? spelt : text.trim();

/** The first value of each key, under every name that `fieldSources` may call it. */
function indexEntries(entries: readonly MetadataEntry[]): Map<string, string> {
  const values = new Map<string, string>();
  const put = (key: string, value: string) => {
    if (!values.has(key)) values.set(key, value);
  };
  for (const { standard, key, value } of entries) {
    const capitals = key.toUpperCase();
    if (standard === 'user') put(`user:${bare(capitals.replace(/^USER\//, ''))}`, value);
    else if (standard === 'aswg') put(`aswg:${bare(capitals.replace(/^ASWG\//, ''))}`, value);
    else put(`${standard}:${standard === 'caf' ? bare(capitals) : capitals}`, value);
    // A link is a link, whatever it is called.
    if (standard === 'id3' && capitals.startsWith('WXXX:')) put('id3:WXXX', value);
    const freeName = freeformName(standard, capitals);
    if (freeName) put(`free:${bare(freeName)}`, value);
  }
  return values;
}

function freeformName(standard: MetadataEntry['standard'], key: string): string | undefined {
  // music-metadata puts a Matroska tag's target in front: `track:TITLE`.
  if (standard === 'matroska') return key.replace(/^[A-Z]+:/, '');
  if (freeform.has(standard)) return key.replace(/^WM\//, '');
  if (standard === 'id3') return /^TXXX?:(.+)$/.exec(key)?.[1];
  // Freeform items, and the names of keyed items: plain, or in reverse domain form.
  if (standard === 'mp4')
    return /^----:[^:]*:(.+)$/.exec(key)?.[1] ?? /^(?:com\.apple\.quicktime\.)?(.{5,})$/i.exec(key)?.[1];
  return undefined;
}

function bare(name: string): string {
  return name.replace(/[\s_-]+/g, '');
}

function addDerived(values: Map<string, string>): void {
  const put = (key: string, value: string | undefined) => {
    if (value !== undefined) values.set(`derived:${key}`, value);
  };
  put('BEXTDATE', dateTime(values.get('bext:ORIGINATIONDATE'), values.get('bext:ORIGINATIONTIME')));
  put('IXMLDATE', dateTime(values.get('ixml:BEXT/BWF_ORIGINATION_DATE'), values.get('ixml:BEXT/BWF_ORIGINATION_TIME')));
  put(
    'ID3DATE',
    id3Date(values.get('id3:TYER') ?? values.get('id3:TYE'), values.get('id3:TDAT') ?? values.get('id3:TDA')),
  );
  put(
    'IXMLTIMEREFERENCE',
    wideNumber(values.get('ixml:BEXT/BWF_TIME_REFERENCE_HIGH'), values.get('ixml:BEXT/BWF_TIME_REFERENCE_LOW')) ??
      wideNumber(
        values.get('ixml:SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI'),
        values.get('ixml:SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO'),
      ),
  );
  put('STARS', stars(values.get('id3:POPM') ?? values.get('id3:POP')));
}

/** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`; other programs separate the digits by anything. */
function dateTime(date: string | undefined, time: string | undefined): string | undefined {
  const day = /^(\d{4})\D?(\d{2})\D?(\d{2})/.exec(date ?? '');
  if (!day || day[1] === '0000') return undefined;
  const clock = /^(\d{2})\D?(\d{2})\D?(\d{2})/.exec(time ?? '');
  const written = `${day[1]}-${day[2]}-${day[3]}`;
  return clock ? `${written}T${clock[1]}:${clock[2]}:${clock[3]}` : written;
}

/** ID3v2.3 keeps the year (YYYY) and the day (DDMM) apart. */
function id3Date(year: string | undefined, dayAndMonth: string | undefined): string | undefined {
  if (year === undefined) return undefined;
  const parts = /^(\d{2})(\d{2})$/.exec(dayAndMonth ?? '');
  return parts && /^\d{4}$/.test(year) ? `${year}-${parts[2]}-${parts[1]}` : year;
}

function wideNumber(high: string | undefined, low: string | undefined): string | undefined {
  if (!/^\d{1,10}$/.test(low ?? '')) return undefined;
  const upper = /^\d{1,10}$/.test(high ?? '') ? BigInt(high ?? 0) : 0n;
  return ((upper << 32n) + BigInt(low ?? 0)).toString();
}

function stars(popularimeter: string | undefined): string | undefined {
  const rating = Number(popularimeter);
  if (popularimeter === undefined || !(rating > 0)) return undefined;
  return String(starSteps.findIndex((step) => rating <= step));
}
