import type { UcsPlan } from '../../../src-shared/contract/ucs.ts';

export const planRowKinds = [
  'new',
  'renamed',
  'moved',
  'gone',
  'category-renamed',
  'category-gone',
  'reworded',
  'unheard',
  'left-alone',
] as const;
export type PlanRowKind = (typeof planRowKinds)[number];

/** What a plan says of one CatID, category or line. */
export type PlanRow = {
  readonly kind: PlanRowKind;
  /** A CatID, a category, or a line of the sheet. */
  readonly name: string;
  /** Category and subcategory; empty where the name says it all. */
  readonly stood: string;
  /** What becomes of it, in plain words. */
  readonly becomes: string;
  /** Labels that it touches. */
  readonly labels: number;
};

const words: { readonly [Kind in PlanRowKind]: readonly [one: string, many: string] } = {
  new: ['new', 'new'],
  renamed: ['with another CatID', 'with another CatID'],
  moved: ['in another category', 'in another category'],
  gone: ['gone', 'gone'],
  'category-renamed': ['category with another name', 'categories with another name'],
  'category-gone': ['category gone', 'categories gone'],
  reworded: ['in other words', 'in other words'],
  unheard: ['category that no sound is heard as', 'categories that no sound is heard as'],
  'left-alone': ['line left alone', 'lines left alone'],
};

/** What so many of a kind are, behind their number. */
export const kindWords = (kind: PlanRowKind, count = 1): string => words[kind][count === 1 ? 0 : 1];

type Listed = { readonly catId: string; readonly category: string; readonly subCategory: string };
const listed = ({ catId, category, subCategory }: Listed) => ({ name: catId, stood: `${category} › ${subCategory}` });
const STAYS = 'its labels stay as they are';

/** A plan line by line: what touches labels first, else in the order of its parts. */
export function planRows(plan: UcsPlan): readonly PlanRow[] {
  const rows: readonly PlanRow[] = [
    ...plan.renamed.map(
      (row) => ({ kind: 'renamed', ...listed(row), becomes: row.becomes, labels: row.labels }) as const,
    ),
    ...plan.moved.map((row) => ({ kind: 'moved', ...listed(row), becomes: row.becomes, labels: row.labels }) as const),
    ...plan.renamedCategories.map(
      ({ category, becomes, labels }) =>
        ({ kind: 'category-renamed', name: category, stood: '', becomes, labels }) as const,
    ),
    ...plan.removed.map(
      (row) => ({ kind: 'gone', ...listed(row), becomes: row.labels > 0 ? STAYS : '', labels: row.labels }) as const,
    ),
    ...plan.removedCategories.map(
      ({ category, labels }) =>
        ({ kind: 'category-gone', name: category, stood: '', becomes: labels > 0 ? STAYS : '', labels }) as const,
    ),
    ...plan.added.map((row) => ({ kind: 'new', ...listed(row), becomes: '', labels: 0 }) as const),
    ...plan.reworded.map((row) => ({ kind: 'reworded', ...listed(row), becomes: row.changes, labels: 0 }) as const),
    ...plan.unheard.map(
      (category) =>
        ({
          kind: 'unheard',
          name: category,
          stood: '',
          becomes: 'can be labelled and searched',
          labels: 0,
        }) as const,
    ),
    ...plan.problems.map(
      ({ line, reason }) =>
        ({ kind: 'left-alone', name: `Line ${line}`, stood: '', becomes: reason, labels: 0 }) as const,
    ),
  ];
  return rows.toSorted((one, other) => Number(other.labels > 0) - Number(one.labels > 0));
}

/** Rows of these kinds (all where none is named) with a text somewhere in them, case aside. */
export function rowsShown(rows: readonly PlanRow[], kinds: readonly PlanRowKind[], text: string): readonly PlanRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    ({ kind, name, stood, becomes }) =>
      (kinds.length === 0 || kinds.includes(kind)) &&
      (wanted === '' || `${name}\n${stood}\n${becomes}`.toLowerCase().includes(wanted)),
  );
}

/** Whether using the list changes anything: what is said of a sheet's lines and of what is heard changes nothing. */
export const isEmptyPlan = (plan: UcsPlan): boolean =>
  plan.from.version === plan.to.version &&
  planRows(plan).every(({ kind }) => kind === 'unheard' || kind === 'left-alone');
