import type { FieldResult } from './ast.ts';

const hour = 3_600_000;
const day = 24 * hour;
const ageUnits: { readonly [unit: string]: number } = { h: hour, d: day, w: 7 * day, m: 30 * day, y: 365 * day };
const agePattern = /^(\d+(?:\.\d+)?)([hdwmy])$/iu;
const datePattern = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u;

const expected = 'a date or an age, like added:<7d, added:2026-11, added:>2026-10-01 or added:2026-01..2026-03';

type Span = { readonly from: number; readonly to: number };

/** A year, month or day, in local time: its first millisecond, and the one after its last. */
function dateSpan(text: string): Span | null {
  const match = datePattern.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]) - 1;
  const date = match[3] === undefined ? null : Number(match[3]);
  if (month !== null && (month < 0 || month > 11)) return null;
  if (date !== null && (date < 1 || new Date(year, month ?? 0, date).getDate() !== date)) return null;
  const start = new Date(year, month ?? 0, date ?? 1);
  const end = new Date(
    year + (month === null ? 1 : 0),
    (month ?? 0) + (month !== null && date === null ? 1 : 0),
    (date ?? 1) + (date === null ? 0 : 1),
  );
  return { from: start.getTime(), to: end.getTime() };
}

/** Ages in hours, days, weeks, months (30 days) and years; `today`, `yesterday`; years, months and days. */
export function readAdded(value: string, now: number): FieldResult {
  const problem = { problem: `“${value}” is not ${expected}.` };
  const within = (from: number, to: number): FieldResult => ({
    node: { kind: 'range', field: 'added', from, to, fromIncluded: true, toIncluded: false },
  });
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (value.toLowerCase() === 'today') return within(midnight, Number.POSITIVE_INFINITY);
  if (value.toLowerCase() === 'yesterday') return within(midnight - day, midnight);
  const between = value.split('..');
  if (between.length === 2) {
    const first = between[0] === '' ? Number.NEGATIVE_INFINITY : dateSpan(between[0] ?? '')?.from;
    const last = between[1] === '' ? Number.POSITIVE_INFINITY : dateSpan(between[1] ?? '')?.to;
    if (first === undefined || last === undefined || value === '..') return problem;
    return first < last ? within(first, last) : { problem: `“${value}” is empty: write the earlier date first.` };
  }
  const [, sign = '', rest = ''] = /^(>=|<=|>|<|=)?(.*)$/su.exec(value) ?? [];
  const age = agePattern.exec(rest);
  if (age !== null) {
    const then = now - Number(age[1]) * (ageUnits[age[2]?.toLowerCase() ?? ''] ?? 0);
    // More than seven days old: before then. A bare age means no older.
    return sign.startsWith('>') ? within(Number.NEGATIVE_INFINITY, then) : within(then, Number.POSITIVE_INFINITY);
  }
  const span = dateSpan(rest);
  if (span === null) return problem;
  switch (sign) {
    case '>':
      return within(span.to, Number.POSITIVE_INFINITY);
    case '>=':
      return within(span.from, Number.POSITIVE_INFINITY);
    case '<':
      return within(Number.NEGATIVE_INFINITY, span.from);
    case '<=':
      return within(Number.NEGATIVE_INFINITY, span.to);
    default:
      return within(span.from, span.to);
  }
}
