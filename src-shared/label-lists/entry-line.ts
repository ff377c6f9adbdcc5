import type { LabelEntry } from '../contract/label-lists.ts';
import { type Delimiter, delimitedLine } from '../delimited/index.ts';
import { ucsInForce } from '../ucs/index.ts';

type Column = readonly [name: string, value: (entry: LabelEntry) => string | number | null | undefined];

const columns: readonly Column[] = [
  ['path', ({ path }) => path],
  ['library', ({ library }) => library],
  ['start_seconds', ({ region }) => region?.startSeconds],
  ['end_seconds', ({ region }) => region?.endSeconds],
  ['category', ({ category }) => category],
  ['subcategory', ({ catId }) => catId && ucsInForce().byCatId.get(catId.toLowerCase())?.subCategory],
  ['cat_id', ({ catId }) => catId],
  ['source', ({ source }) => source],
  ['author', ({ author }) => author],
  ['device', ({ device }) => device],
  ['decided_at', ({ decidedAt }) => decidedAt.toISOString()],
  ['locked', ({ locked }) => (locked ? 'yes' : 'no')],
  ['ucs_version', () => ucsInForce().version],
];

/** The first line of a list of labels, without its break. */
export const listHeader = (delimiter: Delimiter): string =>
  delimitedLine(
    columns.map(([name]) => name),
    delimiter,
  );

/** A label as a line of a list, without its break; importing reads it back. */
export const entryLine = (entry: LabelEntry, delimiter: Delimiter): string =>
  delimitedLine(
    columns.map(([, value]) => value(entry)),
    delimiter,
  );
