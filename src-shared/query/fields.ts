import type { FieldResult, NumberField, SourceValue, StatusValue } from './ast.ts';
import { readCategory } from './category.ts';

const statuses: readonly StatusValue[] = ['indexed', 'failed', 'missing'];
const sources: readonly SourceValue[] = ['human', 'file-name', 'metadata', 'model', 'import'];

const fields: { readonly [name: string]: (value: string) => FieldResult } = {
  cat: readCategory,
  lib: (value) => ({ node: { kind: 'library', value } }),
  path: (value) => ({ node: { kind: 'path', value } }),
  status: (value) => {
    const known = statuses.find((status) => status === value.toLowerCase());
    if (known === undefined) return { problem: `A status is one of ${statuses.join(', ')}; not “${value}”.` };
    return { node: { kind: 'status', value: known } };
  },
  source: (value) => {
    const known = sources.find((source) => source === value.toLowerCase());
    if (known === undefined) return { problem: `A source is one of ${sources.join(', ')}; not “${value}”.` };
    return { node: { kind: 'source', value: known } };
  },
  dur: (value) => rangeOf('dur', value, seconds, 'seconds, like dur:>5, dur:1..3 or dur:<200ms'),
  rate: (value) => rangeOf('rate', value, hertz, 'a sample rate, like rate:96k or rate:>=48000'),
  ch: (value) => rangeOf('ch', value, channelCount, 'a number of channels, like ch:2 or ch:>2'),
};

/** The names that may stand before a colon. */
export const fieldNames: readonly string[] = Object.keys(fields);

/** What `name:value` asks for; `undefined` when there is no such field. */
export const readField = (name: string, value: string): FieldResult | undefined =>
  Object.hasOwn(fields, name) ? fields[name]?.(value) : undefined;

const numberWithUnit = /^(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/iu;

const scaled = (text: string, units: { readonly [unit: string]: number }): number | null => {
  const match = numberWithUnit.exec(text);
  const unit = units[match?.[2]?.toLowerCase() ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
};

const seconds = (text: string) => scaled(text, { '': 1, s: 1, ms: 0.001, m: 60, min: 60, h: 3600 });
const hertz = (text: string) => scaled(text, { '': 1, hz: 1, k: 1000, khz: 1000 });
const channelCount = (text: string) =>
  ({ mono: 1, stereo: 2 })[text.toLowerCase()] ?? (/^\d+$/u.test(text) ? Number(text) : null);

/** How far around a plain `dur:5` still counts, in seconds: nobody means 5.000000, and 0.1 does not mean 0.6. */
const durationTolerance = (seconds: number): number => Math.min(0.5, Math.max(0.05, seconds / 10));

function rangeOf(
  field: NumberField,
  value: string,
  read: (text: string) => number | null,
  expected: string,
): FieldResult {
  const problem = { problem: `“${value}” is not ${expected}.` };
  const limits = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, fromIncluded: true, toIncluded: true };
  const between = value.split('..');
  if (between.length === 2) {
    const [first, last] = [between[0] ?? '', between[1] ?? ''];
    if (first === '' && last === '') return problem;
    const from = first === '' ? limits.from : read(first);
    const to = last === '' ? limits.to : read(last);
    if (from === null || to === null) return problem;
    if (from > to) return { problem: `“${value}” is empty: write the smaller first, ${field}:${last}..${first}.` };
    return { node: { kind: 'range', field, ...limits, from, to } };
  }
  const [, sign = '', rest = ''] = /^(>=|<=|>|<|=)?(.*)$/su.exec(value) ?? [];
  const number = read(rest);
  if (number === null) return problem;
  const node = { kind: 'range', field, ...limits } as const;
  if (sign === '>' || sign === '>=') return { node: { ...node, from: number, fromIncluded: sign === '>=' } };
  if (sign === '<' || sign === '<=') return { node: { ...node, to: number, toIncluded: sign === '<=' } };
  if (field === 'dur' && sign === '') {
    return { node: { ...node, from: number - durationTolerance(number), to: number + durationTolerance(number) } };
  }
  return { node: { ...node, from: number, to: number } };
}
