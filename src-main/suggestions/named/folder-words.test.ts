import { describe, expect, it } from 'vitest';
import { categories } from '../../../src-shared/ucs/index.ts';
import { analyse } from './analyse.ts';
import { addOtherNames, countFileName, emptyFolder } from './folder-words.ts';

const animals = categories.indexOf('ANIMALS');
const beeps = categories.indexOf('BEEPS');

function othersOf(name: string, others: readonly string[]): Float32Array {
  const folder = emptyFolder();
  for (const other of [name, ...others]) countFileName(folder, analyse(other), 1);
  const strengths = new Float32Array(categories.length);
  addOtherNames(folder, analyse(name), 1, strengths);
  return strengths;
}

describe('words of a folder', () => {
  it('let the other sounds speak', () => {
    expect(othersOf('b_07', ['dog', 'cat', 'cow'])[animals]).toBeGreaterThan(1);
  });

  it('do not repeat what the sound says itself', () => {
    expect(othersOf('beep_1', ['beep_2', 'beep_3'])[beeps]).toBeCloseTo(0);
  });

  it('are silent about a sound alone, and forget removed sounds', () => {
    expect(othersOf('dog', []).every((strength) => strength === 0)).toBe(true);
    const folder = emptyFolder();
    countFileName(folder, analyse('dog bark'), 1);
    countFileName(folder, analyse('dog bark'), -1);
    expect(folder.sounds).toBe(0);
    expect(folder.words.size).toBe(0);
  });
});
