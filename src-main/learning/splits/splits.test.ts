import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begunLibraries } from './first-labels.ts';
import { foldsOfLibraries, inseparableGroups } from './folds.ts';
import { groupByKeys } from './groups.ts';
import { variantSeries } from './numbered-variants.ts';

describe('numbered variants', () => {
  it.each([
    ['door/door_01.wav', 'door/door_02.wav'],
    ['door/Door 3.ogg', 'door/door-12.ogg'],
    ['hit1a.wav', 'hit1b.wav'],
    ['hit1a.wav', 'hit2.wav'],
    ['step_L1.wav', 'step_L22.wav'],
    ['a/01.wav', 'a/02.wav'],
    ['wood (1).wav', 'wood (2).wav'],
    ['rain_a.wav', 'rain_b.wav'],
  ])('%s and %s are of one series', (a, b) => {
    expect(variantSeries(a)).toBe(variantSeries(b));
  });

  it.each([
    ['door/door_01.wav', 'gate/door_01.wav'],
    ['door_open.wav', 'door_close.wav'],
    ['glass.wav', 'grass.wav'],
    ['hit1metal.wav', 'hit1wood.wav'],
  ])('%s and %s are not', (a, b) => {
    expect(variantSeries(a)).not.toBe(variantSeries(b));
  });
});

describe('groups', () => {
  it('join through others', () => {
    expect([...groupByKeys([['a'], ['b'], ['a', 'b'], [], ['c']])]).toEqual([0, 0, 0, 1, 2]);
  });

  it('join copies across libraries, and variants within one only', () => {
    const sounds = [
      { library: 'x', relativePath: 'door_1.wav', duplicateGroup: 'g' },
      { library: 'x', relativePath: 'door_2.wav' },
      { library: 'y', relativePath: 'door_3.wav' },
      { library: 'y', relativePath: 'bell.wav', duplicateGroup: 'g' },
    ];
    expect([...inseparableGroups(sounds)]).toEqual([0, 0, 1, 0]);
  });
});

describe('folds of libraries', () => {
  const sound = fc.record({
    library: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    relativePath: fc.constantFrom('door_1.wav', 'door_2.wav', 'hit.wav', 'f/hit.wav', 'rain.wav'),
    duplicateGroup: fc.constantFrom(null, 'g1', 'g2'),
  });

  it('score every sound once, never learn from its library, its copies or their variants', () => {
    fc.assert(
      fc.property(
        fc.array(sound, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('all' as const, 1, 2, 3),
        (all, count) => {
          const folds = foldsOfLibraries(all, count);
          const groups = inseparableGroups(all);
          expect(folds.flatMap(({ scored }) => scored).sort((a, b) => a - b)).toEqual([...all.keys()]);
          for (const { scored, learned, libraries } of folds) {
            for (const place of learned) {
              expect(libraries).not.toContain(all[place]?.library);
              expect(scored.map((one) => groups[one])).not.toContain(groups[place]);
            }
          }
        },
      ),
    );
  });

  it('are about equally large', () => {
    const all = [50, 30, 20, 10].flatMap((size, library) =>
      Array.from({ length: size }, (_, index) => ({ library: `${library}`, relativePath: `${index}x.wav` })),
    );
    expect(foldsOfLibraries(all, 2).map(({ libraries, scored }) => [libraries, scored.length])).toEqual([
      [['0', '3'], 60],
      [['1', '2'], 50],
    ]);
  });
});

describe('libraries that a person begins to label', () => {
  const soundsOf = (
    library: string,
    category: string,
    count: number,
    name = (index: number) => `${category}${index}x`,
  ) =>
    Array.from({ length: count }, (_, index) => ({
      library,
      category,
      counts: true,
      relativePath: `${name(index)}-${'abcdefghij'[index]}${'abcdefghij'[index]}.wav`,
    }));

  it('have at least three categories with more sounds than are labelled', () => {
    const all = [
      ...['A', 'B', 'C'].flatMap((category) => soundsOf('large', category, 4)),
      ...['A', 'B'].flatMap((category) => soundsOf('small', category, 9)),
    ];
    const [begun, ...others] = begunLibraries(all, 3);
    expect(others).toEqual([]);
    expect(begun?.library).toBe('large');
    expect(begun?.labelled).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 10]);
    expect(begun?.rest).toEqual([3, 7, 11]);
    expect(begun?.others).toHaveLength(18);
  });

  it('are not scored on variants and copies of what was labelled, nor learn from copies elsewhere', () => {
    const variants = Array.from({ length: 5 }, (_, index) => ({
      library: 'x',
      category: 'A',
      counts: true,
      relativePath: `door_${index}.wav`,
    }));
    const all = [
      ...variants,
      ...['B', 'C'].flatMap((category) => soundsOf('x', category, 4)),
      { library: 'y', category: 'A', counts: true, relativePath: 'gate.wav', duplicateGroup: 'g' },
      { library: 'x', category: 'B', counts: true, relativePath: 'gate.wav', duplicateGroup: 'g' },
    ];
    const [begun] = begunLibraries(all, 2);
    expect(begun?.rest.some((place) => place < 5)).toBe(false);
    expect(begun?.others).toEqual([]);
  });
});
