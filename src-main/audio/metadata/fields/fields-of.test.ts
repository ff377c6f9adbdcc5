import { describe, expect, it } from 'vitest';
import type { MetadataEntry } from '../../../../src-shared/contract/audio.ts';
import { fieldsOf } from './fields-of.ts';

const entry = (line: string): MetadataEntry => {
  const [, standard, key, value] = /^(\w+):(.+?)=(.*)$/.exec(line) ?? [];
  return { standard: standard as MetadataEntry['standard'], key: key ?? '', value: value ?? '' };
};
const fields = (...entries: readonly string[]) => fieldsOf(entries.map(entry));

describe('well-known fields', () => {
  it('trust ASWG over USER over freeform tags', () => {
    const aswg = 'aswg:ASWG/catId=DOORWood';
    const user = 'user:USER/CATID=DOORMetl';
    const tag = 'id3:TXXX:CatID=WATRDrip';
    expect(fields(tag, user, aswg).catId).toBe('DOORWood');
    expect(fields(tag, user).catId).toBe('DOORMetl');
    expect(fields(tag).catId).toBe('WATRDrip');
  });

  it('prefer a real CatID to a text that is none', () => {
    expect(fields('user:USER/CATID=none', 'user:USER/LONGID=doorwood').catId).toBe('DOORWood');
    expect(fields('user:USER/CATID=Custom').catId).toBe('Custom');
    expect(fields('user:USER/LONGID=0815').catId).toBeUndefined();
  });

  it('take a genre for a category only where it names one', () => {
    expect(fields('id3:TCON=Doors').category).toBe('DOORS');
    expect(fields('id3:TCON=Rock').category).toBeUndefined();
    expect(fields('id3:TCON=Doors', 'user:USER/CATEGORY=Mine').category).toBe('Mine');
  });

  it('know a freeform name in any spelling and any tag format', () => {
    for (const line of [
      'vorbis:VENDORCATEGORY=x',
      'vorbis:Vendor Category=x',
      'ape:vendor_category=x',
      'asf:WM/VendorCategory=x',
      'mp4:----:com.apple.iTunes:VendorCategory=x',
      'matroska:track:VENDOR_CATEGORY=x',
      'caf:vendor category=x',
      'user:USER/VendorCategory=x',
    ]) {
      expect(fields(line)).toEqual({ vendorCategory: 'x' });
    }
  });

  it('put dates and wide numbers together', () => {
    expect(fields('bext:OriginationDate=2024:05:06', 'bext:OriginationTime=10-11-12').recordedAt).toBe(
      '2024-05-06T10:11:12',
    );
    expect(fields('bext:OriginationDate=0000-00-00').recordedAt).toBeUndefined();
    expect(
      fields('ixml:BEXT/BWF_TIME_REFERENCE_HIGH=1', 'ixml:BEXT/BWF_TIME_REFERENCE_LOW=2').timeReferenceSamples,
    ).toBe('4294967298');
  });

  it('keep descriptors of comments apart', () => {
    expect(fields('id3:COMM:iTunNORM=0000').comment).toBeUndefined();
    expect(fields('id3:WXXX:home=http://a.example').url).toBe('http://a.example');
  });
});
