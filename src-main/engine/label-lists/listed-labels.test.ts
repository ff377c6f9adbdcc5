import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { shippedUcsList } from '../../../src-shared/ucs/index.ts';
import { listTextOf } from '../lists/list-text.ts';
import { decidedRow, hintsFor } from './decided-row.ts';
import { createListWarnings } from './list-warnings.ts';
import { type ListedLabel, readListedLabels } from './listed-labels.ts';

const list = Buffer.from(
  'path,category,cat_id,start_seconds,end_seconds\r\n"a ""b"".wav",DOORS,DOORWood,,\r\ntür.wav,WIND,,0.5,"1,5"\r\n',
);

async function read(bytes: Uint8Array): Promise<readonly ListedLabel[]> {
  return Array.fromAsync(readListedLabels([listTextOf(bytes)], 'list').rows());
}

describe('reading a list of labels', () => {
  it('gives its lines by the names of the columns', async () => {
    expect(await read(list)).toMatchObject([
      { line: 2, path: 'a "b".wav', category: 'DOORS', catId: 'DOORWood', region: null, fault: null },
      { line: 3, path: 'tür.wav', region: { startSeconds: 0.5, endSeconds: 1.5 }, fault: null },
    ]);
  });

  it('reads whatever becomes of its bytes, or says that it is no list', async () => {
    const change = fc.record({ at: fc.nat(list.length - 1), byte: fc.nat(255), cut: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let bytes = Uint8Array.from(list);
        for (const { at, byte, cut } of changes) {
          if (cut) bytes = bytes.slice(0, at);
          else bytes[at] = byte;
        }
        try {
          for (const { line } of await read(bytes)) expect(line).toBeGreaterThan(1);
        } catch (error) {
          if (!(error instanceof SonothequeError)) throw error;
          expect(error.failure.code).toBe('list-without-columns');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a line says a sound is', () => {
  const ucs = { ...shippedUcsList, version: '9', renamed: { doorwud: 'DOORWood' } };
  const said = (category: string, catId: string, subCategory = '') => decidedRow({ category, catId, subCategory }, ucs);

  it.each([
    ['DOORS', '', 'DOORS', null],
    ['doors', 'doorwood', 'DOORS', 'DOORWood'],
    ['', 'DOORWood', 'DOORS', 'DOORWood'],
    ['DOORWood', '', 'DOORS', 'DOORWood'],
  ])('%j and %j', (category, catId, decided, decidedCatId) => {
    expect(said(category, catId)).toEqual({
      kind: 'decided',
      decision: { category: decided, catId: decidedCatId },
      otherVersion: null,
    });
  });

  it('is understood where another version of UCS named it', () => {
    expect(said('', 'DOORWud')).toMatchObject({
      decision: { catId: 'DOORWood' },
      otherVersion: 'DOORWud is DOORWood in UCS 9.',
    });
    expect(said('DOORS', 'DRWOOD', 'wood')).toMatchObject({ decision: { catId: 'DOORWood' } });
    expect(said('PORTALS', 'DOORWood')).toMatchObject({ decision: { category: 'DOORS' } });
  });

  it('is told where nobody knows it, with what is near', () => {
    expect(said('', 'DOORWoood')).toMatchObject({ kind: 'unknown' });
    expect(hintsFor({ category: '', catId: 'DOORWoood', subCategory: '' }, ucs)).toContain('DOORWood');
    expect(hintsFor({ category: 'DOOORS', catId: '', subCategory: '' }, ucs)).toContain('DOORS');
    expect(said('WIND', 'DOORWood')).toMatchObject({ kind: 'contradiction' });
  });
});

it('warns of categories with one example, and of duplicates that are labelled differently', () => {
  const one = (category: string, dupGroup: string) => ({ decision: { category, catId: null }, listed: { dupGroup } });
  const list = createListWarnings();
  for (const labelled of [one('WIND', 'g1'), one('WIND', ''), one('RAIN', 'g1')]) list.note(labelled);
  expect(list.warnings()).toEqual([
    'One category has one example in the list, which is little to learn from: RAIN.',
    'One group of duplicates has sounds of different categories: g1.',
  ]);
});
