import type { StoredRow, TreePage, Value } from './records.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/u;
const isText = (value: Value | undefined): value is string => typeof value === 'string';
const isUuid = (value: Value | undefined): boolean => isText(value) && uuid.test(value);
const isHash = (value: Value | undefined): boolean => Buffer.isBuffer(value) && value.length === 16;
const isBlob = (value: Value | undefined): boolean => Buffer.isBuffer(value);
const isNumber = (value: Value | undefined): boolean => typeof value === 'number';
const isNumberOrNone = (value: Value | undefined): boolean => value === null || isNumber(value);
const isTextOrNone = (value: Value | undefined): boolean => value === null || isText(value);
const allNumbers = (values: readonly (Value | undefined)[]): boolean => values.every(isNumber);
const allText = (values: readonly (Value | undefined)[]): boolean => values.every(isText);

type Shape = { readonly table: string; readonly fits: (values: readonly Value[]) => boolean };

// The first column of a table with row ids is the row id itself, and stored as NULL.
const tables: readonly Shape[] = [
  { table: 'sounds', fits: (v) => v.length === 25 && isNumber(v[1]) && isBlob(v[2]) && isBlob(v[8]) },
  { table: 'payloads', fits: (v) => v.length === 2 && isHash(v[1]) },
  { table: 'metadata', fits: (v) => v.length === 4 && allText(v.slice(1)) },
  {
    table: 'libraries',
    fits: (v) => (v.length === 7 || v.length === 8) && isText(v[1]) && isBlob(v[2]) && isText(v[3]),
  },
  { table: 'marks', fits: (v) => v.length === 4 && isNumber(v[1]) && isNumber(v[2]) && isTextOrNone(v[3]) },
  { table: 'play_counts', fits: (v) => v.length === 4 && allNumbers(v.slice(1)) },
  { table: 'plays', fits: (v) => v.length === 3 && allNumbers(v.slice(1)) },
  { table: 'history', fits: (v) => v.length === 13 && isUuid(v[1]) && allText(v.slice(2, 7)) },
  { table: 'model_versions', fits: (v) => v.length === 6 && allText(v.slice(1, 4)) && isNumber(v[5]) },
];

const withoutRowIds: readonly Shape[] = [
  {
    table: 'label_events',
    fits: (v) => v.length === 14 && isUuid(v[0]) && ['set', 'clear', 'undo'].includes(String(v[2])) && isNumber(v[3]),
  },
  { table: 'jobs', fits: (v) => v.length === 14 && isUuid(v[0]) && allText(v.slice(1, 5)) },
  { table: 'job_files', fits: (v) => v.length === 6 && isUuid(v[0]) && isNumber(v[1]) && allText(v.slice(2)) },
  { table: 'label_commands', fits: (v) => v.length === 3 && isUuid(v[0]) && (v[1] === null || isUuid(v[1])) },
  {
    table: 'collections',
    fits: (v) => v.length === 6 && isUuid(v[0]) && allText(v.slice(1, 4)) && isNumber(v[4]) && isNumberOrNone(v[5]),
  },
  {
    table: 'collection_members',
    fits: (v) => v.length === 4 && isUuid(v[0]) && isNumber(v[1]) && isText(v[2]) && isNumber(v[3]),
  },
  {
    table: 'markers',
    fits: (v) => v.length === 8 && isUuid(v[0]) && isNumber(v[1]) && isNumber(v[2]) && allText(v.slice(4, 7)),
  },
  {
    table: 'staged_edits',
    fits: (v) => v.length === 5 && isNumber(v[0]) && allText(v.slice(1, 4)) && isNumber(v[4]),
  },
  { table: 'saved_searches', fits: (v) => v.length === 5 && isUuid(v[0]) && allText(v.slice(1, 4)) && isNumber(v[4]) },
  { table: 'search_history', fits: (v) => v.length === 2 && isText(v[0]) && v[0].startsWith('{') && isNumber(v[1]) },
  {
    table: 'history_changes',
    fits: (v) =>
      v.length === 8 && isNumber(v[0]) && isNumber(v[1]) && isText(v[2]) && isNumberOrNone(v[3]) && isText(v[4]),
  },
  {
    table: 'history_steps',
    fits: (v) => v.length === 4 && isUuid(v[0]) && (v[1] === 'undo' || v[1] === 'redo') && isNumberOrNone(v[2]),
  },
  {
    table: 'duplicate_reviews',
    fits: (v) => v.length === 5 && isHash(v[0]) && isHash(v[1]) && allText(v.slice(2, 4)) && isNumber(v[4]),
  },
  {
    table: 'review_audits',
    fits: (v) => v.length === 11 && isUuid(v[0]) && isHash(v[1]) && isText(v[2]) && isNumber(v[3]) && isText(v[4]),
  },
  // The index of events by batch is a pair of texts, too.
  { table: 'settings', fits: (v) => v.length === 2 && allText(v) && !(isUuid(v[0]) && isUuid(v[1])) },
];

/** The table that a row of a page which belongs nowhere was of, by what it looks like; `null`: none that matters. */
export function tableOfRow(kind: TreePage['kind'], { values }: StoredRow): string | null {
  if (kind === 'table' && values[0] !== null) return null;
  const shapes = kind === 'table' ? tables : withoutRowIds;
  return shapes.find(({ fits }) => fits(values))?.table ?? null;
}
