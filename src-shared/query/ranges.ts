import type { FieldResult, NumberField } from './ast.ts';

type ReadNumber = (text: string) => number | null;

const numberWithUnit = /^(\d+(?:\.\d+)?|\.\d+)([a-z%]*)$/iu;

const scaled = (text: string, units: { readonly [unit: string]: number }): number | null => {
  const match = numberWithUnit.exec(text);
  const unit = units[match?.[2]?.toLowerCase() ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
};

const timeParts = /^(?:(\d+)h)?(?:(\d+)m(?:in)?)?(?:(\d+(?:\.\d+)?)s?)?$/iu;
const clockTime = /^(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/u;

/** `5`, `5s`, `200ms`, `2m`, `1m30`, `1h5m`, `1:30`, `1:02:03` in seconds. */
export const seconds: ReadNumber = (text) => {
  const plain = scaled(text, { '': 1, s: 1, ms: 0.001, m: 60, min: 60, h: 3600 });
  if (plain !== null) return plain;
  const parts = text === '' ? null : (clockTime.exec(text) ?? timeParts.exec(text));
  return parts && Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
};
export const hertz: ReadNumber = (text) => scaled(text, { '': 1, hz: 1, k: 1000, khz: 1000 });
export const count: ReadNumber = (text) => (/^\d+(?:bit)?$/iu.test(text) ? Number.parseInt(text, 10) : null);
export const channelCount: ReadNumber = (text) =>
  ({ mono: 1, stereo: 2, quad: 4 })[text.toLowerCase()] ?? (/^\d+$/u.test(text) ? Number(text) : null);
/** `80%` or `0.8`. */
export const probability: ReadNumber = (text) => {
  const value = scaled(text, { '': 1, '%': 0.01 });
  return value === null || value > 1 ? null : value;
};
export const stars: ReadNumber = (text) => (/^[0-5]$/u.test(text) ? Number(text) : null);
export const decibels: ReadNumber = (text) => {
  const match = /^(-?)(\d+(?:\.\d+)?|\.\d+)(?:db|dbfs|lufs)?$/iu.exec(text);
  return match && Number(`${match[1]}${match[2]}`);
};

/** How far around a plain `dur:5` still counts, in seconds: nobody means 5.000000, and 0.1 does not mean 0.6. */
const durationTolerance = (length: number): number => Math.min(0.5, Math.max(0.05, length / 10));
/** How far around a plain `lufs:-23` or `certainty:80%` still counts. */
const tolerances: { readonly [Field in NumberField]?: (value: number) => number } = {
  dur: durationTolerance,
  lufs: () => 0.5,
  peak: () => 0.5,
  certainty: () => 0.005,
};

/** `5`, `=5`, `>5`, `>=5`, `<5`, `<=5`, `1..5`, `1..`, `..5`; `expected` says in a sentence what was wanted. */
export function readRange(field: NumberField, value: string, read: ReadNumber, expected: string): FieldResult {
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
  const tolerance = sign === '' ? (tolerances[field]?.(number) ?? 0) : 0;
  return { node: { ...node, from: number - tolerance, to: number + tolerance } };
}
