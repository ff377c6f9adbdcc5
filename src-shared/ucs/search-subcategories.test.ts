import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchSubcategories } from './search-subcategories.ts';
import { subcategories } from './table.ts';

const best = (text: string) => searchSubcategories(text, 1)[0]?.catId;

describe('searching subcategories', () => {
  it.each([
    ['wood door', 'DOORWood'],
    ['door wood', 'DOORWood'],
    ['WOODHndl', 'WOODHndl'],
    ['thunder', 'THUN'],
    ['helicoptor', 'AEROHeli'],
    ['glass break', 'GLASBrk'],
    ['dog', 'ANMLDog'],
    ['metal impact heavy', 'METLImpt'],
    ['gun shot', 'GUNShotg'],
    ['drwd', 'DOORWood'],
    ['wdhndl', 'WOODHndl'],
    ['vehhrn', 'VEHHorn'],
  ])('puts first for %j: %s', (text, catId) => {
    expect(best(text)).toBe(catId);
  });

  it('puts a CatID first that was asked for by itself', () => {
    for (const row of subcategories.filter((_, index) => index % 5 === 0)) expect(best(row.catId)).toBe(row.catId);
  });

  it('keeps to the limit and gives nothing for nothing', () => {
    expect(searchSubcategories('door', 3)).toHaveLength(3);
    expect(searchSubcategories('', 3)).toEqual([]);
    expect(searchSubcategories('qqqqzzzz')).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => void searchSubcategories(text)),
      {
        numRuns: 30,
      },
    );
  });
});
