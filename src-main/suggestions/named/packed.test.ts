import { describe, expect, it } from 'vitest';
import { categories } from '../../../src-shared/ucs/index.ts';
import { createNameContext } from './context.ts';
import { packNames, shareCount, unpackNames } from './packed.ts';
import { type NamedBelief, readNames } from './read-names.ts';

const DOORS = categories.indexOf('DOORS');
const RAIN = categories.indexOf('RAIN');

function read(relativePath: string): NamedBelief | null {
  return readNames({ libraryName: 'Some Library', relativePath }, createNameContext());
}

function kept(relativePath: string): NamedBelief {
  const belief = unpackNames(packNames(read(relativePath)));
  if (belief === null) throw new Error('Its names say something.');
  return belief;
}

describe('what is kept of names', () => {
  it('is nothing where names say nothing', () => {
    expect(packNames(null)).toHaveLength(0);
    for (const junk of ['IMG_0001.wav', 'osfx_03.wav', 'take 4.wav']) expect(packNames(read(junk))).toHaveLength(0);
    expect(unpackNames(new Uint8Array())).toBeNull();
  });

  it('is nothing where its bytes are cut off', () => {
    const whole = packNames(read('Doors/door_slam_wood.wav'));
    expect(shareCount(whole.subarray(0, 5))).toBe(0);
    expect(unpackNames(whole.subarray(0, 5))).toBeNull();
  });

  it('is the probabilities nearly as they were, with all others alike', () => {
    const before = read('Doors/door_slam_wood.wav');
    const after = kept('Doors/door_slam_wood.wav');
    expect(after.probabilities[DOORS]).toBeCloseTo(before?.probabilities[DOORS] ?? 0, 3);
    for (const [category, probability] of after.probabilities.entries()) {
      expect(Math.abs(probability - (before?.probabilities[category] ?? 0))).toBeLessThan(0.004);
    }
    expect(after.probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 3);
  });

  it('is the likeliest subcategory with its share', () => {
    const [before] = read('DOORWood_Slam_ABC_XYZ.wav')?.catIdsOf(DOORS) ?? [];
    const [after] = kept('DOORWood_Slam_ABC_XYZ.wav').catIdsOf(DOORS);
    expect(after?.catId).toBe('DOORWood');
    expect(after?.probability).toBeCloseTo(before?.probability ?? 0, 2);
  });

  it('is the words that speak for a category, as a person reads them', () => {
    const { explain } = kept('Doors/slam.wav');
    expect(explain(DOORS)).toBe(read('Doors/slam.wav')?.explain(DOORS));
    expect(explain(DOORS)).toContain('in the folder Doors');
    expect(explain(RAIN)).toBe('nothing in its name says RAIN');
  });

  it('is at most some 200 bytes, however long names are', () => {
    const packed = packNames(read(`Doors ${'und so weiter '.repeat(40)}/door slam wooden door creak knock.wav`));
    expect(packed.length).toBeLessThan(200);
    expect(unpackNames(packed)?.explain(DOORS)).toMatch(/^named “door slam”.*…$/);
  });
});
