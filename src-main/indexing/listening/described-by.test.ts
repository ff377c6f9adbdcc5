import { describe, expect, it, onTestFinished } from 'vitest';
import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { findSubcategory, putUcsListInForce, type Subcategory, shippedUcsList } from '../../../src-shared/ucs/index.ts';
import { describedBy } from './described-by.ts';

const nothing = { entries: [], warnings: [] };
const user = (key: string, value: string) => ({ standard: 'user', key: `USER/${key}`, value }) as const;

describe('a file name by the UCS grammar', () => {
  it('is read into fields', () => {
    const { fields, entries } = describedBy(nothing, 'DOORWood-INT_OldHouse-Slam Heavy_ABC_HOUSE_take 3.wav');
    expect(fields).toMatchObject({
      catId: 'DOORWood',
      category: 'DOORS',
      subCategory: 'WOOD',
      userCategory: 'INT',
      vendorCategory: 'OldHouse',
      fxName: 'Slam Heavy',
      creatorId: 'ABC',
      sourceId: 'HOUSE',
    });
    expect(entries).toContainEqual({ standard: 'file-name', key: 'userData', value: 'take 3' });
  });

  it('fills what the metadata leaves open, and never overrules it', () => {
    const embedded = { ...nothing, entries: [user('FXNAME', 'Slam'), user('CATEGORY', 'OBJECTS')] };
    const { fields } = describedBy(embedded, 'DOORWood_Bang_ABC_HOUSE.wav');
    expect(fields).toMatchObject({ fxName: 'Slam', category: 'OBJECTS', creatorId: 'ABC', sourceId: 'HOUSE' });
    expect(fields.catId).toBeUndefined();
    expect(fields.subCategory).toBeUndefined();
  });

  it('says nothing of other names', () => {
    expect(describedBy(nothing, 'IMG_0001.wav')).toEqual({ ...nothing, fields: {} });
  });

  it('and metadata may speak of a list before, and stay as they are written', () => {
    onTestFinished(() => putUcsListInForce(null));
    const rows = shippedUcsList.subcategories.map((row) =>
      row.catId === 'DOORWood' ? { ...row, catId: 'DOORTimb' as CatId } : row,
    );
    putUcsListInForce({ version: '9', subcategories: rows, renamed: { doorwood: 'DOORTimb' } });
    const asked = { catId: 'DOORWood', category: 'DOORS', subCategory: 'WOOD' };
    expect(describedBy(nothing, 'DOORWood_Slam.wav').fields).toMatchObject(asked);
    expect(describedBy(nothing, 'DOORTimb_Slam.wav').fields).toMatchObject({ ...asked, catId: 'DOORTimb' });
    expect(describedBy({ ...nothing, entries: [user('LONGID', 'DOORWood')] }, 'a.wav').fields.catId).toBe('DOORWood');
    expect(findSubcategory('doorwood')).toMatchObject({ subcategory: { catId: 'DOORTimb' }, exact: true });
    expect(findSubcategory('constructor')).toBeUndefined();
  });

  it('and metadata are read in the UCS list in force', () => {
    const thruster: Subcategory = {
      catId: 'SPACThru' as CatId,
      catShort: 'SPAC',
      category: 'SPACECRAFT',
      subCategory: 'THRUSTER',
      keywords: [],
    };
    const longId = { ...nothing, entries: [user('LONGID', 'spacthru')] };
    const genre = { ...nothing, entries: [{ standard: 'id3', key: 'TCON', value: 'Spacecraft' } as const] };
    expect(describedBy(longId, 'a.wav').fields.catId).toBeUndefined();
    expect(describedBy(nothing, 'SPACThru_Burn_ABC_HOUSE.wav').fields).toEqual({});
    onTestFinished(() => putUcsListInForce(null));
    putUcsListInForce({ version: '9', subcategories: [thruster], renamed: {} });
    expect(describedBy(longId, 'a.wav').fields.catId).toBe('SPACThru');
    expect(describedBy(genre, 'a.wav').fields.category).toBe('SPACECRAFT');
    expect(describedBy(nothing, 'SPACThru_Burn_ABC_HOUSE.wav').fields).toMatchObject({
      category: 'SPACECRAFT',
      subCategory: 'THRUSTER',
      catId: 'SPACThru',
    });
  });
});
