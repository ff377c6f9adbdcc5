import { describe, expect, it } from 'vitest';
import { describedBy } from './described-by.ts';

const nothing = { fields: {}, entries: [], warnings: [] };

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
    const embedded = { ...nothing, fields: { fxName: 'Slam', category: 'OBJECTS' } };
    const { fields } = describedBy(embedded, 'DOORWood_Bang_ABC_HOUSE.wav');
    expect(fields).toMatchObject({ fxName: 'Slam', category: 'OBJECTS', creatorId: 'ABC', sourceId: 'HOUSE' });
    expect(fields.catId).toBeUndefined();
    expect(fields.subCategory).toBeUndefined();
  });

  it('says nothing of other names', () => {
    expect(describedBy(nothing, 'IMG_0001.wav')).toEqual(nothing);
  });
});
