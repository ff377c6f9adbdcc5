import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUcsFileName, parseUcsFileName, type UcsFileName } from './file-name.ts';
import { subcategories } from './table.ts';

const nothing: UcsFileName = {
  catId: '',
  userCategory: null,
  vendorCategory: null,
  fxName: null,
  creatorId: null,
  sourceId: null,
  userData: null,
};

describe('reading a UCS file name', () => {
  it('reads the four blocks', () => {
    expect(parseUcsFileName('GUNAuto_Uzi 9mm Rapid Fire Close Up Short Bursts_TN_DORY.wav')).toEqual({
      ...nothing,
      catId: 'GUNAuto',
      fxName: 'Uzi 9mm Rapid Fire Close Up Short Bursts',
      creatorId: 'TN',
      sourceId: 'DORY',
    });
  });

  it('reads all optional blocks', () => {
    expect(parseUcsFileName('GUNAuto-EXT_UZI 9mm-Rapid Fire Close Up_TN_NONE_416-MKH8040-DualMono_02.wav')).toEqual({
      catId: 'GUNAuto',
      userCategory: 'EXT',
      vendorCategory: 'UZI 9mm',
      fxName: 'Rapid Fire Close Up',
      creatorId: 'TN',
      sourceId: 'NONE',
      userData: '416-MKH8040-DualMono_02',
    });
  });

  it('needs nothing but the CatID', () => {
    expect(parseUcsFileName('DOORWood.wav')).toEqual({ ...nothing, catId: 'DOORWood' });
    expect(parseUcsFileName('doorwood_Slam 01')).toEqual({ ...nothing, catId: 'DOORWood', fxName: 'Slam 01' });
  });

  it('keeps versions that look like extensions', () => {
    expect(parseUcsFileName('DOORWood_Slam_TN_Lib v1.2')?.sourceId).toBe('Lib v1.2');
    expect(parseUcsFileName('DOORWood_Slam_TN_Lib v1.2.w64')?.sourceId).toBe('Lib v1.2');
  });

  it('believes a misspelt CatID in a complete name only', () => {
    expect(parseUcsFileName('WOODHandl_Crate_TN_LIB.wav')?.catId).toBe('WOODHndl');
    expect(parseUcsFileName('WOODHandl_Crate.wav')).toBeNull();
  });

  it('takes words that happen to be CatIDs for UCS in capitals with a further block', () => {
    expect(parseUcsFileName('RAIN_Heavy On Roof_TN_LIB.wav')?.catId).toBe('RAIN');
    for (const name of ['rain_01.wav', 'Wind.wav', 'test_tone.wav', 'RAIN.wav'])
      expect(parseUcsFileName(name)).toBeNull();
  });

  it.each(['', '_', '.wav', '-', 'kick_01.wav', 'Door Slam.wav', '_DOORWood_x'])('finds no CatID in %j', (name) => {
    expect(parseUcsFileName(name)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => void parseUcsFileName(name)));
  });
});

describe('writing a UCS file name', () => {
  const block = fc
    .stringMatching(/^[A-Za-z0-9é ]{1,20}$/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  const names = fc.record({
    catId: fc.constantFrom(...subcategories.map((row) => row.catId)),
    userCategory: fc.option(block),
    vendorCategory: fc.option(block),
    fxName: block,
    creatorId: block,
    sourceId: block,
    userData: fc.option(fc.array(block, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('_'))),
  });

  it('round-trips every clean set of blocks', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(parseUcsFileName(formatUcsFileName(name))).toEqual(name);
      }),
    );
  });

  it('writes any text so that reading and writing it again changes nothing', () => {
    const anyText = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }));
    const wild = fc.record({
      catId: fc.constantFrom('DOORWood', 'GUNAuto'),
      userCategory: anyText,
      vendorCategory: anyText,
      fxName: anyText,
      creatorId: anyText,
      sourceId: anyText,
      userData: anyText,
    });
    fc.assert(
      fc.property(wild, (name) => {
        const written = formatUcsFileName(name);
        const read = parseUcsFileName(`${written}.wav`);
        expect(read).not.toBeNull();
        if (read) expect(formatUcsFileName(read)).toBe(written);
      }),
    );
  });

  it('gives up reserved characters, not blocks', () => {
    const written = formatUcsFileName({
      ...nothing,
      catId: 'DOORWood',
      fxName: 'T-Rex: roar_01',
      creatorId: 'A/B',
      sourceId: 'LIB',
    });
    expect(written).toBe('DOORWood_T Rex roar 01_A B_LIB');
  });
});
