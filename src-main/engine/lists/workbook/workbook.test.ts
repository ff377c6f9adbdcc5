import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDelimitedReader } from '../../../../src-shared/delimited/index.ts';
import { listTextsOf } from '../list-text.ts';
import { makeWorkbook, workbookParts, zipped } from './make-workbook.test-support.ts';
import { openWorkbook } from './open-workbook.ts';
import { readWorkbook } from './read-workbook.ts';
import { WorkbookFault } from './workbook-fault.ts';

const cellsOf = (text: Uint8Array) => {
  const reader = createDelimitedReader('\t');
  return [...reader.push(new TextDecoder().decode(text)), ...reader.end()].map(({ line, cells }) => ({ line, cells }));
};
const readOne = (bytes: Uint8Array) => cellsOf(readWorkbook(bytes)[0]?.text ?? new Uint8Array());

describe('a workbook', () => {
  it('is read sheet by sheet, a line a row at its place; hidden ones are left out', () => {
    const sheets = readWorkbook(
      makeWorkbook([
        { name: 'All & “more”', rows: [['UCS v8.3'], [], ['Category', null, 'CatID'], ['AIR', 'x', 'AIRBlow']] },
        { name: 'Notes', rows: [['secret']], isHidden: true },
        { name: 'Other', rows: [[1, 2.32, true, 'a "b"\tc']] },
      ]),
    );
    expect(sheets.map(({ name }) => name)).toEqual(['All & “more”', 'Other']);
    expect(cellsOf(sheets[0]?.text ?? new Uint8Array())).toEqual([
      { line: 1, cells: ['UCS v8.3'] },
      { line: 3, cells: ['Category', '', 'CatID'] },
      { line: 4, cells: ['AIR', 'x', 'AIRBlow'] },
    ]);
    expect(cellsOf(sheets[1]?.text ?? new Uint8Array())).toEqual([
      { line: 1, cells: ['1', '2.32', 'TRUE', 'a "b"\tc'] },
    ]);
  });

  it('is read as programs write it: rich and inline text, formulas, prefixes, cells and rows without a place', () => {
    const parts = workbookParts([{ name: 'One', rows: [] }]);
    parts['xl/sharedStrings.xml'] =
      '<x:sst xmlns:x="m"><x:si><x:r><x:t>wo</x:t></x:r><x:r><x:t xml:space="preserve">od </x:t></x:r><x:rPh><x:t>ウッド</x:t></x:rPh></x:si></x:sst>';
    parts['xl/worksheets/sheet1.xml'] = `<x:worksheet xmlns:x="m"><x:sheetData>
        <x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>two&#10;lines_x000D_</x:t></x:is></x:c></x:row>
        <x:row r="3"><x:c r="B3" t="str"><x:f>A1&amp;"!"</x:f><x:v>wood!</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c>
        <x:c r="D3"><x:v>2.3199999999999998</x:v></x:c><x:c r="ZZ3"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(readOne(zipped(parts))).toEqual([
      { line: 1, cells: ['wood ', 'two lines '] },
      { line: 3, cells: ['', 'wood!', '', '2.32'] },
    ]);
  });

  it('unfolds no entities that it declares itself', () => {
    const parts = workbookParts([{ name: 'One', rows: [['x']] }]);
    const laughs = '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    parts['xl/sharedStrings.xml'] = `${laughs}<sst><si><t>&b; &f;</t></si></sst>`;
    expect(readOne(zipped(parts))).toEqual([{ line: 1, cells: ['&b; &f;'] }]);
  });
});

describe('a workbook that can’t be read', () => {
  const good = makeWorkbook([{ name: 'One', rows: [['Category', 'SubCategory', 'CatID']] }]);
  const faultOf = (read: () => unknown): string => {
    try {
      read();
      return 'none';
    } catch (error) {
      if (error instanceof WorkbookFault) return error.kind;
      throw error;
    }
  };

  it('is refused before it unpacks into more than is allowed', () => {
    const bomb = workbookParts([{ name: 'One', rows: [['x']] }]);
    bomb['xl/worksheets/sheet1.xml'] = `<worksheet>${' '.repeat(4_000_000)}</worksheet>`;
    const bytes = zipped(bomb);
    expect(bytes.length).toBeLessThan(20_000);
    expect(faultOf(() => readWorkbook(bytes, 1_000_000))).toBe('too-large');
    // What it says of its size is held against what comes out.
    const lying = Buffer.from(bytes);
    const sizes = [...lying.keys()].filter((at) => lying.readUInt32BE(Math.min(at, lying.length - 4)) === 0x504b0102);
    for (const at of sizes) if (lying.readUInt32LE(at + 24) > 1_000_000) lying.writeUInt32LE(100, at + 24);
    expect(faultOf(() => readWorkbook(lying, 1_000_000))).toBe('damaged');
  });

  it.each([
    ['<row r="1048577"/>', 'damaged'],
    ['<row r="2"/><row r="1"/>', 'damaged'],
    ['<row r="x"/>', 'damaged'],
    ['<row><c r="12"><v>1</v></c></row>', 'damaged'],
    ['<row', 'damaged'],
  ])('says so of the sheet %s', (rows, kind) => {
    const parts = workbookParts([{ name: 'One', rows: [] }]);
    parts['xl/worksheets/sheet1.xml'] = `<worksheet><sheetData>${rows}`;
    expect(faultOf(() => readWorkbook(zipped(parts)))).toBe(kind);
  });

  it('is damaged or read wherever it is cut off or scribbled on, and nothing else', () => {
    for (let end = 4; end < good.length; end += 7)
      expect(faultOf(() => readWorkbook(good.subarray(0, end)))).toBe('damaged');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (scribbles) => {
          const bytes = Buffer.from(good);
          for (const [at, byte] of scribbles) bytes[at] = byte;
          expect(['none', 'damaged', 'no-workbook', 'too-large']).toContain(faultOf(() => readWorkbook(bytes)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a zip file of something else', zipped({ 'a.txt': 'a' }), 'workbook-unknown'],
    ['a workbook that is cut off', good.subarray(0, 300), 'workbook-damaged'],
    ['an old or locked workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'workbook-old'],
  ])('is told of in a sentence: %s', async (_what, bytes, code) => {
    await expect(listTextsOf(bytes, 'UCS.xlsx')).rejects.toMatchObject({
      failure: { code, message: expect.stringContaining('“UCS.xlsx”'), nextStep: expect.stringMatching(/\.$/u) },
    });
  });

  it('is given up where it takes too long', async () => {
    const rows = Array.from({ length: 20_000 }, (_row, place) => [`text ${place}`, place]);
    await expect(openWorkbook(makeWorkbook([{ name: 'One', rows }]), 'x.xlsx', 1)).rejects.toMatchObject({
      failure: { code: 'workbook-too-large' },
    });
  });
});
