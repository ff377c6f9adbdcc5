import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSubcategory } from './find-subcategory.ts';
import { subcategories } from './table.ts';

const found = (text: string) => findSubcategory(text)?.subcategory.catId;

describe('finding a subcategory by its CatID', () => {
  it('knows every CatID in any letter case', () => {
    for (const row of subcategories) {
      for (const text of [row.catId, row.catId.toLowerCase(), row.catId.toUpperCase(), ` ${row.catId} `]) {
        expect(findSubcategory(text)).toEqual({ subcategory: row, exact: true });
      }
    }
  });

  it.each([
    ['WOODHandl', 'WOODHndl'],
    ['WOODHandle', 'WOODHndl'],
    ['DOORMetal', 'DOORMetl'],
    ['GLASSBrk', 'GLASBrk'],
    ['DOORS-WOOD', 'DOORWood'],
    ['Doors Wood', 'DOORWood'],
    ['AMBForest', 'AMBForst'],
    ['WATRSplash', 'WATRSplsh'],
    ['WODHndl', 'WOODHndl'],
  ])('understands the close spelling %s as %s', (text, catId) => {
    expect(findSubcategory(text)).toMatchObject({ subcategory: { catId }, exact: false });
  });

  it.each(['', 'DOOR', 'doorbell', 'kick drum', 'xyz', 'DOORQqqq', '💥'])('does not guess about %j', (text) => {
    expect(found(text)).toBeUndefined();
  });

  it('finds a subcategory by category and subcategory name wherever that is one subcategory', () => {
    for (const row of subcategories) {
      const text = `${row.category}-${row.subCategory}`;
      const match = found(text);
      if (match !== undefined && match !== row.catId) {
        const other = subcategories.find((candidate) => candidate.catId === match);
        throw new Error(`${text} found ${other?.catId}`);
      }
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => void findSubcategory(text)));
  });
});
