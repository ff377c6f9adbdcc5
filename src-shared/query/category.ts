import { categories, findSubcategory, searchSubcategories, subcategories } from '../ucs/index.ts';
import type { FieldResult } from './ast.ts';

/** Letters that a category and a slip of it have in common at least. */
const commonBeginning = 3;
const mostOffered = 4;

/** What `cat:` asks for: a category or a CatID of UCS in any case, or with a final `*` the beginning of one. */
export function readCategory(value: string): FieldResult {
  const prefix = value.endsWith('*');
  const name = (prefix ? value.replace(/\*+$/u, '') : value).trim();
  const wanted = name.toLowerCase();
  const fits = (known: string) => {
    const lower = known.toLowerCase();
    return prefix ? wanted !== '' && lower.startsWith(wanted) : lower === wanted;
  };
  if (categories.some(fits) || subcategories.some(({ catId }) => fits(catId))) {
    return { node: { kind: 'category', value: name, prefix } };
  }
  const what = prefix ? `No UCS category or CatID begins with “${name}”.` : `“${name}” is no UCS category or CatID.`;
  const near = namesNear(name);
  return { problem: near.length === 0 ? what : `${what} Did you mean ${near.join(', ')}?` };
}

function namesNear(name: string): readonly string[] {
  const beginning = name.slice(0, commonBeginning).toUpperCase();
  const alike = beginning.length < commonBeginning ? [] : categories.filter((known) => known.startsWith(beginning));
  const match = findSubcategory(name)?.subcategory;
  const found = [...(match ? [match] : []), ...searchSubcategories(name, mostOffered)].map(({ catId }) => catId);
  return [...new Set([...alike.slice(0, 2), ...found])].slice(0, mostOffered);
}
