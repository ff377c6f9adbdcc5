import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { nearestCategory, readLabelledList } from './labelled-list.ts';

const read = (...lines: string[]) => readLabelledList(lines.join('\n'), 'labels.tsv');
const codeOf = (text: string): string | null => {
  try {
    readLabelledList(text, 'labels.tsv');
    return null;
  } catch (error) {
    return error instanceof SonothequeError ? error.failure.code : 'unexpected';
  }
};

describe('a labelled list', () => {
  it('names its columns in its first line, in any order and spelling', () => {
    const { rows, hasConfidence } = readLabelledList(
      '\uFEFFpackage\tpath\tDup Group\tcatId\tcategory\tConfidence\r\nlib\ta/b_1.wav\tg1\tdoorwood\tdoors\thigh\r\n',
      'x',
    );
    expect(hasConfidence).toBe(true);
    expect(rows).toEqual([
      {
        line: 2,
        path: 'lib/a/b_1.wav',
        relativePath: 'a/b_1.wav',
        library: 'lib',
        category: 'DOORS',
        catId: 'DOORWood',
        confidence: 'high',
        duplicateGroup: 'g1',
      },
    ]);
  });

  it('takes the first folder as the library where it names none', () => {
    const { rows, hasConfidence } = read('path\tcategory', 'lib/a/x.wav\tRAIN', 'y.wav\tRAIN');
    expect(rows.map(({ library, relativePath }) => [library, relativePath])).toEqual([
      ['lib', 'a/x.wav'],
      ['', 'y.wav'],
    ]);
    expect(hasConfidence).toBe(false);
  });

  it('reports what it does not know with the nearest that it does, and goes on', () => {
    const { rows, faults } = read(
      'path\tcategory\tcat_id',
      'a.wav\tDOOR\t',
      'b.wav\tDOORS\tDOORWodo',
      'c.wav\tDOORS\tRAINGen',
      '\tDOORS\t',
      'd.wav',
      'e.wav\tQQQQQQQQ\t',
    );
    expect(rows.map(({ path, catId }) => [path, catId])).toEqual([
      ['b.wav', null],
      ['c.wav', null],
    ]);
    expect(faults.map(({ kind, line }) => [kind, line])).toEqual([
      ['unknown-category', 2],
      ['unknown-cat-id', 3],
      ['unknown-cat-id', 4],
      ['incomplete-row', 5],
      ['incomplete-row', 6],
      ['unknown-category', 7],
    ]);
    expect(faults[0]?.message).toBe('Line 2: “DOOR” is no UCS category. The nearest is DOORS.');
    expect(faults[1]?.message).toContain('The nearest is DOORWood.');
    expect(faults[5]?.message).toBe('Line 7: “QQQQQQQQ” is no UCS category.');
  });

  it('leaves out what is labelled in two ways, and counts a repeated row once', () => {
    const { rows, faults } = read(
      'path\tcategory\tcat_id',
      'a.wav\tDOORS\t',
      'a.wav\tWOOD\t',
      'b.wav\tDOORS\tDOORWood',
      'b.wav\tDOORS\tDOORMetl',
      'c.wav\tDOORS\t',
      './c.wav\tDOORS\t',
    );
    expect(rows.map(({ path, catId }) => [path, catId])).toEqual([
      ['b.wav', null],
      ['c.wav', null],
    ]);
    expect(faults.map(({ kind }) => kind)).toEqual(['contradictory', 'contradictory', 'repeated']);
    expect(faults[0]?.message).toBe('Lines 2 and 3 call the same file DOORS and WOOD; it is not scored.');
  });

  it('tells of copies that disagree and of categories with one example', () => {
    const { rows, faults } = read('path\tcategory\tdup_group', 'a.wav\tDOORS\tg', 'b.wav\tWOOD\tg', 'c.wav\tWOOD\t');
    expect(rows).toHaveLength(3);
    expect(faults.map(({ kind }) => kind)).toEqual(['contradictory-copies', 'single-example']);
  });

  it.each([
    ['an empty file', '', 'list-unreadable'],
    ['another kind of file', 'RIFF\0\0\0WAVE', 'list-unreadable'],
    ['commas', 'path,category\na.wav,DOORS', 'list-unreadable'],
    ['no category column', 'path\tlabel\na.wav\tDOORS', 'list-unreadable'],
    ['a header alone', 'path\tcategory\n\n', 'list-empty'],
    ['no usable row', 'path\tcategory\na.wav\tNOPE', 'list-empty'],
  ])('says clearly what is wrong with %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

describe('the nearest category', () => {
  it.each([
    ['door', 'DOORS'],
    ['VEHICLE', 'VEHICLES'],
    ['Wepons', 'WEAPONS'],
    ['user interfaces', 'USER INTERFACE'],
  ])('of %s is %s', (text, category) => {
    expect(nearestCategory(text)).toBe(category);
  });

  it('of nonsense is none', () => {
    expect(nearestCategory('xyzzy-plugh')).toBeNull();
    expect(nearestCategory('')).toBeNull();
  });
});
