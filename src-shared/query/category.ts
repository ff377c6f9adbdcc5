import { findSubcategory, searchSubcategories, ucsInForce } from '../ucs/index.ts';
import type { FieldResult } from './ast.ts';

/** Letters that a category and a slip of it have in common at least. */
const commonBeginning = 3;
const mostOffered = 4;

/** What `cat:` asks for: a category or a CatID of UCS in any case, or with a final `*` the beginning of one. */
export const readCategory = (value: string): FieldResult => readName(value, 'category');

/** What `catid:` asks for: a CatID of UCS in any case, or with a final `*` the beginning of one. */
export const readCatId = (value: string): FieldResult => readName(value, 'catId');

function readName(value: string, kind: 'category' | 'catId'): FieldResult {
  const prefix = value.endsWith('*');
  const name = (prefix ? value.replace(/\*+$/u, '') : value).trim();
  const wanted = name.toLowerCase();
  const fits = (known: string) => {
    const lower = known.toLowerCase();
    return prefix ? wanted !== '' && lower.startsWith(wanted) : lower === wanted;
  };
  const { categories, subcategories } = ucsInForce();
  if ((kind === 'category' && categories.some(fits)) || subcategories.some(({ catId }) => fits(catId))) {
    return { node: { kind, value: name, prefix } };
  }
  const known = kind === 'category' ? 'UCS category or CatID' : 'CatID of UCS';
  const what = prefix ? `No ${known} begins with “${name}”.` : `“${name}” is no ${known}.`;
  const near = namesNear(name, kind);
  return { problem: near.length === 0 ? what : `${what} Did you mean ${near.join(', ')}?` };
}

function namesNear(name: string, kind: 'category' | 'catId'): readonly string[] {
  const beginning = name.slice(0, commonBeginning).toUpperCase();
  const alike =
    kind === 'catId' || beginning.length < commonBeginning
      ? []
      : ucsInForce().categories.filter((known) => known.startsWith(beginning));
  const match = findSubcategory(name)?.subcategory;
  const found = [...(match ? [match] : []), ...searchSubcategories(name, mostOffered)].map(({ catId }) => catId);
  return [...new Set([...alike.slice(0, 2), ...found])].slice(0, mostOffered);
}
