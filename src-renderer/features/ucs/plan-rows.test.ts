import { describe, expect, it } from 'vitest';
import type { UcsPlan } from '../../../src-shared/contract/ucs.ts';
import { isEmptyPlan, planRows, rowsShown } from './plan-rows.ts';

const wood = { catId: 'DOORWood', category: 'DOORS', subCategory: 'WOOD' };
const none: UcsPlan = {
  id: '',
  name: 'UCS.xlsx',
  from: { version: '8.2.1', subcategories: 753, categories: 82 },
  to: { version: '8.2.1', subcategories: 753, categories: 82 },
  added: [],
  removed: [],
  renamed: [],
  moved: [],
  reworded: [],
  renamedCategories: [],
  removedCategories: [],
  unheard: [],
  labelsMapped: 0,
  labelsKept: 0,
  problems: [],
};

describe('a plan line by line', () => {
  it('begins with what touches labels', () => {
    const rows = planRows({
      ...none,
      added: [{ catId: 'SPACThru', category: 'SPACECRAFT', subCategory: 'THRUSTER' }],
      removed: [{ ...wood, labels: 2 }],
      renamed: [
        { ...wood, catId: 'DOORGate', becomes: 'DOORGat', labels: 0 },
        { ...wood, becomes: 'DOORTimb', labels: 3 },
      ],
      problems: [{ line: 7, reason: 'It lacks a CatID.' }],
    });
    expect(rows.map(({ kind, name, labels }) => [kind, name, labels])).toEqual([
      ['renamed', 'DOORWood', 3],
      ['gone', 'DOORWood', 2],
      ['renamed', 'DOORGate', 0],
      ['new', 'SPACThru', 0],
      ['left-alone', 'Line 7', 0],
    ]);
    expect(rows[0]).toMatchObject({ stood: 'DOORS › WOOD', becomes: 'DOORTimb' });
  });

  it('is narrowed by kinds and by what is written', () => {
    const rows = planRows({ ...none, renamed: [{ ...wood, becomes: 'DOORTimb', labels: 3 }], unheard: ['SPACECRAFT'] });
    expect(rowsShown(rows, [], '')).toHaveLength(2);
    expect(rowsShown(rows, ['unheard'], '')).toHaveLength(1);
    expect(rowsShown(rows, [], ' timb ').map(({ name }) => name)).toEqual(['DOORWood']);
    expect(rowsShown(rows, ['unheard'], 'timb')).toEqual([]);
  });

  it('changes nothing where only lines and what is never heard are told of', () => {
    expect(isEmptyPlan({ ...none, unheard: ['X'], problems: [{ line: 1, reason: 'x' }] })).toBe(true);
    expect(isEmptyPlan({ ...none, to: { ...none.to, version: '8.3' } })).toBe(false);
    expect(isEmptyPlan({ ...none, reworded: [{ ...wood, changes: '1 more synonym' }] })).toBe(false);
  });
});
