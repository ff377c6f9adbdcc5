import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDelimitedReader, type Delimiter, delimitedLine, delimiterOf } from './index.ts';

const delimiter = fc.constantFrom<Delimiter>(',', '\t', ';');
const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', 'é') }));

function read(text: string, by: Delimiter, pieces = 1) {
  const reader = createDelimitedReader(by);
  const size = Math.max(1, Math.ceil(text.length / pieces));
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)));
  return [...rows, ...reader.end()];
}
const cellsOf = (text: string, by: Delimiter, pieces = 1) => read(text, by, pieces).map(({ cells }) => cells);

describe('reading delimited text', () => {
  it.each([
    [
      'a,b\nc,d',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a;b\rc;d',
      ';',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\t"b ""c""\r\nd"\te', '\t', [['a', 'b "c"\r\nd', 'e']]],
    ['5" nail,x', ',', [['5" nail', 'x']]],
    ['"a"b,c', ',', [['ab', 'c']]],
    ['\n\na,\n', ',', [['a', '']]],
    ['', ',', []],
  ] as const)('%j', (text, by, rows) => {
    expect(cellsOf(text, by)).toEqual(rows);
  });

  it('counts lines, those inside quotes too', () => {
    expect(read('a\n\n"b\nb"\r\nc', ',').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('says where a quotation mark was never closed', () => {
    expect(read('a\n"b\nc\nd', ',').map(({ line, isCutOff }) => [line, isCutOff])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('reads what was written, in whatever pieces it comes', () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        rows,
        delimiter,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        (wanted, by, n, eol) => {
          const text = wanted.map((cells) => delimitedLine(cells, by) + eol).join('');
          expect(cellsOf(text, by, n)).toEqual(wanted);
        },
      ),
    );
  });

  it('reads any text, the same whole as in pieces', () => {
    fc.assert(
      fc.property(cell, delimiter, fc.integer({ min: 1, max: 9 }), (text, by, pieces) => {
        expect(read(text, by, pieces)).toEqual(read(text, by));
      }),
    );
  });
});

describe('finding the delimiter', () => {
  const known = (name: string) => ['path', 'category', 'cat_id'].includes(name);
  it.each([
    ['path,category', ','],
    ['path;category;notes, if any, and, more', ';'],
    ['path\tcategory\n', '\t'],
    ['"path";"cat_id"\r\n', ';'],
  ])('of %j', (line, found) => {
    expect(delimiterOf(line, known)).toBe(found);
  });
});
