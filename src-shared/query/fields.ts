import { editDistance } from '../ucs/index.ts';
import type { FieldResult, QueryNode, SourceValue, StatusValue } from './ast.ts';
import { readCategory, readCatId } from './category.ts';
import { readAdded } from './dates.ts';
import { channelCount, count, decibels, hertz, probability, readRange, seconds, stars } from './ranges.ts';

/** A field of the query language, for reading, completing and explaining it. */
export type Field = {
  readonly name: string;
  /** What it asks about, for a person who completes. */
  readonly meaning: string;
  /** Values worth offering; for `cat` and `catid` the UCS names come from the table. */
  readonly offers: readonly string[];
  /** Other names that people try. */
  readonly alsoCalled: readonly string[];
  readonly read: (value: string, now: number) => FieldResult;
};

const statuses: readonly StatusValue[] = ['indexed', 'failed', 'missing'];
const sources: readonly SourceValue[] = ['human', 'file-name', 'metadata', 'model', 'import', 'none'];

const offersNothing: readonly string[] = [];
const text =
  (node: (value: string) => QueryNode) =>
  (value: string): FieldResult => ({ node: node(value) });

function oneOf<Value extends string>(known: readonly Value[], what: string, node: (value: Value) => QueryNode) {
  return (value: string): FieldResult => {
    const meant = known.find((each) => each === value.toLowerCase());
    if (meant !== undefined) return { node: node(meant) };
    const near = nearest(value.toLowerCase(), known);
    const said = `${what} is one of ${known.join(', ')}; not “${value}”.`;
    return { problem: near === undefined ? said : `${said} Did you mean ${near}?` };
  };
}

const field = (
  name: string,
  meaning: string,
  offers: readonly string[],
  alsoCalled: readonly string[],
  read: Field['read'],
): Field => ({ name, meaning, offers, alsoCalled, read });

/** The fields in the order in which a person is told of them. */
export const fields: readonly Field[] = [
  field('cat', 'category or CatID', offersNothing, ['category', 'ucs'], readCategory),
  field('catid', 'CatID', offersNothing, ['subcategory', 'sub'], readCatId),
  field('dur', 'length', ['<1', '1..5', '>30', '>2m'], ['duration', 'length', 'len', 'time'], (value) =>
    readRange('dur', value, seconds, 'seconds, like dur:>5, dur:1..3, dur:>1m30 or dur:<200ms'),
  ),
  field('rate', 'sample rate', ['44.1k', '48k', '96k', '>=96k'], ['samplerate', 'sr', 'hz', 'khz'], (value) =>
    readRange('rate', value, hertz, 'a sample rate, like rate:96k or rate:>=48000'),
  ),
  field('ch', 'channels', ['mono', 'stereo', '>2'], ['channels', 'channel'], (value) =>
    readRange('ch', value, channelCount, 'a number of channels, like ch:2 or ch:>2'),
  ),
  field('bits', 'bit depth', ['16', '24', '32'], ['depth', 'bitdepth', 'bit'], (value) =>
    readRange('bits', value, count, 'a bit depth, like bits:24 or bits:>16'),
  ),
  field(
    'fmt',
    'format of the file',
    ['wav', 'aiff', 'flac', 'mp3', 'ogg'],
    ['format', 'type', 'container', 'ext'],
    (value) => {
      const prefix = value.endsWith('*');
      return { node: { kind: 'format', value: value.replace(/^\./u, '').replace(/\*+$/u, ''), prefix } };
    },
  ),
  field(
    'name',
    'part of the file name',
    offersNothing,
    ['file', 'filename', 'title'],
    text((value) => ({ kind: 'name', value })),
  ),
  field(
    'path',
    'part of the path',
    offersNothing,
    ['folder', 'dir'],
    text((value) => ({ kind: 'path', value })),
  ),
  field(
    'lib',
    'part of the library’s name',
    offersNothing,
    ['library'],
    text((value) => ({ kind: 'library', value })),
  ),
  field(
    'desc',
    'words of the description',
    offersNothing,
    ['description', 'comment'],
    text((value) => ({ kind: 'text', field: 'desc', value })),
  ),
  field(
    'note',
    'words of your note',
    offersNothing,
    ['notes'],
    text((value) => ({ kind: 'text', field: 'note', value })),
  ),
  field(
    'source',
    'who decided the category',
    sources,
    ['by', 'labelsource', 'author'],
    oneOf(sources, 'A source', (value) => ({ kind: 'source', value })),
  ),
  field(
    'status',
    'state of the file',
    statuses,
    ['state'],
    oneOf(statuses, 'A status', (value) => ({ kind: 'status', value })),
  ),
  field(
    'certainty',
    'probability of the first suggestion',
    ['>80%', '<50%', '50%..80%'],
    ['probability', 'confidence', 'score'],
    (value) => readRange('certainty', value, probability, 'a probability, like certainty:>80% or certainty:<0.5'),
  ),
  field(
    'added',
    'when it came into the catalogue',
    ['<1d', '<7d', '<30d', '>1y'],
    ['date', 'imported', 'new'],
    readAdded,
  ),
  field('rating', 'your rating', ['>=3', '5', '0'], ['stars', 'rated'], (value) =>
    readRange('rating', value, stars, 'stars from 0 to 5, like rating:5 or rating:>=3'),
  ),
  field(
    'fav',
    'favourites',
    ['yes', 'no'],
    ['favourite', 'favorite', 'starred'],
    oneOf(['yes', 'no'], 'What fav: asks', (value) => ({ kind: 'favourite', value: value === 'yes' })),
  ),
  field(
    'coll',
    'part of a collection’s name',
    offersNothing,
    ['collection', 'set'],
    text((value) => ({ kind: 'text', field: 'coll', value })),
  ),
  field('lufs', 'loudness', ['>-16', '<-30'], ['loudness', 'loud'], (value) =>
    readRange('lufs', value, decibels, 'a loudness in LUFS, like lufs:>-20 or lufs:-24..-18'),
  ),
  field('peak', 'highest sample', ['>-0.1', '<-6'], ['dbfs', 'level'], (value) =>
    readRange('peak', value, decibels, 'a level in dBFS, like peak:<-6 or peak:-1..0'),
  ),
];

/** The names that may stand before a colon. */
export const fieldNames: readonly string[] = fields.map(({ name }) => name);

/** What `name:value` asks for; `undefined` when there is no such field. */
export const readField = (name: string, value: string, now: number): FieldResult | undefined =>
  fields.find((each) => each.name === name)?.read(value, now);

/** The field that a wrong name may mean. */
export function fieldNear(name: string): string | undefined {
  const called = fields.find(({ alsoCalled }) => alsoCalled.includes(name));
  return (
    called?.name ??
    nearest(name, fieldNames) ??
    fieldNames.find((known) => name.length > 1 && (known.startsWith(name) || name.startsWith(known)))
  );
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const slips = name.length >= 6 ? 2 : 1;
  let best: string | undefined;
  let least = slips + 1;
  for (const each of known) {
    const distance = editDistance(name, each, slips);
    if (distance < least && distance < each.length) {
      least = distance;
      best = each;
    }
  }
  return best;
}
