import type { UcsPlan } from '../../../src-shared/contract/ucs.ts';
import {
  categories as heardCategories,
  type Subcategory,
  type UcsList,
  type UcsTable,
} from '../../../src-shared/ucs/index.ts';

type LabelCount = { readonly category: string; readonly catId: string; readonly labels: number };

/** What becomes of labels: by their CatID in lower case, or where they have none, by their category. */
export type LabelMap = {
  readonly catIds: ReadonlyMap<string, Subcategory>;
  readonly categories: ReadonlyMap<string, string>;
};

export type PlannedUcsList = {
  readonly plan: Omit<UcsPlan, 'id' | 'name' | 'problems'>;
  readonly list: UcsList;
  readonly map: LabelMap;
};

const nameOf = ({ category, subCategory }: Pick<Subcategory, 'category' | 'subCategory'>): string =>
  `${category} › ${subCategory}`.replaceAll(/[^\p{L}\p{N}›]+/gu, '');
const shown = ({ catId, category, subCategory }: Subcategory) => ({ catId, category, subCategory });

/** What a subcategory is called otherwise; empty: nothing. */
function changesOfWords(before: Subcategory, now: Subcategory): string {
  const [wordsBefore, wordsNow] = [new Set(before.keywords), new Set(now.keywords)];
  const more = now.keywords.filter((word) => !wordsBefore.has(word)).length;
  const fewer = before.keywords.filter((word) => !wordsNow.has(word)).length;
  return [
    now.catId === before.catId ? '' : `written ${now.catId}`,
    now.subCategory === before.subCategory ? '' : `subcategory ${now.subCategory}`,
    now.catShort === before.catShort ? '' : `abbreviation ${now.catShort}`,
    more === 0 ? '' : `${more} more ${more === 1 ? 'synonym' : 'synonyms'}`,
    fewer === 0 ? '' : `${fewer} ${fewer === 1 ? 'synonym' : 'synonyms'} fewer`,
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * Compares two UCS lists, and counts what labels their difference touches. A CatID that is gone was renamed where a new
 * one has the same category and subcategory; a category that is gone was renamed where all that was left of it went to
 * the same other one.
 */
export function planUcsList(
  before: UcsTable,
  next: { readonly version: string; readonly subcategories: readonly Subcategory[] },
  counts: readonly LabelCount[],
): PlannedUcsList {
  const byCatId = new Map(next.subcategories.map((row) => [row.catId.toLowerCase(), row]));
  const categories = new Set(next.subcategories.map(({ category }) => category));
  const newByName = new Map(
    next.subcategories
      .filter(({ catId }) => !before.byCatId.has(catId.toLowerCase()))
      .map((row) => [nameOf(row), row] as const),
  );
  const labelsOf = (fits: (count: LabelCount) => boolean): number =>
    counts.reduce((sum, count) => sum + (fits(count) ? count.labels : 0), 0);
  const labelsByCatId = new Map<string, number>();
  for (const { catId, labels } of counts) {
    const key = catId.toLowerCase();
    labelsByCatId.set(key, (labelsByCatId.get(key) ?? 0) + labels);
  }
  const withCatId = (catId: string): number => labelsByCatId.get(catId.toLowerCase()) ?? 0;
  const asWhole = (category: string): number => labelsOf((count) => count.catId === '' && count.category === category);

  const map = new Map<string, Subcategory>();
  const renamed: UcsPlan['renamed'][number][] = [];
  const moved: UcsPlan['moved'][number][] = [];
  const removed: UcsPlan['removed'][number][] = [];
  const reworded: UcsPlan['reworded'][number][] = [];
  const renames = new Map<string, string>();
  for (const row of before.subcategories) {
    const { catId } = row;
    const labels = withCatId(catId);
    const own = byCatId.get(catId.toLowerCase());
    if (own === undefined) {
      const now = newByName.get(nameOf(row));
      if (now === undefined) removed.push({ ...shown(row), labels });
      else {
        renamed.push({ ...shown(row), becomes: now.catId, labels });
        renames.set(catId.toLowerCase(), now.catId);
        map.set(catId.toLowerCase(), now);
      }
    } else if (own.category !== row.category) {
      moved.push({ ...shown(row), becomes: own.category, labels });
      map.set(catId.toLowerCase(), own);
    } else {
      if (own.catId !== catId) map.set(catId.toLowerCase(), own);
      const changes = changesOfWords(row, own);
      if (changes !== '') reworded.push({ ...shown(row), changes });
    }
  }
  const renamedNow = new Set(renamed.map(({ becomes }) => becomes));
  // Names of lists before lead to what that is called now; a name that is in force again is no former one.
  const former = [
    ...Object.entries(before.renamed).map(
      ([from, to]) => [from, byCatId.has(to.toLowerCase()) ? to : (renames.get(to.toLowerCase()) ?? to)] as const,
    ),
    ...renames,
  ].filter(([from, to]) => !byCatId.has(from) && byCatId.has(to.toLowerCase()));

  const calledNow = new Map(former);
  // Labels of lists before that were kept, too: what is unknown in both is brought along where it has a name now.
  for (const { catId } of counts) {
    const now = byCatId.get(calledNow.get(catId.toLowerCase())?.toLowerCase() ?? '');
    if (catId !== '' && now !== undefined && !map.has(catId.toLowerCase())) map.set(catId.toLowerCase(), now);
  }
  const goneCategories = before.categories.filter((category) => !categories.has(category));
  const categoryMap = new Map<string, string>();
  for (const category of goneCategories) {
    const targets = new Set(
      before.subcategories
        .filter((row) => row.category === category)
        .flatMap(({ catId }) => (map.get(catId.toLowerCase()) ?? byCatId.get(catId.toLowerCase()))?.category ?? []),
    );
    const [only] = targets;
    if (targets.size === 1 && only !== undefined) categoryMap.set(category, only);
  }
  const isMapped = ({ catId, category }: LabelCount): boolean =>
    catId === '' ? categoryMap.has(category) : map.has(catId.toLowerCase());
  const isKnown = ({ catId, category }: LabelCount): boolean =>
    catId === '' ? categories.has(category) : byCatId.has(catId.toLowerCase());
  const heard = new Set(heardCategories);
  const size = (rows: readonly Subcategory[], of: ReadonlySet<string>, version: string) => ({
    version,
    subcategories: rows.length,
    categories: of.size,
  });
  return {
    plan: {
      from: size(before.subcategories, new Set(before.categories), before.version),
      to: size(next.subcategories, categories, next.version),
      added: next.subcategories
        .filter(({ catId }) => !before.byCatId.has(catId.toLowerCase()) && !renamedNow.has(catId))
        .map(shown),
      removed,
      renamed,
      moved,
      reworded,
      renamedCategories: [...categoryMap].map(([category, becomes]) => ({
        category,
        becomes,
        labels: asWhole(category),
      })),
      removedCategories: goneCategories
        .filter((category) => !categoryMap.has(category))
        .map((category) => ({ category, labels: asWhole(category) })),
      unheard: [...categories].filter((category) => !heard.has(category)).sort(),
      labelsMapped: labelsOf(isMapped),
      labelsKept: labelsOf((count) => !isMapped(count) && !isKnown(count)),
    },
    list: { version: next.version, subcategories: next.subcategories, renamed: Object.fromEntries(former) },
    map: { catIds: map, categories: categoryMap },
  };
}
