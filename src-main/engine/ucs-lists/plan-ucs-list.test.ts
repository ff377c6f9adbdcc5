import { describe, expect, it } from 'vitest';
import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { type Subcategory, shippedUcsList, ucsSheetLines } from '../../../src-shared/ucs/index.ts';
import { listTextOf, listTextsOf } from '../lists/list-text.ts';
import { makeWorkbook } from '../lists/workbook/make-workbook.test-support.ts';
import { planUcsList } from './plan-ucs-list.ts';
import { readUcsSheet } from './read-sheet.ts';

const { subcategories } = shippedUcsList;
const changed = (change: (row: Subcategory) => Subcategory | null): readonly Subcategory[] =>
  subcategories.map(change).filter((row) => row !== null);

describe('using another UCS list', () => {
  it('does nothing where it is the same', () => {
    const { plan } = planUcsList(shippedUcsList, { version: '8.2.1', subcategories }, [
      { category: 'DOORS', catId: 'DOORWood', labels: 3 },
    ]);
    expect(plan).toMatchObject({
      added: [],
      removed: [],
      renamed: [],
      moved: [],
      reworded: [],
      labelsMapped: 0,
      labelsKept: 0,
      unheard: [],
    });
  });

  it('finds what was renamed, moved, removed and added, with the labels that each touches', () => {
    const rows = [
      ...changed((row) => {
        if (row.catId === 'DOORWood') return { ...row, catId: 'DOORTimb' as CatId };
        if (row.catId === 'AIRHiss') return { ...row, category: 'GAS' };
        if (row.catId === 'AIRSuck') return null;
        if (row.catId === 'DOORGate') return { ...row, subCategory: 'GATES', keywords: [...row.keywords, 'portal'] };
        return row.category === 'WIND' ? { ...row, category: 'WINDS' } : row;
      }),
      { catId: 'GASPop' as CatId, catShort: 'GAS', category: 'GAS', subCategory: 'POP', keywords: [] },
    ];
    const { plan, list, map } = planUcsList(shippedUcsList, { version: '9', subcategories: rows }, [
      { category: 'DOORS', catId: 'DOORWood', labels: 3 },
      { category: 'DOORS', catId: '', labels: 7 },
      { category: 'AIR', catId: 'AIRHiss', labels: 2 },
      { category: 'AIR', catId: 'AIRSuck', labels: 5 },
      { category: 'WIND', catId: '', labels: 11 },
    ]);
    expect(plan.renamed).toEqual([
      { catId: 'DOORWood', category: 'DOORS', subCategory: 'WOOD', becomes: 'DOORTimb', labels: 3 },
    ]);
    expect(plan.moved).toContainEqual({
      catId: 'AIRHiss',
      category: 'AIR',
      subCategory: 'HISS',
      becomes: 'GAS',
      labels: 2,
    });
    expect(plan.removed).toEqual([{ catId: 'AIRSuck', category: 'AIR', subCategory: 'SUCTION', labels: 5 }]);
    expect(plan.reworded).toMatchObject([{ catId: 'DOORGate', changes: 'subcategory GATES, 1 more synonym' }]);
    expect(plan.added.map(({ catId }) => catId)).toEqual(['GASPop']);
    expect(plan.renamedCategories).toEqual([{ category: 'WIND', becomes: 'WINDS', labels: 11 }]);
    expect(plan).toMatchObject({ labelsMapped: 16, labelsKept: 5, unheard: ['GAS', 'WINDS'] });
    expect(list.renamed).toEqual({ doorwood: 'DOORTimb' });
    expect(map.catIds.get('doorwood')?.catId).toBe('DOORTimb');
  });

  it('knows names of two lists ago, and forgets them where they are in force again', () => {
    const to = (catId: string) =>
      changed((row) => (row.catId === 'DOORWood' ? { ...row, catId: catId as CatId } : row));
    const ninth = planUcsList(shippedUcsList, { version: '9', subcategories: to('DOORTimb') }, []).list;
    const table = {
      ...ninth,
      categories: shippedUcsList.categories,
      byCatId: new Map(ninth.subcategories.map((row) => [row.catId.toLowerCase(), row])),
    };
    expect(planUcsList(table, { version: '10', subcategories: to('DOORLumb') }, []).list.renamed).toEqual({
      doorwood: 'DOORLumb',
      doortimb: 'DOORLumb',
    });
    expect(planUcsList(table, { version: '8', subcategories }, []).list.renamed).toEqual({ doortimb: 'DOORWood' });
  });
});

const read = (text: string) => readUcsSheet([listTextOf(Buffer.from(text))], 'sheet.csv');

describe('reading a sheet', () => {
  it.each([',', '\t'] as const)('gives what was exported, between %j', async (delimiter) => {
    const sheet = await read(ucsSheetLines(subcategories, delimiter).join('\n'));
    expect(sheet).toEqual({ subcategories, problems: [] });
  });

  it('takes the sheet of a workbook with most subcategories', async () => {
    const workbook = makeWorkbook([
      { name: 'Top level', rows: [['Category', 'Explanation']] },
      {
        name: 'Short',
        rows: [
          ['Category', 'SubCategory', 'CatID'],
          ['AIR', 'BLOW', 'AIRBlow'],
        ],
      },
      {
        name: 'Full',
        rows: [
          ['UCS v8.3', null, null, 'The full list'],
          [],
          ['Category', 'SubCategory', 'CatID', 'CatShort', 'Synonyms - Comma Separated'],
          ['AIR', 'BLOW', 'AIRBlow', 'AIR', 'puff, gust'],
          ['DOORS', 'WOOD', 'DOORWood', 'DOOR', null],
          [' ', null],
          ['DOORS', 'IRON', 'DOOR Iron'],
        ],
      },
    ]);
    const sheet = await readUcsSheet(await listTextsOf(workbook, 'UCS.xlsx'), 'UCS.xlsx');
    expect(sheet.subcategories.map(({ catId, keywords }) => [catId, ...keywords])).toEqual([
      ['AIRBlow', 'puff', 'gust'],
      ['DOORWood'],
    ]);
    expect(sheet.problems).toEqual([{ line: 7, reason: expect.stringContaining('DOOR Iron') }]);
  });

  it('finds the columns below a title, and says which lines it leaves alone', async () => {
    const sheet = await read(
      'UCS v8.3,,,,\r\nCategory,SubCategory,CatID,CatShort,Explanations,Synonyms - Comma Separated\r\nair,blow,AIRBlow,AIR,"What blows",\'Puff, gust\'\r\nAIR,BLOW,airblow,AIR,,\r\nAIR,,X,,,\r\nAIR,HISS,AIR Hiss,AIR,,\r\n',
    );
    expect(sheet.subcategories).toMatchObject([{ catId: 'AIRBlow', category: 'AIR', subCategory: 'BLOW' }]);
    expect(sheet.problems.map(({ line }) => line)).toEqual([4, 5, 6]);
  });

  it.each([
    ['path,category\na,b', 'sheet-without-columns'],
    ['', 'sheet-without-columns'],
    ['Category,SubCategory,CatID\n', 'sheet-empty'],
  ])('refuses %j', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ failure: { code } });
  });
});
