import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../../src-shared/contract/sounds.ts';
import { csvHeader, csvRow } from './csv.ts';

const sound: SoundRecord = {
  id: 1 as SoundId,
  path: '/a/door.wav',
  library: 'a',
  status: 'indexed',
  failure: null,
  format: null,
  loudness: null,
  frames: 0,
  label: null,
  suggestions: [],
  fields: {},
  stagedFields: [],
  favourite: false,
  rating: 0,
  note: null,
  playCount: 0,
  playedAt: null,
  warnings: [],
  isCopy: false,
};

/** A plain RFC 4180 reader. */
function readCsvRow(row: string): string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

describe('CSV', () => {
  it('has as many cells as columns', () => {
    expect(readCsvRow(csvRow(sound))).toHaveLength(csvHeader().split(',').length);
  });

  it('gives any text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (description) => {
        const cells = readCsvRow(csvRow({ ...sound, fields: { description } }));
        expect(cells[csvHeader().split(',').indexOf('description')]).toBe(description);
      }),
    );
  });
});
