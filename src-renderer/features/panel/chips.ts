import type { FacetName } from '../../../src-shared/contract/facets.ts';
import { ucsInForce } from '../../../src-shared/ucs/index.ts';
import { nameOfPath } from '../../components/index.ts';
import { type Narrowing, narrowed, withToggled } from '../browser/sound-query.ts';
import { facetOrder, facetTitles, type KnownNames, valueWords } from './facet-words.ts';

/** One thing that narrows the sounds down. */
export type Chip = {
  readonly id: string;
  /** Of what kind: `Format`. */
  readonly title: string;
  readonly words: string;
  /** What is left when it is taken away. */
  readonly without: Narrowing;
};

const nameOfCatId = (catId: string): string => {
  const known = ucsInForce().byCatId.get(catId.toLowerCase());
  return known === undefined ? catId : `${known.category} › ${known.subCategory}`;
};

/** Everything that narrows, in the order of the panel; alternatives of a facet one by one. */
export function chipsOf(narrowing: Narrowing, names: KnownNames): readonly Chip[] {
  const { collectionId, folder, category, catId, unreviewed, sounds } = narrowing;
  const part = (id: keyof Narrowing, title: string, words: string): Chip => ({
    id,
    title,
    words,
    without: narrowed(narrowing, { [id]: undefined }),
  });
  return [
    ...(sounds === undefined ? [] : [part('sounds', 'Sounds', sounds.about)]),
    ...(collectionId === undefined
      ? []
      : [part('collectionId', 'Collection', names.collections.get(collectionId) ?? 'a deleted collection')]),
    ...(folder === undefined
      ? []
      : [
          part(
            'folder',
            'Folder',
            folder.path === ''
              ? (names.libraries.get(folder.libraryId) ?? 'a removed library')
              : nameOfPath(folder.path),
          ),
        ]),
    ...(category === undefined ? [] : [part('category', 'Category', category)]),
    ...(catId === undefined ? [] : [part('catId', 'Category', nameOfCatId(catId))]),
    ...(unreviewed === true ? [part('unreviewed', 'Decided by', 'nobody yet')] : []),
    ...facetOrder.flatMap((name: FacetName) =>
      (narrowing[name] ?? []).map((value) => ({
        id: `${name} ${String(value)}`,
        title: facetTitles[name],
        words: valueWords(name, value, names),
        without: withToggled(narrowing, name, value),
      })),
    ),
  ];
}

/** A query in a few words, for the list of those of before. */
export const queryWords = (text: string, narrowing: Narrowing, names: KnownNames): string =>
  [text.trim(), ...chipsOf(narrowing, names).map(({ words }) => words)].filter(Boolean).join(' · ');
