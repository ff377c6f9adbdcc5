/** Columns of a list of labels that mean something, and the names that people give them, letters and digits only. */
const namesOfColumns = {
  path: ['path', 'filepath', 'fullpath', 'file', 'filename', 'sound', 'location'],
  library: ['library', 'package', 'dataset'],
  category: ['category', 'cat', 'ucscategory', 'label'],
  subCategory: ['subcategory', 'subcat', 'ucssubcategory'],
  catId: ['catid', 'ucscatid', 'ucs', 'ucsid'],
  startSeconds: ['startseconds', 'start', 'regionstart', 'starts', 'from', 'begin', 'onset'],
  endSeconds: ['endseconds', 'end', 'regionend', 'ends', 'to', 'offset'],
  confidence: ['confidence', 'certainty'],
  source: ['source', 'labelsource'],
  author: ['author', 'labelauthor', 'annotator', 'decidedby'],
  device: ['device'],
  dupGroup: ['dupgroup', 'duplicategroup', 'group'],
} as const;

export type ColumnName = keyof typeof namesOfColumns;

const known = new Map<string, ColumnName>(
  Object.entries(namesOfColumns).flatMap(([column, names]) => names.map((name) => [name, column as ColumnName])),
);

/** Written by our own export, and of no use on the way back. */
const idle = new Set(['decidedat', 'locked', 'ucsversion']);

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** The column that a heading names; `undefined`: none that is known. */
export const columnNameOf = (heading: string): ColumnName | undefined => known.get(plain(heading));

export type ListColumns = {
  /** Where each stands; the first of a name counts. */
  readonly at: { readonly [Name in ColumnName]?: number };
  readonly used: readonly string[];
  readonly unused: readonly string[];
};

/** Reads the first line of a list. */
export function columnsOf(headings: readonly string[]): ListColumns {
  const at: { [Name in ColumnName]?: number } = {};
  const used: string[] = [];
  const unused: string[] = [];
  for (const [place, heading] of headings.entries()) {
    const name = columnNameOf(heading);
    if (name !== undefined && at[name] === undefined) {
      at[name] = place;
      used.push(heading.trim());
    } else if (heading.trim() !== '' && !idle.has(plain(heading))) unused.push(heading.trim());
  }
  return { at, used, unused };
}
