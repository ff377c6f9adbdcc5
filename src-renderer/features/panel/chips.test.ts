import { expect, it } from 'vitest';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Narrowing } from '../browser/sound-query.ts';
import { chipsOf, queryWords } from './chips.ts';

const names = {
  libraries: new Map([[1, 'Foley']]),
  collections: new Map([['b0', 'Storm']]),
};
const folder = { libraryId: 1 as LibraryId, path: 'Doors/Wood' };

it('has a chip for everything that narrows, each of which goes alone', () => {
  const narrowing: Narrowing = { folder, catId: 'DOORWood', sampleRatesHz: [96_000, 48_000], unreviewed: true };
  const chips = chipsOf(narrowing, names);
  expect(chips.map(({ title, words }) => `${title}: ${words}`)).toEqual([
    'Folder: Wood',
    'Category: DOORS › WOOD',
    'Decided by: nobody yet',
    'Sample rate: 96 kHz',
    'Sample rate: 48 kHz',
  ]);
  expect(chips[3]?.without).toEqual({ folder, catId: 'DOORWood', sampleRatesHz: [48_000], unreviewed: true });
  expect(chips[0]?.without).toEqual({ catId: 'DOORWood', sampleRatesHz: [96_000, 48_000], unreviewed: true });
});

it('calls things by their names, and what is gone what it was', () => {
  const words = (narrowing: Narrowing) => chipsOf(narrowing, names).map((chip) => chip.words);
  expect(words({ folder: { ...folder, path: '' }, collectionId: 'b0' })).toEqual(['Storm', 'Foley']);
  expect(words({ collectionIds: ['gone'], libraryIds: [1 as LibraryId] })).toEqual(['Foley', 'a deleted collection']);
  expect(words({ favourites: [true], ratings: [3, 0], bitDepths: [null] })).toEqual([
    'none (compressed)',
    '★★★',
    'not rated',
    'favourites',
  ]);
});

it('says a whole query in a few words', () => {
  expect(queryWords(' door ', { channels: [1] }, names)).toBe('door · mono');
});
