import type { Database } from 'better-sqlite3';
import type { FacetCounts, FacetName } from '../../../src-shared/contract/facets.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { type Expansion, parseQuery, type QueryNode, widenByMeaning } from '../../../src-shared/query/index.ts';
import type { CollectionId, Library, SoundFilter } from '../types.ts';
import type { Columns } from './columns.ts';
import { createEvaluator, inCategory, withCatId } from './evaluate.ts';
import { type CodedFacetName, chosenCodes, createFacets } from './facets.ts';
import { withAllBelow } from './folder-book.ts';
import { both, either, inverted, type Mask, maskOf, where, withCodes } from './mask.ts';
import type { PersonalColumns } from './personal-columns.ts';
import { personalTerms } from './personal-terms.ts';

/** Masks of recent texts: the list, the facets and the tree of one search ask for the same. */
const mostKeptTexts = 8;

/** A choice that counting leaves out in turn. */
type Choice = { readonly name: FacetName | 'category' | 'folder'; readonly mask: Mask };

/** A slot that passes everything, one that fails exactly the first choice (and so on), and one that fails more. */
const passes = 0;
const fails = 255;

/** Which sounds a filter means, and how many fall on each value. */
export function createFilter(db: Database, libraries: () => readonly Library[], personal: PersonalColumns) {
  const evaluate = createEvaluator(db, libraries, personalTerms(personal));
  const facets = createFacets(personal);
  const facetNames = Object.keys(facets) as readonly CodedFacetName[];
  const withoutVectors = db
    .prepare<[string], number>(
      `SELECT s.id FROM sounds s LEFT JOIN idx.vector_sets v
         ON v.model_id = (SELECT id FROM model_versions WHERE version_id = ?) AND v.payload_id = s.payload_id
       WHERE s.missing = 0 AND s.failure_code IS NULL AND v.id IS NULL`,
    )
    .pluck();
  const keptTexts = new Map<
    string,
    { readonly mask: Mask; readonly revision: number; readonly expandedTo: readonly Expansion[] }
  >();

  /** Not to be changed: it is kept. */
  const byText = (text: string, thesaurus: boolean, columns: Columns) => {
    const name = `${thesaurus} ${text}`;
    const known = keptTexts.get(name);
    if (known?.revision === columns.revision) return known;
    const read = parsed(text);
    const { query, expandedTo } = thesaurus ? widenByMeaning(read) : { query: read, expandedTo: [] };
    const answer = { mask: evaluate(query, columns), revision: columns.revision, expandedTo };
    keptTexts.delete(name);
    keptTexts.set(name, answer);
    for (const oldest of keptTexts.keys()) {
      if (keptTexts.size <= mostKeptTexts) break;
      keptTexts.delete(oldest);
    }
    return answer;
  };

  /** What no facet offers. */
  const basis = (filter: SoundFilter, columns: Columns) => {
    const { mask: found, expandedTo } = byText(filter.text ?? '', filter.thesaurus ?? true, columns);
    const masks: Mask[] = [];
    const { unreviewed, addedAfter, addedBefore, withoutVectorsOf } = filter;
    if (unreviewed === true) masks.push(where(columns, (slot) => columns.labelCategory[slot] === 0));
    if (addedAfter !== undefined || addedBefore !== undefined) {
      const from = addedAfter?.getTime() ?? Number.NEGATIVE_INFINITY;
      const to = addedBefore?.getTime() ?? Number.POSITIVE_INFINITY;
      const { addedMilliseconds } = columns;
      masks.push(
        where(columns, (slot) => (addedMilliseconds[slot] ?? 0) >= from && (addedMilliseconds[slot] ?? 0) < to),
      );
    }
    if (withoutVectorsOf !== undefined) masks.push(maskOf(withoutVectors.all(withoutVectorsOf), columns));
    const { collectionId, favourite, ratingAtLeast, soundIds } = filter;
    if (soundIds !== undefined) masks.push(maskOf(soundIds, columns));
    if (collectionId !== undefined) masks.push(maskOf(personal.idsInCollection(collectionId), columns));
    if (favourite !== undefined) {
      const favourites = maskOf(personal.favouriteIds(), columns);
      masks.push(favourite ? favourites : inverted(favourites));
    }
    if (ratingAtLeast !== undefined && ratingAtLeast > 0) {
      masks.push(maskOf(personal.idsRatedAtLeast(ratingAtLeast), columns));
    }
    return { mask: masks.reduce(both, found.slice()), expandedTo };
  };

  const choicesOf = (filter: SoundFilter, columns: Columns): Choice[] => {
    const choices: Choice[] = [];
    const chosen = {
      ...filter,
      ...(filter.status === undefined || filter.statuses !== undefined ? {} : { statuses: [filter.status] }),
      ...(filter.libraryId === undefined || filter.libraryIds !== undefined ? {} : { libraryIds: [filter.libraryId] }),
    };
    for (const name of facetNames) {
      const values = chosen[name];
      if (values === undefined) continue;
      const mask = withCodes(columns, facets[name].codes(columns), chosenCodes(facets[name], values, columns));
      choices.push({ name, mask });
    }
    const { folder, category, catId, collectionIds } = filter;
    if (collectionIds !== undefined) {
      const members = collectionIds.map((id) => maskOf(personal.idsInCollection(id as CollectionId), columns));
      choices.push({ name: 'collectionIds', mask: members.reduce(either) });
    }
    if (folder !== undefined) {
      const { folders } = columns.folders;
      const inside = withAllBelow(folders, columns.folders.find(folder.libraryId, folder.path));
      choices.push({ name: 'folder', mask: withCodes(columns, columns.folder, inside) });
    }
    if (category !== undefined || catId !== undefined) {
      const ofCategory = category === undefined ? [] : [inCategory(category, columns)];
      const ofCatId = catId === undefined ? [] : [withCatId(catId, columns)];
      choices.push({ name: 'category', mask: [...ofCategory, ...ofCatId].reduce(both) });
    }
    return choices;
  };

  /** Per slot `passes`, the place of the one choice that it fails, from 1, or `fails`. */
  const failures = (base: Mask, choices: readonly Choice[]): Uint8Array => {
    const failing = base.map((matches) => (matches === 1 ? passes : fails));
    choices.forEach(({ mask }, i) => {
      for (let slot = 0; slot < failing.length; slot++) {
        if (mask[slot] === 0) failing[slot] = failing[slot] === passes ? i + 1 : fails;
      }
    });
    return failing;
  };

  const countsOf = (name: CodedFacetName, failing: Uint8Array, own: number, columns: Columns) => {
    const facet = facets[name];
    const codes = facet.codes(columns);
    let counts = new Uint32Array(1024);
    for (let slot = 0; slot < columns.count; slot++) {
      const failed = failing[slot];
      if (failed !== passes && failed !== own) continue;
      const code = codes[slot] ?? 0;
      if (code >= counts.length) {
        const grown = new Uint32Array(code * 2);
        grown.set(counts);
        counts = grown;
      }
      counts[code] = (counts[code] ?? 0) + 1;
    }
    const counted = Array.from(counts, (count, code) => ({
      value: count === 0 ? undefined : facet.valueOf(code, columns),
      count,
    }));
    return counted.filter(({ value }) => value !== undefined).sort((a, b) => b.count - a.count);
  };

  const countsOfCollections = (failing: Uint8Array, own: number, columns: Columns) => {
    const counts = new Map<string, number>();
    for (const [id, soundId] of personal.memberships()) {
      const failed = failing[columns.slotOf(soundId)];
      if (failed === passes || failed === own) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  };

  return {
    /** 1 where a sound is meant. */
    maskFor: (
      filter: SoundFilter,
      columns: Columns,
    ): { readonly mask: Mask; readonly expandedTo: readonly Expansion[] } => {
      const { mask, expandedTo } = basis(filter, columns);
      return { mask: choicesOf(filter, columns).reduce((sofar, choice) => both(sofar, choice.mask), mask), expandedTo };
    },
    /** The same without what was chosen in one of the trees. */
    maskBeside: (tree: 'category' | 'folder', filter: SoundFilter, columns: Columns): Mask => {
      const others = choicesOf(filter, columns).filter(({ name }) => name !== tree);
      return others.reduce((sofar, choice) => both(sofar, choice.mask), basis(filter, columns).mask);
    },
    facetCounts: (filter: SoundFilter, columns: Columns): FacetCounts => {
      const choices = choicesOf(filter, columns);
      const failing = failures(basis(filter, columns).mask, choices);
      const placeOf = (name: FacetName) => choices.findIndex((choice) => choice.name === name) + 1;
      return {
        ...Object.fromEntries(facetNames.map((name) => [name, countsOf(name, failing, placeOf(name), columns)])),
        collectionIds: countsOfCollections(failing, placeOf('collectionIds'), columns),
      } as unknown as FacetCounts;
    },
  };
}

function parsed(text: string): QueryNode {
  const result = parseQuery(text);
  if (result.ok) return result.query;
  const { message, start } = result.error;
  throw new SonothequeError({
    code: 'query-syntax',
    message: `${message} (character ${start + 1} of the search)`,
    nextStep: 'Correct the search at that place.',
  });
}
